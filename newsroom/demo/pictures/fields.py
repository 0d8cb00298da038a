"""Open country: wheat, bees, a railway, olives."""

import itertools

from newsroom.demo.pictures.figures import birds, foliage, person, trunk
from newsroom.demo.pictures.scene import Lens, curve, ink, mix


def wheat_harvest(s):
    s.sky((0, ink("8fb8cc")), (0.25, ink("c3d8d4")), (0.42, ink("f4ecd0")), (1, ink("f4ecd0")))
    s.clouds(10, 220, ink("ffffff"), 0.75, (260, 30), 0.45)
    s.land(s.ridge(272, 22, rough=0.52), ink("93adb8"), ink("c5cfc6"), foot=300)
    s.land(s.ridge(284, 8, rough=0.5), ink("a8b594"), ink("c9c490"), foot=300)
    for _ in range(26):
        x = s.chance.uniform(0, 1000)
        foliage(s, x, 285, s.chance.uniform(5, 13), 5, ink("7d8f6c"), ink("a5ac7c"), leaves=16, leaf=0.3)
    s.veil(230, 300, ink("f4ecd0"), 0.0, 0.5)
    s.area([(0, 290), (1000, 290), (1000, 667), (0, 667)], ink("e9c873"), ink("dca43c"), ink("b8751f"))
    eye = Lens(640, 286, 250)
    for row in range(-44, 30):
        near, far = 0.55, 16
        tone = mix(ink("c98f2e"), ink("efc766"), s.chance.random())
        x = row * 0.26
        s.area([eye(x, 1, far), eye(x + 0.09, 1, far), eye(x + 0.09, 1, near), eye(x, 1, near)], tone)
    stubble = [eye(-0.1, 1, 16), eye(0.55, 1, 16), eye(1.5, 1, 2.05), eye(-3.2, 1, 2.05)]
    s.area(stubble, ink("efd698"), ink("dcb870"))
    for row in range(-14, 9):
        s.line([eye(row * 0.2 + 0.1, 1, 13), eye(row * 0.2 - 0.1, 1, 2.1)], 0.7, ink("c9a05a"))
    s.texture(290, s.height, 0.3, (26, 3))
    x, y = 672, 398
    for k in range(15):
        px, py, size = x - 90 - k * 27, y - 36 - k * 5.5 + s.chance.uniform(-9, 9), 26 + k * 7.5
        s.soft(
            [(px - size, py), (px, py - size * 0.6), (px + size, py), (px, py + size * 0.55)],
            ink("f3e0ae"),
            0.62 - k * 0.033,
            11,
        )
    s.soft([(x - 110, y + 12), (x + 96, y + 12), (x + 80, y + 24), (x - 130, y + 24)], ink("7a5218"), 0.55, 4)
    red, dark = ink("c23b28"), ink("8b2318")
    s.area([(x - 96, y - 66), (x + 14, y - 70), (x + 40, y - 30), (x + 36, y - 4), (x - 88, y - 4)], red, dark)
    s.area([(x - 96, y - 66), (x - 116, y - 42), (x - 88, y - 30)], dark)
    s.rect(x - 70, y - 84, 62, 18, ink("a83020"), ink("8b2318"))
    s.area([(x - 4, y - 102), (x + 34, y - 102), (x + 42, y - 56), (x - 4, y - 56)], ink("35505a"), ink("8fb0b4"))
    s.area([(x + 4, y - 98), (x + 16, y - 98), (x + 8, y - 60), (x - 1, y - 60)], ink("c4dcd8"))
    s.rect(x - 8, y - 108, 48, 7, ink("e8ddc8"))
    s.line([(x - 52, y - 82), (x - 96, y - 104), (x - 120, y - 100)], 7, ink("d8a63c"))
    s.rect(x - 84, y - 50, 78, 6, ink("e8ddc8"))
    s.area([(x + 36, y - 26), (x + 78, y - 6), (x + 78, y + 6), (x + 30, y - 2)], dark)
    s.area([(x + 70, y - 20), (x + 108, y - 12), (x + 112, y + 12), (x + 74, y + 14)], ink("d8a63c"), ink("9a6a1c"))
    for k in range(7):
        s.line([(x + 74 + k * 6, y - 18), (x + 76 + k * 6, y + 13)], 1.4, ink("7a5218"))
    for cx, r in ((x + 14, 30), (x - 66, 18)):
        s.disc(cx, y + 16 - r, r, r, ink("2b2622"))
        s.disc(cx, y + 16 - r, r * 0.5, r * 0.5, ink("d8a63c"))
        s.disc(cx, y + 16 - r, r * 0.2, r * 0.2, ink("6d4a1a"))
    birds(s, 360, 200, 60, 12, 6, ink("5f6a6a"))
    for layer in range(3):
        tones = (ink("b57a24"), ink("d79a38"), ink("f0c262"))
        for _ in range(230):
            px = s.chance.uniform(-10, 1010)
            top = 566 + layer * 28 + s.chance.uniform(-26, 34)
            lean = s.chance.uniform(2, 20)
            tone = mix(tones[layer], ink("8a5516"), s.chance.random() * 0.45)
            s.line([(px, 680), (px + lean * 0.5, (top + 680) / 2), (px + lean, top)], 0.7, tone)
            ear = mix(tone, ink("fbe3a0"), 0.35)
            s.area(
                [
                    (px + lean - 2, top + 12),
                    (px + lean + 0.4, top - 6),
                    (px + lean + 3.4, top + 5),
                    (px + lean + 1, top + 15),
                ],
                ear,
            )
            s.line([(px + lean + 1, top - 2), (px + lean + 7, top - 16)], 0.35, ear)


