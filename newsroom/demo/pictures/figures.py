"""Things that stand in several pictures: trees, houses, people, birds."""

import math

from newsroom.demo.pictures.scene import curve, mix


def foliage(scene, x, y, rx, ry, dark, light, *, leaves=170, leaf=0.12, sun=(-0.6, -0.8)):
    """Draw a crown: blobs from the shadowed side to the lit one, so that the light lies on top."""
    blobs = []
    for _ in range(leaves):
        turn, reach = scene.chance.uniform(0, 2 * math.pi), math.sqrt(scene.chance.random())
        dx, dy = math.cos(turn) * reach, math.sin(turn) * reach
        blobs.append((dx * sun[0] + dy * sun[1] + scene.chance.uniform(-0.35, 0.35), dx, dy))
    for lit, dx, dy in sorted(blobs):
        size = max(rx, ry) * leaf * scene.chance.uniform(0.6, 1.35)
        scene.disc(x + dx * rx, y + dy * ry, size, size * 0.8, mix(dark, light, min(1, max(0, 0.5 + lit * 0.55))))


def trunk(scene, x, y, height, width, colour, *, lean=0.0, boughs=3):
    """Draw a trunk that widens at its foot and forks at its top."""
    top = y - height
    scene.area(
        [
            (x - width * 0.85, y),
            (x - width * 0.4 + lean * 0.5, y - height * 0.45),
            (x - width * 0.3 + lean, top),
            (x + width * 0.3 + lean, top),
            (x + width * 0.45 + lean * 0.5, y - height * 0.45),
            (x + width * 0.9, y),
        ],
        colour,
    )
    for index in range(boughs):
        share = (index + 0.5) / boughs - 0.5
        scene.line(
            [(x + lean, top + width * 0.4), (x + lean + share * height * 1.1, top - height * 0.5)], width * 0.35, colour
        )


def fir(scene, x, y, height, colour, snow=None):
    """Draw a fir by its tiers, with snow on them if a colour is given."""
    for tier in range(6):
        top, foot = y - height + tier * height * 0.13, y - height * 0.62 + tier * height * 0.115
        reach = height * (0.1 + 0.036 * tier)
        scene.area([(x, top), (x + reach, foot), (x, foot - height * 0.03), (x - reach, foot)], colour)
        if snow:
            scene.area(
                [(x, top), (x + reach * 0.25, foot - height * 0.05), (x - reach * 0.8, foot - height * 0.012)], snow
            )
    scene.rect(x - height * 0.015, y - height * 0.08, height * 0.03, height * 0.08, colour)


def palm(scene, x, y, height, colour, light):
    """Draw a palm with a slightly bent trunk and drooping fronds."""
    lean = height * scene.chance.uniform(-0.05, 0.05)
    scene.line([(x, y), (x + lean * 0.4, y - height * 0.5), (x + lean, y - height * 0.82)], height * 0.03, colour)
    heart = (x + lean, y - height * 0.82)
    for index in range(23):
        turn = math.pi * (0.94 + 1.12 * index / 22) + scene.chance.uniform(-0.08, 0.08)
        reach = height * scene.chance.uniform(0.2, 0.27)
        along, up = math.cos(turn) * reach, math.sin(turn) * reach
        middle = (heart[0] + along * 0.62, heart[1] + up * 0.8 - reach * 0.12)
        tip = (heart[0] + along * 1.15, heart[1] + up * 0.62 + reach * (0.2 + 0.35 * abs(math.cos(turn))))
        frond = curve([heart, middle, tip], 6)
        # Widest in its middle, hanging from its rib.
        below = [(px, py + reach * 0.17 * math.sin(math.pi * step / len(frond))) for step, (px, py) in enumerate(frond)]
        scene.area([*frond, *reversed(below)], colour if index % 3 else light)


