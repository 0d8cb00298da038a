"""Whose posts and films a story may point at. A reader gets the provider's name and a plain link, never its frame.

To add one, add its row: the name readers know, and the whole address of a single post or film.
"""

import re
from dataclasses import dataclass

_ID = r"[\w-]+"
_REST = r"/?([?#].*)?"


@dataclass(frozen=True)
class Provider:
    name: str
    address: re.Pattern

    @classmethod
    def at(cls, name, *addresses):
        return cls(name, re.compile(rf"https://(?:www\.|m\.)?(?:{'|'.join(addresses)}){_REST}", re.ASCII))


PROVIDERS = (
    Provider.at(
        "YouTube", rf"youtube\.com/watch\?v={_ID}.*", rf"youtube\.com/(shorts|live)/{_ID}", rf"youtu\.be/{_ID}"
    ),
    Provider.at("Vimeo", r"vimeo\.com/\d+(/\w+)?"),
    Provider.at("X", r"(twitter|x)\.com/\w+/status/\d+"),
    Provider.at(
        "Facebook",
        r"facebook\.com/[\w.-]+/(posts|videos)/[\w.-]+(/\d+)?",
        r"facebook\.com/(reel|watch|story\.php|permalink\.php)/?\d*",
    ),
    Provider.at("Instagram", rf"instagram\.com/([\w.]+/)?(p|reel|tv)/{_ID}"),
    Provider.at("TikTok", r"tiktok\.com/@[\w.]+/(video|photo)/\d+"),
    Provider.at("Telegram", r"t\.me/(s/)?\w+/\d+"),
    Provider.at("Bluesky", rf"bsky\.app/profile/[\w.:-]+/post/{_ID}"),
    Provider.at("SoundCloud", rf"soundcloud\.com/{_ID}/(sets/)?{_ID}"),
    Provider.at("Spotify", r"open\.spotify\.com/(episode|show|track)/\w+"),
)


def provider(address):
    """Return the name of the provider at an embed's address; an empty string where it is none of ours."""
    return next((row.name for row in PROVIDERS if row.address.fullmatch(address)), "")
