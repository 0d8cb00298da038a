"""Plain links that pass a story on. No script, no counter: nothing is fetched until a reader follows one."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from articles.render import absolute


@dataclass(frozen=True)
class ShareLink:
    name: str
    url: str


def links(story):
    """Return the links named in SHARE_LINKS; a name we do not know is left out. A retracted story is not passed on."""
    if story.retracted:
        return []
    url, title = absolute(story.path), story.story.headline
    known = {
        "email": (_("E-mail"), f"mailto:?{urlencode({'subject': title, 'body': url}, quote_via=quote)}"),
        "whatsapp": ("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{title} {url}'})}"),
        "telegram": ("Telegram", f"https://t.me/share/url?{urlencode({'url': url, 'text': title})}"),
        "facebook": ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
        "x": ("X", f"https://x.com/intent/post?{urlencode({'url': url, 'text': title})}"),
    }
    return [ShareLink(*known[name]) for name in settings.SHARE_LINKS if name in known]
