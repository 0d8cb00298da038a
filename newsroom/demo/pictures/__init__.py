"""The demo's news photographs, drawn by code: nothing to download, nothing to licence, the same on every machine."""

from newsroom.demo.pictures import evenings, fields, heights, rooms, towns, villages
from newsroom.demo.pictures.scene import Scene

PICTURES = {
    **towns.PICTURES,
    **fields.PICTURES,
    **villages.PICTURES,
    **heights.PICTURES,
    **rooms.PICTURES,
    **evenings.PICTURES,
}
RATIOS = {"landscape": (1.5, 1.0), "wide": (16 / 9, 1.0), "portrait": (0.75, 0.7)}  # width by height, share of width


def draw(name, shape="landscape", width=2000):
    """Return the picture called `name` as JPEG, `width` pixels wide (a portrait 0.7 of it).

    Raises KeyError for a name nobody has drawn.
    """
    paint = PICTURES[name]
    ratio, share = RATIOS[shape]
    scene = Scene(name, round(width * share), ratio)
    finish = paint(scene)
    return scene.finish(**(finish or {}))
