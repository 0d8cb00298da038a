"""The shapes of the demonstration's data. The command reads them; nothing here imports Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Photo:
    """A picture drawn by code, with the words the library keeps of it.

    `shows` is the sentence it is drawn from. `shape` is landscape (3:2), wide (16:9) or portrait (4:5); `focal` is a
    fraction of width and height from the upper left corner.
    """

    name: str
    shows: str
    caption: str
    alt: str
    credit: str
    creator: str
    language: str = "en"
    shape: str = "landscape"
    focal: tuple[float, float] = (0.5, 0.5)
