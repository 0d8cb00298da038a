"""Mountains: a village in snow, panels on a slope, a dam."""

import itertools

from newsroom.demo.pictures.figures import fir, foliage, house, town
from newsroom.demo.pictures.scene import curve, ink, mix


def crags(s, skyline, shadow, count=0.5, reach=70, side=1):
    """Draw the shadowed faces of a range: from each falling edge of the skyline a streak runs downhill."""
    for (x0, y0), (x1, y1) in itertools.pairwise(skyline):
        falls = (y1 > y0) if side > 0 else (y1 < y0)
        if falls and s.chance.random() < count:
            drop = s.chance.uniform(0.3, 1) * reach
            drift = side * drop * s.chance.uniform(0.2, 0.7)
            s.area([(x0, y0), (x1, y1), (x1 + drift, y1 + drop), (x0 + drift * 0.7, y0 + drop * 0.8)], shadow)


def village_snow(s):
    s.sky((0, ink("1f3566")), (0.25, ink("5479ac")), (0.48, ink("b7c6da")), (0.6, ink("f0d8d0")), (1, ink("c8d4e4")))
    for _ in range(40):
        s.disc(s.chance.uniform(0, 1000), s.chance.uniform(0, 110), 0.6, 0.6, ink("c8d8f0"))
    peaks = [
        (-20, 300),
        (70, 210),
        (150, 250),
        (270, 110),
        (350, 190),
        (430, 150),
        (560, 46),
        (660, 160),
        (740, 120),
        (850, 210),
        (930, 150),
        (1020, 230),
    ]
    skyline = []
    for (x0, y0), (x1, y1) in itertools.pairwise(peaks):
        for k in range(14):
            share = k / 14
            skyline.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + s.chance.uniform(-7, 7)))
    skyline.append(peaks[-1])
    s.land(skyline, ink("f6e8e6"), ink("b4c4dc"), foot=420)
    crags(s, skyline, ink("8ea6cc"), 0.85, 110)
    crags(s, [(x + 18, y + 46) for x, y in skyline], ink("9db2d4"), 0.5, 80)
    crags(s, [(x - 10, y + 26) for x, y in skyline], ink("6f87b0"), 0.18, 50, -1)
    s.veil(200, 420, ink("c4d2e6"), 0.0, 0.85)
    near = s.ridge(330, 44, rough=0.5)
    s.land(near, ink("c2d0e6"), ink("93a9cc"))
    for _ in range(260):
        x = s.chance.uniform(-10, 1010)
        y = 350 + s.chance.random() ** 0.7 * 70
        fir(s, x, y, s.chance.uniform(12, 26), mix(ink("3a5480"), ink("7f98bf"), s.chance.random()))
    s.veil(300, 430, ink("b9c8e0"), 0.0, 0.5)
    s.land(
        curve([(-10, 470), (200, 420), (480, 390), (760, 420), (1010, 470)]),
        ink("c6d4ea"),
        ink("8ba3ca"),
        ink("6480ae"),
    )
    rows = ((414, 30, 330, 690), (448, 38, 240, 770), (486, 46, 170, 820), (530, 54, 110, 860), (582, 64, 60, 780))
    for number, (y, tall, x0, x1) in enumerate(rows):
        x = x0 + s.chance.uniform(-14, 14)
        while x < x1:
            w = tall * s.chance.uniform(1.15, 1.85)
            lift = s.chance.uniform(-6, 6)
            wall = mix(ink("56607e"), ink("3f4766"), s.chance.random())
            wall = mix(wall, ink("8fa2c4"), 0.34 - number * 0.07)
            foot = y + lift
            s.area(
                [(x + w, foot - tall), (x + w * 1.16, foot - tall - 3), (x + w * 1.16, foot - 5), (x + w, foot)],
                mix(wall, ink("1c2440"), 0.4),
            )
            house(
                s,
                x,
                foot,
                w,
                tall,
                (wall, mix(wall, ink("222b48"), 0.35)),
                window=mix(wall, ink("141a30"), 0.6),
                lit=ink("ffc65c"),
                lit_share=0.24,
                floors=2,
                columns=max(2, int(w / 24)),
            )
            s.texture(foot - tall, foot, 0.3, (5, 3), x0=max(0, x), x1=min(1000, x + w))
            cap = tall * 0.17
            s.area(
                [
                    (x - 3, foot - tall),
                    (x - 1, foot - tall - cap * 0.8),
                    (x + w * 0.3, foot - tall - cap * 1.15),
                    (x + w, foot - tall - cap),
                    (x + w * 1.18, foot - tall - cap * 0.9),
                    (x + w * 1.19, foot - tall - 3),
                    (x + w + 2, foot - tall + 2),
                ],
                ink("f2f4fb"),
                ink("b9cae6"),
            )
            s.area(
                [
                    (x - 12, foot + 2),
                    (x + w * 0.4, foot - 4),
                    (x + w * 1.22, foot - 1),
                    (x + w * 1.3, foot + 9),
                    (x - 16, foot + 10),
                ],
                ink("cbd8ec"),
                ink("94aace"),
            )
            if s.chance.random() < 0.42:
                cx = x + w * s.chance.uniform(0.25, 0.75)
                top = foot - tall - cap - tall * 0.24
                s.rect(cx - 3, top, 6, tall * 0.26, mix(wall, ink("2a2f48"), 0.4))
                s.rect(cx - 4, top - 2.4, 8, 3, ink("f2f4fb"))
                high = top - s.chance.uniform(90, 150)
                s.soft(
                    [
                        (cx - 2, top),
                        (cx + 2, top),
                        (cx + 9, (top + high) / 2),
                        (cx + 15, high),
                        (cx - 5, high),
                        (cx - 3, (top + high) / 2),
                    ],
                    ink("e4e4ee"),
                    0.62,
                    3.4,
                )
            x += w * s.chance.uniform(1.24, 1.6)
    s.area(
        [(-10, 612), (150, 600), (420, 626), (700, 600), (1010, 560), (1010, 680), (-10, 680)],
        ink("d4dff0"),
        ink("8098c4"),
    )
    s.soft([(-10, 640), (300, 630), (640, 660), (640, 690), (-10, 690)], ink("4c669c"), 0.4, 18)
    path = curve([(380, 680), (440, 640), (520, 614), (600, 596), (640, 575)], 8)
    s.line(path, 7, ink("93a9cf"))
    for x, y, h in (
        (902, 596, 200),
        (842, 606, 130),
        (968, 612, 250),
        (30, 622, 190),
        (92, 636, 120),
        (-6, 600, 150),
        (780, 618, 84),
    ):
        fir(s, x, y, h, ink("1d2c4c"), ink("dfe7f5"))
    s.texture(600, s.height, 0.12, (40, 6))
    s.glow(560, 40, 420, 260, ink("ffd9c4"), 0.4, 1.5)