def bee_hives(s):
    s.sky((0, ink("7fbcd0")), (0.3, ink("bfe0dc")), (0.48, ink("f4f2dc")), (1, ink("cfe0a0")))
    s.clouds(10, 210, ink("ffffff"), 0.85, (220, 46), 0.5)
    s.land(s.ridge(236, 40), ink("8fb4a4"), ink("b9cfa4"))
    s.land(s.ridge(278, 34), ink("86ad76"), ink("a9c678"))
    s.veil(200, 320, ink("f4f2dc"), 0.0, 0.35)
    s.land(
        curve([(0, 318), (250, 300), (520, 322), (800, 300), (1000, 314)]), ink("9cc266"), ink("6f9f48"), ink("3f7232")
    )
    for x, y, size in sorted(
        ((90, 336, 74), (255, 326, 58), (392, 322, 46), (560, 326, 50), (705, 330, 60), (880, 340, 82), (985, 330, 60)),
        key=lambda t: t[1],
    ):
        s.soft(
            [(x - size, y - 2), (x + size * 1.3, y - 2), (x + size * 1.4, y + 12), (x - size * 0.7, y + 12)],
            ink("2f5a2c"),
            0.5,
            6,
        )
        trunk(s, x, y, size * 0.75, size * 0.11, ink("54403a"), lean=size * 0.05)
        foliage(s, x, y - size * 1.15, size, size * 0.66, ink("c77f93"), ink("fff0f0"), leaves=260, leaf=0.1)
    s.texture(310, s.height, 0.3, (14, 6))
    eye = Lens(470, 250, 330)

    def flowers(z0, z1, count):
        spots = sorted(
            ((s.chance.uniform(-1.9, 1.9), s.chance.uniform(z0, z1)) for _ in range(count)), key=lambda spot: -spot[1]
        )
        for fx, z in spots:
            px, py = eye(fx * z * 0.8, 1, z)
            size = 4.2 / z * s.chance.uniform(0.6, 1.2)
            stem = size * 4
            tone = ink(s.chance.choice(("f7cf3a", "f7cf3a", "f2b52a", "d8412f", "c8322a", "fdf6e8")))
            s.line(
                [(px, py), (px + stem * 0.1, py - stem)],
                max(0.2, size * 0.14),
                mix(ink("4c7f36"), ink("2f6128"), s.chance.random()),
            )
            s.disc(px + stem * 0.1, py - stem, size, size * 0.75, tone)

    flowers(2.2, 6, 900)
    pastels = ("e8a8a0", "9cc8d0", "f2dc9a", "b8d4a8", "d0b4d4", "f4efe2", "a8b8dc")
    index = 0
    for z, xs in (
        (3.4, (-2.3, -1.55, -0.8, -0.05, 0.7, 1.45, 2.2)),
        (2.1, (-1.6, -0.9, -0.2, 0.5, 1.2, 1.9)),
        (1.28, (-0.98, -0.3, 0.38, 1.06)),
    ):
        for hx in xs:
            px, py = eye(hx, 1, z)
            w, h = 118 / z, 150 / z
            wall = ink(pastels[(index * 3) % 7])
            index += 1
            s.soft(
                [
                    (px - w * 0.5, py - 3),
                    (px + w * 1.0, py),
                    (px + w * 1.3, py + h * 0.12),
                    (px - w * 0.4, py + h * 0.1),
                ],
                ink("234a22"),
                0.6,
                3,
            )
            for foot in (-0.42, 0.34):
                s.rect(px + w * foot, py - h * 0.08, w * 0.09, h * 0.1, ink("5a4634"))
            s.area(
                [
                    (px + w / 2, py - h * 0.06),
                    (px + w * 0.72, py - h * 0.12),
                    (px + w * 0.72, py - h * 0.94),
                    (px + w / 2, py - h * 0.9),
                ],
                mix(wall, ink("3d4a50"), 0.45),
            )
            s.rect(px - w / 2, py - h * 0.9, w, h * 0.84, mix(wall, (255, 255, 255), 0.25), wall)
            s.rect(px - w / 2, py - h * 0.5, w, h * 0.02, mix(wall, ink("4a4038"), 0.55))
            s.rect(px - w * 0.3, py - h * 0.14, w * 0.6, h * 0.035, ink("3a2c24"))
            s.rect(px - w * 0.36, py - h * 0.095, w * 0.72, h * 0.03, mix(wall, ink("6a5a48"), 0.35))
            s.rect(px - w * 0.14, py - h * 0.78, w * 0.28, h * 0.045, mix(wall, ink("4a4038"), 0.6))
            s.area(
                [
                    (px - w * 0.56, py - h * 0.9),
                    (px + w * 0.54, py - h * 0.9),
                    (px + w * 0.78, py - h * 0.95),
                    (px - w * 0.3, py - h * 0.97),
                ],
                ink("e6e2d8"),
                ink("bcb8ae"),
            )
            for _ in range(5):
                bx, by = px + s.chance.gauss(0, w * 0.6), py - h * s.chance.uniform(0, 1.25)
                s.disc(bx, by, 3.4 / z, 2.4 / z, ink("3a2a14"))
        flowers(max(0.78, z - 1.2), z - 0.05, 420 if z > 1.5 else 560)
    s.glow(120, 40, 520, 420, ink("fff2c0"), 0.42, 1.5)