def person(scene, x, y, height, colour, *, stride=0.12, skirt=False, umbrella=None, lean=0.0):
    """Draw somebody standing or walking: a silhouette whose feet are at (x, y)."""
    h = height
    hip, neck = (x, y - h * 0.48), (x + lean * h, y - h * 0.83)
    if skirt:
        scene.area(
            [(hip[0] - h * 0.09, hip[1]), (hip[0] + h * 0.09, hip[1]), (x + h * 0.15, y), (x - h * 0.14, y)], colour
        )
    else:
        for side in (-1, 1):
            foot = x + side * stride * h
            scene.area(
                [
                    (hip[0] - h * 0.075, hip[1] - h * 0.03),
                    (hip[0] + h * 0.075, hip[1] - h * 0.03),
                    (foot + h * 0.045, y),
                    (foot - h * 0.035, y),
                ],
                colour,
            )
    scene.area(
        [
            (neck[0] - h * 0.04, neck[1]),
            (neck[0] - h * 0.115, neck[1] + h * 0.05),
            (hip[0] - h * 0.13, hip[1] + h * 0.04),
            (hip[0] + h * 0.12, hip[1] + h * 0.04),
            (neck[0] + h * 0.115, neck[1] + h * 0.05),
            (neck[0] + h * 0.04, neck[1]),
        ],
        colour,
    )
    scene.disc(neck[0], neck[1] - h * 0.075, h * 0.06, h * 0.078, colour)
    if umbrella:
        top = neck[1] - h * 0.32
        scene.line([(x + h * 0.1, hip[1] - h * 0.12), (x + h * 0.06, top)], h * 0.016, colour)
        arc = [
            (
                x + h * 0.06 + h * 0.38 * math.cos(math.pi + math.pi * step / 16),
                top + h * 0.19 + h * 0.22 * math.sin(math.pi + math.pi * step / 16),
            )
            for step in range(17)
        ]
        scallops = [(x + h * 0.06 + h * 0.38 * share, top + h * 0.155) for share in (0.66, 0, -0.66)]
        scene.area([*arc, *scallops], *umbrella)


def house(
    scene,
    x,
    y,
    width,
    height,
    wall,
    *,
    roof=None,
    cap=3.0,
    window=None,
    lit=None,
    lit_share=0.3,
    floors=2,
    columns=3,
    door=None,
):
    """Draw a flat-roofed house front whose foot is at y: its wall (colours), a roof slab, rows of windows."""
    scene.rect(x, y - height, width, height, *wall)
    if roof:
        scene.rect(x - cap * 0.4, y - height - cap, width + cap * 0.8, cap, roof)
    if window is None:
        return
    across, tall = width / columns, height / (floors + 0.4)
    for floor in range(floors):
        for column in range(columns):
            glowing = lit is not None and scene.chance.random() < lit_share
            wx, wy = x + across * (column + 0.3), y - height + tall * (floor + 0.35)
            ww, wh = across * 0.4, tall * 0.5
            if door and floor == floors - 1 and column == columns // 2:
                scene.rect(wx, wy, ww, y - wy, door)
                continue
            scene.rect(wx, wy, ww, wh, lit if glowing else window)
            if glowing:
                scene.glow(wx + ww / 2, wy + wh / 2, across * 1.3, across * 1.3, lit, 0.45)


def town(scene, x0, x1, y, low, high, wall, *, window=None, lit=None, lit_share=0.25, step=(14, 34)):
    """Draw a row of houses of chance widths and heights, each a little apart in tone."""
    x = x0
    while x < x1:
        width, height = scene.chance.uniform(*step), scene.chance.uniform(low, high)
        tone = scene.chance.uniform(-0.12, 0.12)
        shade = [mix(colour, (255, 255, 255) if tone > 0 else (0, 0, 0), abs(tone)) for colour in wall]
        scene.rect(x, y - height, width, height, *shade)
        if window or lit:
            for _ in range(round(width * height / 90)):
                wx = x + scene.chance.uniform(0.12, 0.82) * width
                wy = y - scene.chance.uniform(0.25, 0.9) * height
                glowing = lit is not None and scene.chance.random() < lit_share
                if glowing or window:
                    scene.rect(wx, wy, 1.7, 2.4, lit if glowing else window)
        x += width


def birds(scene, x, y, spread, count, size, colour):
    for _ in range(count):
        bx, by = x + scene.chance.gauss(0, spread), y + scene.chance.gauss(0, spread * 0.35)
        wing, lift = size * scene.chance.uniform(0.6, 1.2), scene.chance.uniform(0.25, 0.6)
        scene.line([(bx - wing, by - wing * lift), (bx, by), (bx + wing, by - wing * lift * 0.9)], size * 0.14, colour)


def arch(x, half, spring, foot, rise, steps=28):
    """Return a doorway shape: two straight sides from `foot` up to `spring`, joined by an arc `rise` high."""
    over = [
        (x + half * math.cos(math.pi * k / steps), spring - rise * math.sin(math.pi * k / steps))
        for k in range(steps + 1)
    ]
    return [(x + half, foot), *over, (x - half, foot)]