def solar_hillside(s):
    s.sky((0, ink("5fa3c6")), (0.3, ink("a6cfd6")), (0.5, ink("f2ecd2")), (1, ink("f2ecd2")))
    s.glow(140, 90, 560, 380, ink("fff0bc"), 0.75, 1.5)
    for base, height, top, foot in (
        (196, 60, "9ab2b8", "cfd0bc"),
        (232, 50, "a8a88c", "d2c494"),
        (262, 30, "b09a68", "cfb076"),
    ):
        line = s.ridge(base, height, rough=0.5)
        s.land(line, ink(top), ink(foot), foot=420)
        s.veil(base, 420, ink("f4e8c8"), 0.0, 0.5)
    s.rect(0, 316, 1000, 160, ink("cbbb80"), ink("b79a5c"))
    for _ in range(40):
        x, y = s.chance.uniform(0, 620), s.chance.uniform(316, 400)
        s.area(
            [(x - 40, y), (x, y - 3), (x + 46, y), (x, y + 4)],
            ink(s.chance.choice(("a8b06a", "c8a862", "8f9a58", "d8c082"))),
        )
    for y, x0, x1 in ((330, 40, 330), (344, 20, 380), (360, 60, 400)):
        town(s, x0, x1, y, 9, 20, (ink("f2dcb0"), ink("c8a474")), window=ink("7a6048"), step=(15, 32))
        for _ in range(8):
            foliage(s, s.chance.uniform(x0, x1), y - 3, 7, 7, ink("5f7040"), ink("93a058"), leaves=14, leaf=0.3)
    s.line([(142, 340), (142, 308)], 2.4, ink("e8d4aa"))
    s.veil(300, 400, ink("f6e6c0"), 0.25, 0.1)
    hill = [(-10, 452), *curve([(-10, 452), (200, 420), (460, 350), (720, 262), (1010, 176)]), (1010, 580), (-10, 580)]
    s.area(hill, ink("dcb26c"), ink("c08c48"), ink("94642e"))
    s.texture(176, s.height, 0.4, (22, 6), points=hill)

    def slope(x, row):
        """Return where the point `x` of a row lies on the hillside, and how large things are there."""
        size = 0.34 + row * 0.17
        top = 438 - (x - 40) * 0.25 - 0.00004 * (x - 500) ** 2
        return top + 20 + row * row * 5.6 + row * 18, size

    for _ in range(150):
        x, row = s.chance.uniform(0, 1000), s.chance.uniform(0, 6)
        y, size = slope(x, row)
        s.area([(x, y), (x + 26 * size, y + 3), (x + 26 * size, y + 7 * size), (x, y + 5 * size)], ink("8a5f30"))
        foliage(s, x, y, 13 * size, 8 * size, ink("6f6f3c"), ink("b4a862"), leaves=12, leaf=0.35)
    for row in range(7):
        x = 380 - row * 62
        while x < 1040:
            y, size = slope(x, row)
            w, h = 92 * size, 56 * size
            y2, _ = slope(x + w, row)
            rise = (y2 - y) * 0.96
            lean = w * 0.2
            foot_l, foot_r = (x, y), (x + w * 0.95, y + rise)
            top_r, top_l = (x + w * 0.95 + lean, y + rise - h), (x + lean, y - h)
            s.area(
                [
                    (x + 6 * size, y + 6 * size),
                    (x + w + 10 * size, y + rise + 6 * size),
                    (x + w + 34 * size, y + rise + 20 * size),
                    (x + 26 * size, y + 20 * size),
                ],
                ink("7d5226"),
            )
            for share in (0.16, 0.8):
                px, py = x + w * share, y + rise * share
                s.line([(px + lean * 0.4, py - h * 0.4), (px + lean * 0.4, py + 13 * size)], 2.4 * size, ink("8f8f8a"))
                s.line([(px, py - 2), (px, py + 10 * size)], 2 * size, ink("a9a8a0"))
            shine = max(0, 1 - abs(x - 330 - row * 30) / 240)
            deep = mix(ink("17305c"), ink("0f2348"), s.chance.random())
            s.area(
                [foot_l, foot_r, top_r, top_l],
                mix(ink("5f86b4"), ink("e8f0ee"), shine * 0.8),
                mix(deep, ink("6f93bc"), shine * 0.4),
            )
            for k in range(1, 6):
                share = k / 6
                a = (foot_l[0] + (foot_r[0] - foot_l[0]) * share, foot_l[1] + (foot_r[1] - foot_l[1]) * share)
                s.line([a, (a[0] + lean, a[1] - h)], 0.5 * size, ink("8fa9c8"))
            for share in (0.33, 0.66):
                a = (foot_l[0] + lean * share, foot_l[1] - h * share)
                b = (foot_r[0] + lean * share, foot_r[1] - h * share)
                s.line([a, b], 0.5 * size, ink("8fa9c8"))
            s.line([foot_l, foot_r, top_r, top_l, foot_l], 1.1 * size, ink("dfe6e8"))
            if shine > 0.75 and s.chance.random() < 0.5:
                s.glow(x + w * 0.6, y + rise * 0.5 - h * 0.6, 70 * size, 60 * size, ink("fffbe4"), 0.95, 2.6)
            x += w * 1.06