def railway_plain(s):
    horizon = 322
    s.sky((0, ink("4f93bb")), (0.3, ink("8fc0d2")), (0.56, ink("eef0dc")), (1, ink("eef0dc")))
    s.clouds(-60, 300, ink("ffffff"), 0.9, (230, 52), 0.48)
    s.clouds(140, 318, ink("f9f2e2"), 0.8, (260, 16), 0.55)
    s.land(s.ridge(312, 9), ink("a9b9b8"), ink("cfcdb4"), foot=horizon + 6)
    s.rect(0, horizon - 2, 1000, s.height - horizon + 2, ink("e4d09a"), ink("cfa96a"), ink("a87c48"))
    s.veil(horizon - 30, horizon + 40, ink("f3ead0"), 0.2, 0.45)
    eye = Lens(540, horizon, 230)
    for _ in range(30):
        y = s.chance.uniform(horizon + 1, horizon + 60)
        x, reach = s.chance.uniform(0, 1000), s.chance.uniform(20, 130)
        tone = ink(s.chance.choice(("b9b474", "c9a868", "e6d6a4", "a8a468")))
        s.area([(x - reach, y), (x, y - 1.2), (x + reach, y), (x, y + 1.6)], tone)
    s.texture(horizon, s.height, 0.3, (90, 3))
    bed = eye.quad((-1.05, 1.05, 0.6), (1.05, 1.05, 0.6), (1.05, 1.05, 60), (-1.05, 1.05, 60))
    s.area(bed, ink("c4ae88"), ink("8c7458"))
    s.area(eye.quad((-0.8, 1, 0.6), (0.8, 1, 0.6), (0.8, 1, 60), (-0.8, 1, 60)), ink("bda98a"), ink("7a6a58"))
    s.texture(horizon, s.height, 0.55, (3, 2), points=bed)
    z = 26.0
    while z > 0.6:
        back, front = z, z - 0.09
        s.area(
            eye.quad((-0.72, 0.985, back), (0.72, 0.985, back), (0.72, 0.985, front), (-0.72, 0.985, front)),
            mix(ink("4a3a30"), ink("a8977c"), min(1, z / 20)),
        )
        z -= 0.2
    for x in (-0.47, 0.47):
        s.area(
            eye.quad((x - 0.045, 0.95, 0.6), (x + 0.045, 0.95, 0.6), (x + 0.045, 0.95, 60), (x - 0.045, 0.95, 60)),
            ink("9a8878"),
            ink("4d4038"),
        )
        s.area(
            eye.quad((x - 0.022, 0.93, 0.6), (x + 0.022, 0.93, 0.6), (x + 0.022, 0.93, 60), (x - 0.022, 0.93, 60)),
            ink("f2eee2"),
            ink("d8e2e4"),
        )
    z = 13.0
    s.soft(
        [(eye(-0.7, 1, z)), (eye(0.7, 1, z)), (eye(2.3, 1, z * 0.92)), (eye(0.6, 1, z * 0.9))], ink("5f4a34"), 0.5, 2
    )
    left, foot = eye(-0.62, 0.9, z)
    right, top = eye(0.62, -1.0, z)
    w, h = right - left, foot - top
    s.area(
        [
            (left, foot),
            (left, top + h * 0.2),
            (left + w * 0.2, top),
            (right - w * 0.2, top),
            (right, top + h * 0.2),
            (right, foot),
        ],
        ink("fbfaf4"),
        ink("d6dcdc"),
    )
    s.rect(left, foot - h * 0.42, w, h * 0.2, ink("2d5fa0"))
    s.rect(left + w * 0.14, top + h * 0.18, w * 0.72, h * 0.3, ink("24323c"))
    for x in (left + w * 0.2, right - w * 0.2):
        s.disc(x, foot - h * 0.31, 1.6, 1.6, ink("fffbe0"))
        s.glow(x, foot - h * 0.31, 20, 16, ink("fff2c0"), 0.9)
    wires = {}
    for index in range(13, -1, -1):
        z = 1.25 + index * 1.55
        base, head = eye(-2.35, 1, z), eye(-2.35, -1.65, z)
        tone = mix(ink("4a3628"), ink("c9bea0"), min(1, z / 22))
        s.line([base, head], 15 / z, tone)
        for level in (-1.5, -1.2):
            s.line([eye(-2.75, level, z), eye(-1.95, level, z)], 9 / z, tone)
            for x in (-2.72, -2.0):
                wires.setdefault((x, level), []).append((z, eye(x, level - 0.08, z), tone))
    for poles in wires.values():
        for (z, one, _), (_, other, tone) in itertools.pairwise(poles):
            sag = 26 / z
            s.line(curve([one, ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + sag), other], 8), 0.4, tone)
        _, one, tone = poles[-1]
        s.line([one, (one[0] - 430, one[1] - 150)], 0.5, tone)
    for _ in range(420):
        z = s.chance.uniform(0.62, 2.4)
        x = s.chance.choice((-1, 1)) * s.chance.uniform(1.15, 3.4)
        px, py = eye(x, 1.05, z)
        tone = mix(ink("8a6a34"), ink("e2cc8a"), s.chance.random())
        for _ in range(4):
            s.line([(px, py), (px + s.chance.uniform(-9, 9) / z, py - s.chance.uniform(8, 26) / z)], 0.55 / z, tone)
    birds(s, 700, 150, 50, 5, 9, ink("3d4a54"))


