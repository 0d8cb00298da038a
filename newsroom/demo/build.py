"""Filling an empty database with the demonstration: an invented agency, its people, photos, stories and comments.

What a newsroom does by a verb is done here by that verb. The staff, the sections and the photos are each looked up
before they are made; the stories with everything that happened to them are one transaction. So a second run, or one
after an interruption, doubles nothing.
"""

import secrets
from concurrent.futures import as_completed

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone, translation

from articles.models import Article, Section, SiteText
from authors.models import Author, User
from comments.models import Comment
from newsroom.demo import pictures
from newsroom.demo.content.people import ACCOUNTS, AUTHORS
from newsroom.demo.content.photos import PHOTOS
from newsroom.demo.content.sections import MASTHEADS, SECTIONS
from newsroom.demo.pool import workers
from newsroom.demo.timeline import Timeline
from photos import library, preparing
from photos.models import Photo

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class Occupied(Exception):
    """The database holds something that is not the demonstration."""


def check_database():
    """Raise Occupied unless the database is empty or the demonstration's own. Reads only, also before `migrate`."""
    tables = set(connection.introspection.table_names())
    if tables and "django_migrations" not in tables:
        raise Occupied("The database holds tables of another program.")
    if User._meta.db_table in tables and User.objects.filter(is_demo=True).exists():
        return
    for model in (User, Author, Section, Article, Photo, Comment):
        if model._meta.db_table in tables and model.objects.exists():
            raise Occupied(f"The database holds {model._meta.verbose_name_plural} that are not the demonstration's.")


def fill(*, tell=lambda line: None, picture_width=2000, processes=2, stories=True):
    """Make what is missing of the demonstration and return [(User, new password)].

    `tell` gets a line about each step. `processes` draw the pictures and make their copies; 0 does it in this one.
    Without `stories` it is the newsroom alone: its people, sections and photos.
    """
    with translation.override("en"):
        call_command("roles", verbosity=0, stdout=_Nowhere())
        tell("The staff, the sections and the masthead")
        accounts = make_accounts()
        authors, sections = make_authors(), make_sections()
        make_mastheads()
        staff = {user.username: user for user, _password in accounts}
        photos = make_photos(by=staff["photo"], tell=tell, width=picture_width, processes=processes)
        if stories:
            make_stories(staff, authors, sections, photos, tell=tell)
    return accounts


class _Nowhere:
    def write(self, text):
        """Forget it: the demonstration tells its own progress."""


@transaction.atomic
def make_accounts():
    """Make one account a role, or give those there are a new password; return [(User, password)]."""
    made = []
    for account in ACCOUNTS:
        password = new_password()
        user, _new = User.objects.get_or_create(
            username=account.username,
            is_demo=True,
            defaults={
                "first_name": account.first_name,
                "last_name": account.last_name,
                "language": account.language,
                "is_staff": True,
            },
        )
        user.set_password(password)
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=account.role))
        made.append((user, password))
    return made


def staff_member(username):
    """Return one of the demonstration's staff."""
    return User.objects.get(username=username, is_demo=True)


def new_password():
    """Return a password of seven syllables and two digits: 48 bits, and it can be typed from a screen."""
    word = [secrets.choice(SYLLABLES) for _ in range(7)]
    return f"{''.join(word[:4])}-{''.join(word[4:])}-{secrets.randbelow(90) + 10}"


@transaction.atomic
def make_authors():
    """Make the bylines, each joined to its account; return them by slug."""
    usernames = {account.author: account.username for account in ACCOUNTS if account.author}
    for person in AUTHORS:
        Author.objects.get_or_create(
            slug=person.slug,
            defaults={
                "kind": person.kind,
                "name": person.name,
                "names": person.names or {},
                "job_title": person.job_title,
                "bio": person.bio or {},
                "user": User.objects.filter(username=usernames.get(person.slug), is_demo=True).first(),
            },
        )
    return {author.slug: author for author in Author.objects.all()}


@transaction.atomic
def make_sections():
    """Make the sections in their order; return them by slug."""
    for order, section in enumerate(SECTIONS):
        Section.objects.get_or_create(
            slug=section.slug, defaults={"names": section.names, "colour": section.colour, "order": order}
        )
    return {section.slug: section for section in Section.objects.all()}


@transaction.atomic
def make_mastheads():
    for masthead in MASTHEADS:
        SiteText.objects.get_or_create(
            language=masthead.language,
            defaults={
                "name": masthead.name,
                "strapline": masthead.strapline,
                "follow_words": masthead.follow_words,
                "about": masthead.about,
            },
        )


# Photos -------------------------------------------------------------------------------------------------------


def make_photos(*, by, tell, width, processes):
    """Draw what is missing, take it into the library, make the copies a page needs; return the photos by name.

    AVIF and the crops for search engines are left to the worker: the site need not wait for them.
    """
    known = {photo.original_name: photo for photo in Photo.objects.filter(added_by__is_demo=True)}
    missing = [photo for photo in PHOTOS if _file_name(photo) not in known]
    drawn = 0
    with workers(processes) as pool:
        copies = []
        work = {pool.submit(pictures.draw, photo.name, photo.shape, width): photo for photo in missing}
        for picture in as_completed(work):
            photo = work[picture]
            row = _take_in(photo, picture.result(), by=by)
            known[row.original_name] = row
            copies.append(pool.submit(preparing.attempt, row.pk, later=False))
            drawn += 1
            tell(f"Picture {drawn} of {len(missing)}: {photo.name.replace('_', ' ')}")
        if copies:
            tell("The copies of the pictures that pages need")
        if not all(copy.result() for copy in copies):
            raise RuntimeError("Copies of a picture could not be made; the log above says why.")
    return {photo.name: known[_file_name(photo)] for photo in PHOTOS}


def _file_name(photo):
    return f"{photo.name}.jpg"


def _take_in(photo, picture, *, by):
    row = library.add(
        picture,
        by=by,
        name=_file_name(photo),
        caption=photo.caption,
        alt=photo.alt,
        language=photo.language,
        credit=photo.credit,
        creator=photo.creator,
        digital_source_type=Photo.SourceType.ARTWORK,
        focal_x=photo.focal[0],
        focal_y=photo.focal[1],
    )
    if photo.is_protected:
        library.protect_source(row, by=by)
    return row


# Stories ------------------------------------------------------------------------------------------------------


def make_stories(staff, authors, sections, photos, *, tell):
    """Write and publish all stories with their changes and comments, or none; nothing where there are stories."""
    if Article.objects.exists():
        return
    tell("The stories, what happened to them, and the readers' comments")
    with transaction.atomic():
        Timeline(staff, authors, sections, photos, now=timezone.now()).play()
