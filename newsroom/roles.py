"""The five groups of the desk and what each may do, as one table.

A permission says what a person may do at all; *own* stories and *own sections* are the verbs' business
(articles/permissions.py). The command `roles` grants what is listed here and takes nothing away.
"""

from django.contrib.auth.models import Group, Permission

_READ_STORIES = [
    *("articles.view_article", "articles.view_revision", "articles.view_edition", "articles.view_publication"),
    *("articles.view_schedule", "articles.view_section", "articles.view_byline", "articles.view_caption"),
    *("authors.view_author", "taggit.view_tag", "photos.view_photo"),
]
_WRITE_STORIES = [
    *_READ_STORIES,
    *("articles.add_article", "articles.change_article", "articles.submit_article"),
    *("articles.embargo_article", "articles.kill_article", "articles.protect_byline"),
    # The rows of the form.
    *("articles.add_byline", "articles.change_byline", "articles.delete_byline"),
    *("articles.add_caption", "articles.change_caption", "articles.delete_caption"),
    *("photos.add_photo", "photos.change_photo"),
]
_EDIT_SECTIONS = [
    *_WRITE_STORIES,
    *("articles.assign_article", "articles.approve_article", "articles.publish_article", "articles.view_desklog"),
    *("articles.set_front", "articles.share_article"),
    *("taggit.add_tag", "taggit.change_tag", "taggit.delete_tag", "articles.merge_tag"),
]
_MODERATE = ["comments.view_comment", "comments.moderate_comment"]
_KEEP_PHOTOS = [
    *("photos.add_photo", "photos.change_photo", "photos.change_live_photo", "photos.withdraw_photo"),
    "photos.delete_photo",
    *("photos.view_photoagency", "photos.add_photoagency", "photos.change_photoagency"),
]

ROLES = {
    "Reporter": _WRITE_STORIES,
    "Editor": [*_EDIT_SECTIONS, *_MODERATE],
    "Chief editor": [
        *_EDIT_SECTIONS,
        *_MODERATE,
        *_KEEP_PHOTOS,
        *("articles.override_four_eyes", "articles.release_embargo", "articles.clear_legal"),
        *("articles.view_rulesetting", "articles.add_rulesetting", "articles.change_rulesetting"),
        "articles.delete_rulesetting",
        "articles.open_scratch",
        *("articles.add_section", "articles.change_section"),
        *("articles.add_sitetext", "articles.change_sitetext", "articles.view_sitetext"),
        *("authors.add_author", "authors.change_author", "articles.merge_author"),
        "comments.erase_person",
        *("comments.view_policy", "comments.add_policy", "comments.change_policy"),
        *("comments.view_holdrule", "comments.add_holdrule", "comments.change_holdrule", "comments.delete_holdrule"),
    ],
    "Photo editor": [
        *_READ_STORIES,
        *_KEEP_PHOTOS,
        *("articles.add_caption", "articles.change_caption", "articles.delete_caption"),
    ],
    "Moderator": _MODERATE,
}


def missing_groups():
    """Return the names of the groups that do not exist."""
    found = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
    return [name for name in ROLES if name not in found]


def grant():
    """Make the groups and give each what it lacks. Returns {group: number of permissions added}.

    What a newsroom added to a group, or granted elsewhere, stays. Raises LookupError, naming them, where the table
    lists permissions that no app declares: a misspelt word would otherwise lock people out silently.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    unknown = {word for words in ROLES.values() for word in words} - known.keys()
    if unknown:
        raise LookupError(f"No app declares these permissions: {', '.join(sorted(unknown))}. Run `migrate` first.")
    added = {}
    for name, words in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        had = set(group.permissions.values_list("pk", flat=True))
        lacking = {known[word].pk for word in words} - had
        group.permissions.add(*lacking)
        added[name] = len(lacking)
    return added