def olive_grove(s):
    s.sky((0, ink("a9c4c8")), (0.25, ink("dfe3d0")), (0.42, ink("f7e6c4")), (1, ink("f7e6c4")))
    s.glow(900, 150, 560, 380, ink("ffe0a0"), 0.65, 1.5)
    for base, height, top, foot in (
        (212, 34, "a9b8b4", "d6d0b8"),
        (246, 26, "94a690", "c9c09a"),
        (276, 18, "8a9a74", "bfae80"),
    ):
        s.land(s.ridge(base, height), ink(top), ink(foot), foot=320)
        s.veil(base, 320, ink("f7e6c4"), 0.0, 0.4)
    s.area([(0, 292), (1000, 284), (1000, 667), (0, 667)], ink("cf9a6a"), ink("b5653c"), ink("7e3a22"))
    s.texture(286, s.height, 0.38, (40, 5))
    eye = Lens(560, 262, 370)
    rows = []
    for row, z in enumerate((8.5, 6.4, 4.8, 3.5, 2.5, 1.75, 1.2)):
        for column in range(-6, 7):
            x = (column + (0.5 if row % 2 else 0)) * 1.5 + s.chance.uniform(-0.1, 0.1)
            px, _ = eye(x, 1, z)
            if -140 < px < 1140:
                rows.append((z, x))
    sheets = {(1.75, 1), (1.2, 1)}
    order = {}
    for z, x in rows:
        order[z] = order.get(z, -1) + 1
        px, py = eye(x, 1, z)
        size = 195 / z
        haze = min(0.75, max(0, (z - 1.4) / 8))
        earth = mix(ink("5e2b1c"), ink("c99468"), haze)
        s.soft(
            [
                (px - size * 0.2, py - 2),
                (px + size * 0.2, py - 1),
                (px - size * 1.1, py + size * 0.46),
                (px - size * 2.1, py + size * 0.42),
            ],
            earth,
            0.6,
            max(2, size / 14),
        )
        if (z, order[z]) in sheets:
            s.area(
                [
                    (px - size * 1.25, py + size * 0.05),
                    (px - size * 0.6, py - size * 0.12),
                    (px + size * 0.95, py - size * 0.08),
                    (px + size * 1.2, py + size * 0.14),
                    (px + size * 0.1, py + size * 0.26),
                ],
                ink("fdf6e6"),
                ink("e0cdb4"),
            )
            s.line(
                [
                    (px - size * 0.6, py - size * 0.1),
                    (px + size * 0.1, py + size * 0.1),
                    (px + size * 0.1, py + size * 0.25),
                ],
                0.8,
                ink("cdb79c"),
            )
            for _ in range(60):
                s.disc(
                    px + s.chance.gauss(0, size * 0.4),
                    py + size * 0.07 + s.chance.gauss(0, size * 0.05),
                    size * 0.014,
                    size * 0.012,
                    ink("4a5230"),
                )
        bark = mix(ink("4a382c"), ink("bda68a"), haze)
        lean = s.chance.uniform(-0.2, 0.2) * size
        trunk(s, px, py, size * 0.62, size * 0.15, bark, lean=lean, boughs=4)
        s.line([(px - size * 0.04, py), (px + lean * 0.6, py - size * 0.5)], size * 0.02, mix(bark, ink("c9b49a"), 0.4))
        dark, light = mix(ink("475640"), ink("c2bf9c"), haze), mix(ink("c3cdaa"), ink("efe6c4"), haze)
        for dx, dy, share in ((-0.45, -0.95, 0.62), (0.5, -0.9, 0.62), (0.02, -1.2, 0.72)):
            foliage(
                s,
                px + lean + dx * size,
                py + dy * size,
                size * share,
                size * share * 0.7,
                dark,
                light,
                leaves=120 if z < 4 else 40,
                leaf=0.13 if z < 4 else 0.2,
                sun=(0.75, -0.65),
            )
        if (z, order[z]) in sheets:
            lx = px + size * 0.7
            for rail in (0, size * 0.13):
                s.line(
                    [(lx + rail, py + size * 0.1), (lx - size * 0.34 + rail * 0.6, py - size * 0.95)],
                    size * 0.026,
                    ink("e6cf9c"),
                )
            for k in range(9):
                share = k / 9
                a = (lx - size * 0.34 * share, py + size * (0.1 - 1.05 * share))
                s.line([a, (a[0] + size * 0.13 - size * 0.05 * share, a[1])], size * 0.018, ink("d8bd86"))
            person(s, px - size * 0.62, py + size * 0.1, size * 0.62, ink("38404c"), skirt=True)
            s.disc(px - size * 0.62, py + size * 0.1 - size * 0.57, size * 0.045, size * 0.055, ink("c8503a"))
            person(s, px - size * 0.2, py + size * 0.16, size * 0.66, ink("2c3a4a"), lean=0.05)
    s.veil(262, 420, ink("f9dfae"), 0.35, 0.0)


PICTURES = {
    "wheat_harvest": wheat_harvest,
    "bee_hives": bee_hives,
    "railway_plain": railway_plain,
    "olive_grove": olive_grove,
}