def dam_reservoir(s):
    s.sky((0, ink("4e9fc4")), (0.28, ink("a3d0da")), (0.42, ink("e4ecdc")), (1, ink("e4ecdc")))
    s.clouds(0, 120, ink("ffffff"), 0.8, (240, 26), 0.4)
    far = s.ridge(150, 60, rough=0.52)
    s.land(far, ink("a3a49a"), ink("c6b898"), foot=320)
    crags(s, far, ink("8f9088"), 0.6, 50)
    s.veil(120, 320, ink("e4e8d8"), 0.1, 0.45)
    water = 262
    s.rect(0, water, 1000, s.height - water, ink("7fc4bc"), ink("2f9a9c"), ink("137a84"))
    s.ripples(water + 4, 440, ink("d4f0e4"), 300, 70, 200, 820, 0.5)

    def shore(points, tone):
        """Draw a flank of the valley: rock with its foot in the water."""
        s.area(points, *tone)
        ys = [y for _, y in points]
        s.texture(min(ys), max(ys), 0.32, (20, 14), points=points)

    left = [
        (-10, 90),
        (60, 110),
        (120, 160),
        (200, 190),
        (262, 236),
        (318, 262),
        (300, 300),
        (230, 330),
        (190, 400),
        (-10, 430),
    ]
    right = [
        (1010, 70),
        (930, 96),
        (880, 150),
        (800, 176),
        (742, 226),
        (690, 258),
        (720, 300),
        (790, 334),
        (840, 410),
        (1010, 440),
    ]
    for flank, sign in ((left, -1), (right, 1)):
        shore(flank, (ink("b08a60"), ink("8a6442")) if sign < 0 else (ink("c29a6c"), ink("9c7450")))
        edge = flank[5:9]
        for k, tone in enumerate(("f4ead4", "e2d2b2", "f0e2c6", "d6c09a", "e8d8b8")):
            band = [(x + sign * k * 5.5 * (1 + (y - 262) / 90), y - k * 5.2) for x, y in edge]
            lower = [(x + sign * (k - 1) * 5.5 * (1 + (y - 262) / 90), y - (k - 1) * 5.2) for x, y in edge]
            s.area([*curve(band, 8), *reversed(curve(lower, 8))], ink(tone))
    # The dam: an arch seen from the air side, its crest curving away from us between the flanks.
    crest = curve([(120, 372), (250, 398), (400, 412), (560, 414), (730, 400), (890, 372)], 16)
    base = curve([(310, 640), (390, 664), (480, 676), (560, 677), (650, 666), (720, 640)], 16)
    s.area([*crest, *reversed(base)], ink("e9e2d2"), ink("c4b9a2"), ink("8f846e"))
    face = [*crest, *reversed(base)]
    s.texture(372, s.height, 0.28, (5, 60), points=face)
    for k in range(1, 17):
        i = round(k * (len(crest) - 1) / 17)
        s.line([crest[i], base[i]], 0.7, ink("9f947c"))
    for k in range(1, 8):
        share = k / 8
        s.line(
            [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in zip(crest, base, strict=True)],
            0.6,
            ink("a89d86"),
        )
    s.soft([(640, 420), (900, 372), (760, 680), (600, 690)], ink("5a4c3c"), 0.42, 26)
    for x in (430, 500, 570):
        i = min(range(len(crest)), key=lambda index: abs(crest[index][0] - x))
        y = crest[i][1]
        s.rect(x - 20, y + 2, 40, 26, ink("5f5648"), ink("8a7e68"))
        s.area(
            [(x - 15, y + 24), (x + 15, y + 24), (x + 22, 560), (x + 30, 690), (x - 34, 690), (x - 22, 560)],
            ink("eef6f2"),
            ink("ffffff"),
            ink("f4faf6"),
        )
        for _ in range(12):
            dx = s.chance.uniform(-12, 12)
            s.line([(x + dx, y + 26), (x + dx * 1.8, 670)], 0.8, ink("b9d2cc"))
    for layer in range(10):
        x = 390 + layer * 26
        s.soft([(x - 70, 690), (x, 560 + (layer % 3) * 30), (x + 70, 690)], ink("ffffff"), 0.55, 16)
    s.line([(x, y + 2) for x, y in crest], 5, ink("a89c84"))
    s.line([(x, y - 5) for x, y in crest], 8, ink("f6f0e2"))
    s.line([(x, y - 9) for x, y in crest], 1.2, ink("8f846e"))
    for k in range(3, len(crest) - 2, 6):
        x, y = crest[k]
        s.line([(x, y - 9), (x, y - 26)], 1.1, ink("6a6254"))
        s.line([(x, y - 26), (x + 6, y - 27)], 1.1, ink("6a6254"))
    s.rect(684, 366, 44, 34, ink("f6f0e2"), ink("cfc4ac"))
    s.rect(680, 360, 52, 7, ink("b4644a"))
    s.rect(690, 376, 12, 8, ink("4f5a5c"))
    s.rect(708, 376, 12, 8, ink("4f5a5c"))
    for x in (300, 330, 610):
        s.rect(x, 396, 12, 5, ink(s.chance.choice(("c8402e", "f2f0ea", "2f5f8a"))))
    near_left = [(-10, 400), (60, 372), (128, 360), (190, 400), (236, 470), (320, 560), (372, 690), (-10, 690)]
    near_right = [(1010, 380), (950, 366), (884, 358), (832, 420), (800, 500), (742, 580), (690, 690), (1010, 690)]
    s.area(near_left, ink("a87c52"), ink("6f4c32"))
    s.texture(360, s.height, 0.38, (10, 40), points=near_left)
    s.area(near_right, ink("946a46"), ink("553824"))
    s.texture(358, s.height, 0.38, (10, 40), points=near_right)
    s.soft([(884, 358), (832, 420), (800, 500), (742, 580), (690, 690), (800, 690), (900, 500)], ink("38241a"), 0.5, 16)
    for _ in range(60):
        x = s.chance.choice((s.chance.uniform(0, 210), s.chance.uniform(850, 1000)))
        y = s.chance.uniform(440, 650)
        foliage(s, x, y, 12, 7, ink("5a5a34"), ink("94905a"), leaves=14, leaf=0.32)
    s.glow(520, -20, 620, 360, ink("fffbe0"), 0.35, 1.4)


PICTURES = {"village_snow": village_snow, "solar_hillside": solar_hillside, "dam_reservoir": dam_reservoir}
