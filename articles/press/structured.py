"""JSON-LD: what a page shows, said for machines. Absent data leave no key."""

from django.templatetags.static import static
from django.utils import timezone

from articles import insets
from articles.dates import iso
from articles.models.story import Story, StoryByline
from articles.press.page import address, hreflangs
from articles.render import absolute

TYPES = {
    Story.Genre.NEWS: "NewsArticle",
    Story.Genre.REPORTAGE: "ReportageNewsArticle",
    Story.Genre.OPINION: "OpinionNewsArticle",
    Story.Genre.ANALYSIS: "AnalysisNewsArticle",
    Story.Genre.BACKGROUND: "BackgroundNewsArticle",
    Story.Genre.REVIEW: "ReviewNewsArticle",
    Story.Genre.SPONSORED: "AdvertiserContentArticle",
}


def document(data):
    """Return one JSON-LD document without empty values."""
    return _filled({"@context": "https://schema.org"} | data)


def _filled(value):
    if isinstance(value, dict):
        filled = {key: _filled(item) for key, item in value.items()}
        return {key: item for key, item in filled.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return value


def story(shown, site):
    """Return the NewsArticle of a story's page."""
    url = absolute(shown.path)
    edition = shown.story
    language = shown.language
    people = [_person(byline) for byline in shown.names]
    return document(
        {
            "@type": TYPES[edition.genre],
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": shown.headline,
            "description": edition.standfirst,
            "articleSection": shown.section.name_in(language) if shown.section else None,
            "keywords": [tag.name for tag in shown.tags],
            "inLanguage": language,
            "wordCount": _words(edition),
            "dateline": edition.dateline,
            "locationCreated": {"@type": "Place", "name": edition.dateline} if edition.dateline else None,
            "datePublished": iso(shown.published_at),
            "dateModified": iso(shown.updated_at or shown.published_at),
            "image": [image for caption in shown.photos for image in _images(caption, crops=caption is shown.lead)],
            "author": people,
            "editor": [_person(b) for b in shown.bylines if b.role == StoryByline.Role.EDITING],
            "contributor": [_person(b) for b in shown.bylines if b.role in _CONTRIBUTED],
            "publisher": publisher(site),
            "sourceOrganization": {"@type": "Organization", "name": edition.source, "url": edition.source_url}
            if edition.source
            else None,
            "correction": [
                {"@type": "CorrectionComment", "text": notice.note, "datePublished": iso(notice.at)}
                for notice in shown.notices
            ],
            "version": shown.version,
            "isAccessibleForFree": True,
            "copyrightHolder": {"@id": absolute("/#publisher")},
            "copyrightYear": timezone.localtime(shown.published_at).year,
            "commentCount": shown.comment_count,
            "discussionUrl": f"{url}#comments",
            "translationOfWork": next(iter(_works(shown.translations, pk=edition.translation_of_id)), None),
            "workTranslation": _works(shown.translations, translation_of_id=edition.pk),
        }
    )


def _words(edition):
    """Return the number of words; a dash between spaces is none."""
    words = " ".join(insets.paragraphs(edition.body, edition.insets)).split()
    return sum(any(character.isalnum() for character in word) for word in words)


def _works(editions, **wanted):
    """Return those of the editions in which a column has the value wanted."""
    ((column, value),) = wanted.items()
    return [
        {"@id": absolute(edition.get_absolute_url()), "inLanguage": hreflangs(edition.language)[0]}
        for edition in editions
        if getattr(edition, column) == value
    ]


_CONTRIBUTED = {StoryByline.Role.REPORTING, StoryByline.Role.ADDITIONAL, StoryByline.Role.WRITING}


def _person(byline):
    return _author(byline.author, byline.name, byline.url)


def _author(author, name, path):
    return {
        "@type": "Organization" if author.is_agency else "Person",
        "name": name,
        "url": absolute(path),
        "jobTitle": author.job_title,
        "image": _portrait(author),
        "sameAs": author.profiles,
    }


def _portrait(author):
    picture = author.portrait and author.portrait.picture()
    return picture and absolute(picture.img.url)


def _images(caption, *, crops):
    """Return a photo's widest copy and, of the lead, the crops in which search engines show it."""
    picture, photo = caption.picture, caption.photo
    words = {
        "caption": caption.caption,
        "creditText": caption.credit,
        "creator": {"@type": "Person", "name": photo.public_creator} if photo.public_creator else None,
        "copyrightNotice": photo.copyright_notice,
        "license": photo.rights_url,
    }
    files = [picture.img, *(picture.crops.values() if crops else [])]
    return [
        {"@type": "ImageObject", "contentUrl": absolute(file.url), "width": file.width, "height": file.height} | words
        for file in files
    ]


def publisher(site):
    """Return the newsroom itself, as the front page presents it and every story names it."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#publisher"),
        "name": site.text.name,
        "url": absolute(address("front", site.language)),
        "logo": {"@type": "ImageObject", "url": absolute(static("articles/logo.png")), "width": 512, "height": 512},
        "correctionsPolicy": absolute(address("corrections", site.language)),
        "sameAs": [profile["url"] for profile in site.text.profiles if profile.get("url")],
    }


def front(page, site):
    """Return the site and the newsroom behind it."""
    url = absolute(page.path)
    return document(
        {
            "@type": "WebSite",
            "@id": url,
            "url": url,
            "name": site.text.name,
            "inLanguage": page.language,
            "publisher": publisher(site),
        }
    )


def collection(page, stories, site):
    """Return a list of stories: a section or a topic."""
    items = [
        {"@type": "ListItem", "position": place, "url": absolute(story.get_absolute_url())}
        for place, story in enumerate(stories, 1)
    ]
    url = absolute(page.path)
    crumbs = [(site.text.name, address("front", page.language)), (page.title, page.path)]
    return document(
        {
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": page.title,
            "inLanguage": page.language,
            "mainEntity": {"@type": "ItemList", "itemListElement": items},
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
                    for place, (name, path) in enumerate(crumbs, 1)
                ],
            },
        }
    )


def profile(page, author, site):
    """Return the page of a person or an agency."""
    url = absolute(page.path)
    return document(
        {
            "@type": "ProfilePage",
            "@id": url,
            "url": url,
            "inLanguage": page.language,
            "mainEntity": _author(author, page.title, page.path),
            "publisher": publisher(site),
        }
    )
