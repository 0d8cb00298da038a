"""The cast everybody knows, and stories that are always coherent.

Rojîn reports, Dana edits, Hêvî is chief editor, Karwan keeps the photos, Lana moderates; Sami is on the staff without
any right. Nobody is a superuser. Every make_ function returns something whole; name only what a test is about.
"""

import hashlib
import itertools

from django.contrib.auth.models import Permission

from articles import desk
from articles.models import Article, Byline, Caption, Section
from authors.models import Author, User
from photos.models import Photo, Rendition

_numbers = itertools.count(1)

REPORTER = [
    *("view_article", "add_article", "change_article", "submit_article", "embargo_article", "kill_article"),
    "protect_byline",
]
EDITOR = [*REPORTER, "assign_article", "approve_article", "publish_article", "merge_tag", "set_front", "share_article"]
CHIEF = [*EDITOR, "override_four_eyes", "release_embargo", "clear_legal", "merge_author", "change_section"]
BODY = (
    "<p>The footbridge over the river opened on Sunday after eleven months of work.</p>"
    "<p>“We walked an hour to school before,” said Zeyneb Ali, who teaches on the far bank.</p>"
)


def make_user(username, *codenames, app="articles", **fields):
    user = User.objects.create_user(username, password="a long enough word", is_staff=True, **fields)
    wanted = Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
    assert wanted.count() == len(set(codenames)), f"misspelt among {codenames}"
    user.user_permissions.set(wanted)
    return User.objects.get(pk=user.pk)


def reporter():
    return _member("rojin", "Rojîn", "Aziz", REPORTER)


def editor():
    return _member("dana", "Dana", "Karim", EDITOR)


def chief():
    return _member("hevi", "Hêvî", "Ehmed", CHIEF)


def photo_editor():
    return _member("karwan", "Karwan", "Osman", ["view_photo", "add_photo", "change_photo"], app="photos")


def moderator():
    return _member("lana", "Lana", "Hesen", ["moderate_comment"], app="comments")


def stranger():
    return _member("sami", "Sami", "Haddad", [])


def _member(username, first, last, codenames, app="articles"):
    found = User.objects.filter(username=username).first()
    return found or make_user(username, *codenames, app=app, first_name=first, last_name=last)


def make_section(slug="society", **fields):
    found = Section.objects.filter(slug=slug).first()
    return found or Section.objects.create(slug=slug, **({"names": {"en": slug.capitalize()}} | fields))


def make_author(name="Leyla Aziz", **fields):
    number = next(_numbers)
    return Author.objects.create(**({"name": name, "slug": f"author-{number}"} | fields))


def make_agency(name="Firat Agency"):
    return make_author(name, kind=Author.Kind.AGENCY)


def make_photo(**fields):
    """Return a photo whose copies are rows without files: enough for every rule, not for the photo's own address."""
    number = next(_numbers)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    words = {
        "caption": "Children cross the new footbridge.",
        "alt": "Children on a narrow steel bridge over green water.",
        "credit": "Karwan Osman",
        "language": "en",
    }
    file = {"original": f"originals/{sha256}", "format": "jpeg", "bytes": 1000, "width": 1600, "height": 1067}
    photo = Photo.objects.create(**({"sha256": sha256, "original_name": "bridge.jpg"} | file | words | fields))
    for format, suffix, width, crop in (
        ("jpeg", "jpg", 800, ""),
        ("webp", "webp", 800, ""),
        ("jpeg", "jpg", 1200, "share 0.50 0.50"),
    ):
        name = f"{hashlib.sha256(f'{number}{format}{crop}'.encode()).hexdigest()[:32]}-{crop[:5] or width}.{suffix}"
        height = 630 if crop else 533
        Rendition.objects.create(
            photo=photo, sha256=sha256, format=format, name=name, width=width, height=height, bytes=9, crop=crop
        )
    return photo


def make_article(*, by=None, authors=None, photos=(), tags=("bridges",), save=True, at=None, **fields):
    """Return a complete working copy, recorded once; `photos` become a lead caption and further ones in the text."""
    by = by or reporter()
    number = next(_numbers)
    defaults = {
        "headline": f"The footbridge opens again, {number}",
        "standfirst": "Eleven months of work end a long way round.",
        "dateline": "DERIK",
        "body": BODY,
        "section": make_section(),
        "source": "Firat Agency",
    }
    article = Article.objects.create(created_by=by, **(defaults | fields))
    for order, author in enumerate([make_author()] if authors is None else authors):
        Byline.objects.create(article=article, author=author, order=order)
    for order, photo in enumerate(photos):
        role = Caption.Role.INLINE if order else Caption.Role.LEAD
        Caption.objects.create(article=article, photo=photo, role=role, order=order)
    article.tags.set(tags)
    if save:
        desk.record(article, by=by, at=at)
    return Article.objects.get(pk=article.pk)


def submitted(**fields):
    article = make_article(**fields)
    desk.submit(article, by=fields.get("by") or reporter())
    return Article.objects.get(pk=article.pk)


def approved(**fields):
    article = submitted(**fields)
    desk.approve(article, by=editor())
    return Article.objects.get(pk=article.pk)


def live(*, at=None, **fields):
    """Return the article of a live story; `at` is when readers first got it."""
    article = make_article(at=at, **fields)
    desk.publish(article, by=editor(), at=at)
    return Article.objects.get(pk=article.pk)


def live_story(**fields):
    """Return the Edition of a live story."""
    return live(**fields).edition


def edit(article, *, by=None, **fields):
    """Change columns of the working copy and record it, as the form does; return the revision."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return desk.record(article, by=by or reporter())


def republish(article, kind, note="", *, by=None, **fields):
    """Edit a live story and publish it again; return the Publication."""
    edit(article, change_kind=kind, change_note=note, **fields)
    return desk.publish(article, by=by or editor())
