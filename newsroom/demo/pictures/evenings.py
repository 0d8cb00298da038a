"""Light in the dark: an open-air cinema, a bakery, a tape recorder by a window."""

import math

from newsroom.demo.pictures.figures import arch
from newsroom.demo.pictures.scene import curve, ink, mix


def open_air_cinema(s):
    s.sky((0, ink("070b22")), (0.5, ink("14204a")), (0.8, ink("2a2f56")), (1, ink("0a0c1c")))
    for _ in range(260):
        size = s.chance.choice((0.4, 0.4, 0.6, 0.9))
        s.disc(
            s.chance.uniform(0, 1000),
            s.chance.uniform(0, 330),
            size,
            size,
            mix(ink("5a6a98"), ink("f4f2e0"), s.chance.random()),
        )
    s.area([(-10, 190), (160, 236), (160, 560), (-10, 680)], ink("3a2c44"), ink("1c1628"))
    s.area([(1010, 170), (840, 226), (840, 560), (1010, 680)], ink("42304a"), ink("201830"))
    s.area([(160, 280), (840, 280), (840, 500), (160, 500)], ink("32283f"), ink("1a1526"))
    for points in (
        [(-10, 186), (160, 232), (160, 242), (-10, 202)],
        [(1010, 166), (840, 222), (840, 232), (1010, 182)],
    ):
        s.area(points, ink("6a4c58"))
    for side in (0, 1):
        for k in range(3):
            near, far = 20 + k * 46, 50 + k * 46
            top = 300 + k * 6
            xs = (near, far) if not side else (1000 - near, 1000 - far)
            s.area(
                [
                    (xs[0], top + 50),
                    (xs[0], top + 6),
                    ((xs[0] + xs[1]) / 2, top - 14),
                    (xs[1], top + 6),
                    (xs[1], top + 44),
                ],
                ink("0c0a16") if k != 1 else ink("e0a04a"),
            )
            if k == 1:
                s.glow((xs[0] + xs[1]) / 2, top + 18, 60, 60, ink("ffb04a"), 0.5)
    for strand, (y0, dip, y1) in enumerate(((150, 70, 120), (84, 96, 140), (40, 60, 30))):
        rope = curve([(-10, y0), (250, y0 + dip), (500, y0 + dip * 1.25), (750, y1 + dip), (1010, y1)], 14)
        s.line(rope, 0.9, ink("1a1828"))
        for x, y in rope[3::5]:
            s.glow(x, y + 4, 26 - strand * 3, 26 - strand * 3, ink("ffb85a"), 0.75, 2)
            s.disc(x, y + 4, 3, 3.6, ink("fff2cc"))
    # The screen and the film on it.
    left, top, right, foot = 236, 120, 764, 418
    s.glow(500, 270, 520, 400, ink("b8d4ff"), 0.75, 1.4)
    s.rect(left - 9, top - 9, right - left + 18, foot - top + 18, ink("0a0c16"))
    s.rect(left, top, right - left, foot - top, ink("8fc4e8"), ink("f4e8d8"), ink("ffd8a8"))
    s.disc(612, 232, 30, 30, ink("fffbe8"))
    for base, height, one, other in (
        (300, 60, "9fb6d8", "d8c8d0"),
        (338, 50, "6f8cb8", "b0a8c0"),
        (372, 36, "44608c", "7a7898"),
        (402, 20, "2a3c60", "3c4468"),
    ):
        line = [
            (x, min(max(y, top), foot)) for x, y in s.ridge(base, height, rough=0.5, steps=7, start=left, end=right)
        ]
        s.land(line, ink(one), ink(other), foot=foot)
    s.line([(left, top), (right, top), (right, foot), (left, foot), (left, top)], 1.4, ink("f8fbff"))
    s.glow(500, 270, 460, 320, ink("cfe4ff"), 0.28, 1.2)
    s.soft(
        [(496, 690), (504, 690), (right, top), (right, foot), (left, foot), (left, top)],
        ink("c8dcff"),
        0.14,
        8,
        light=True,
    )
    s.area([(160, 500), (840, 500), (1010, 690), (-10, 690)], ink("3c4468"), ink("12121f"))
    s.soft([(260, 470), (740, 470), (880, 640), (120, 640)], ink("b8d0f0"), 0.32, 26, light=True)
    for row in range(6):
        y, size = 470 + row * row * 5 + row * 20, 13 + row * 6.6
        x = -20 + s.chance.uniform(0, size) + (1 if row % 2 else 0) * size
        tone = mix(ink("2c3354"), ink("04050c"), row / 5)
        rim = mix(ink("a8c4ec"), ink("6a86b4"), row / 5)
        inset = max(0, 150 - row * 40)
        while x < 1020:
            if inset < x < 1000 - inset and s.chance.random() > 0.1:
                jitter = s.chance.uniform(-0.12, 0.12) * size
                head = y + jitter
                if s.chance.random() < 0.3:
                    s.disc(x, head - size * 0.12, size * 0.62, size * 0.7, rim)
                    s.disc(x, head - size * 0.06, size * 0.62, size * 0.7, tone)
                s.disc(x, head - 1.2, size * 0.44, size * 0.54, rim)
                s.disc(x, head + 0.8, size * 0.45, size * 0.55, tone)
                body = [
                    (x - size * 0.95, head + size * 2.8),
                    (x - size * 0.86, head + size * 0.95),
                    (x - size * 0.3, head + size * 0.6),
                    (x + size * 0.3, head + size * 0.6),
                    (x + size * 0.86, head + size * 0.95),
                    (x + size * 0.95, head + size * 2.8),
                ]
                s.area([(px, py - 1.4) for px, py in body], rim)
                s.area(body, tone)
            x += size * s.chance.uniform(1.95, 2.35)
        s.rect(inset, y + size * 1.5, 1000 - 2 * inset, size * 0.34, mix(ink("4a3a34"), ink("0a0810"), row / 5))
    return {"vignette": 0.4}


def bakery_oven(s):
    s.sky(ink("1c0f0a"), ink("2c160c"), ink("150a06"))
    for row in range(21):
        y = row * 27
        for column in range(-1, 18):
            x = column * 62 + (31 if row % 2 else 0)
            near = max(0, 1 - math.hypot((x + 30 - 450) / 520, (y + 12 - 330) / 420))
            brick = mix(
                ink("24120b"), ink(s.chance.choice(("c8683a", "b85a30", "d8783f", "a8502c"))), near**1.35 * 0.95
            )
            s.rect(x, y, 59, 24, mix(brick, ink("ffb060"), near * 0.12), brick)
    s.texture(0, 560, 0.3, (9, 5))
    for k in range(23):
        a, b = math.pi * (1 - k / 23), math.pi * (1 - (k + 0.88) / 23)
        stone = mix(ink("8a4a28"), ink("e89a58"), s.chance.random() * 0.6)
        quad = [
            (450 + r * math.cos(t), 372 - r * 0.94 * math.sin(t)) for r, t in ((196, a), (196, b), (152, b), (152, a))
        ]
        s.area(quad, stone, mix(stone, ink("ffb860"), 0.3))
    s.area(arch(450, 150, 372, 436, 141), ink("ff9a2e"), ink("ffd268"), ink("fff0b0"))
    s.area(arch(450, 150, 372, 380, 141), ink("7a2408"), ink("d85a18"), ink("ff9a34"))
    s.glow(450, 400, 190, 120, ink("ffe8a0"), 0.95, 1.1)
    for k in range(16):
        x = 330 + k * 16
        h = s.chance.uniform(26, 86) * (1 - abs(x - 450) / 190)
        sway = s.chance.uniform(-9, 9)
        s.soft([(x - 10, 404), (x + sway, 404 - h), (x + 10, 404)], ink("fff2b8"), 0.85, 2.2, light=True)
    for x, y, rx in ((392, 424, 34), (468, 420, 36), (528, 427, 30), (432, 431, 32)):
        s.disc(x, y, rx, rx * 0.22, ink("c87a2c"))
        s.disc(x, y - 2, rx * 0.9, rx * 0.16, ink("ffd68a"))
    s.rect(270, 434, 360, 17, ink("f4b468"), ink("8a4a24"))
    s.rect(290, 451, 320, 230, ink("6a341a"), ink("1c0d07"))
    s.glow(450, 380, 640, 480, ink("ff8a2a"), 0.62, 1.5)
    s.glow(450, 390, 300, 240, ink("ffc060"), 0.5, 1.4)
    s.area([(-10, 600), (1010, 600), (1010, 680), (-10, 680)], ink("4a2614"), ink("180b06"))
    s.soft([(300, 604), (600, 604), (760, 680), (160, 680)], ink("ffa04a"), 0.55, 14, light=True)
    # A rack of loaves on boards at the right, rimmed by the fire.
    for level, y in enumerate((398, 482, 566)):
        s.area([(690, y), (1010, y - 6), (1010, y + 12), (690, y + 13)], ink("a8642e"), ink("4a2812"))
        s.line([(690, y), (1010, y - 6)], 1.6, ink("ffb860"))
        for pile in range(4):
            for k in range(5 - (pile + level) % 3):
                cx, cy = 736 + pile * 74 + s.chance.uniform(-3, 3), y - 9 - k * 11 - pile
                fall = 1 - pile * 0.17
                s.disc(cx, cy, 36, 8.6, mix(ink("3a1c0c"), ink("a8602a"), fall))
                s.disc(cx - 2, cy - 2.4, 34, 6.6, mix(ink("6a3a18"), ink("f0b868"), fall))
                for _ in range(4):
                    s.disc(
                        cx + s.chance.uniform(-24, 22),
                        cy - 2.4 + s.chance.uniform(-3, 3),
                        3.4,
                        1.1,
                        mix(ink("4a2410"), ink("a8642a"), fall),
                    )
    for x in (694, 1000):
        s.rect(x, 330, 8, 350, ink("4a2812"), ink("1c0f08"))
    s.rect(693, 330, 1.6, 350, ink("ffa850"))
    # The baker, dark before the light, with the long peel.
    skin, rim = ink("120806"), ink("ff9a44")

    def baker(dx, tone):
        s.area(
            [
                (262 + dx, 668),
                (276 + dx, 500),
                (262 + dx, 420),
                (280 + dx, 356),
                (318 + dx, 338),
                (352 + dx, 352),
                (366 + dx, 420),
                (356 + dx, 500),
                (376 + dx, 668),
                (330 + dx, 668),
                (318 + dx, 540),
                (308 + dx, 668),
            ],
            tone,
        )
        s.disc(322 + dx, 300, 27, 33, tone)
        s.area(
            [(294 + dx, 292), (292 + dx, 262), (302 + dx, 250), (340 + dx, 250), (352 + dx, 264), (350 + dx, 290)], tone
        )
        s.area(
            [(340 + dx, 352), (366 + dx, 372), (400 + dx, 430), (390 + dx, 446), (376 + dx, 440), (340 + dx, 404)], tone
        )
        s.area(
            [(276 + dx, 366), (300 + dx, 360), (318 + dx, 430), (352 + dx, 466), (342 + dx, 482), (300 + dx, 456)], tone
        )

    baker(3.5, rim)
    baker(0, skin)
    s.area([(290, 470), (350, 462), (362, 600), (280, 604)], ink("2c170e"), ink("1a0d08"))
    s.line([(352, 470), (292, 440)], 2, ink("4a2614"))
    for dy, tone in ((-2.2, ink("ffb860")), (0, ink("3a1e10"))):
        s.line([(150, 540 + dy), (392, 444 + dy)], 6.5, tone)
        s.area([(386, 438 + dy), (480, 410 + dy), (492, 418 + dy), (484, 428 + dy), (392, 452 + dy)], tone)
    s.disc(446, 417, 33, 7, ink("ffdc94"))
    for _ in range(90):
        x, y = s.chance.gauss(450, 130), s.chance.uniform(150, 420)
        s.disc(x, y, 0.9, 0.9, ink("ffc878"))
    s.glow(450, 250, 300, 300, ink("ff9a40"), 0.22, 1.3)
    return {"vignette": 0.5}


def tape_archive(s):
    s.sky((0, ink("6a5848")), (0.5, ink("7f6a52")), (1, ink("5a4634")))
    s.texture(0, 900, 0.18, (60, 60))
    # The window at the left, and its light on the wall.
    s.rect(0, 60, 330, 690, ink("efe4cc"))
    s.rect(0, 84, 300, 640, ink("fffdf2"), ink("eef4ea"), ink("d4e4d4"))
    s.soft([(0, 520), (90, 430), (180, 470), (260, 420), (300, 520), (300, 724), (0, 724)], ink("9cb88a"), 0.7, 12)
    s.soft([(0, 600), (120, 560), (300, 610), (300, 724), (0, 724)], ink("6f9468"), 0.6, 12)
    for x in (140,):
        s.rect(x, 84, 12, 640, ink("e4d6ba"))
    for y in (290, 505):
        s.rect(0, y, 300, 11, ink("e4d6ba"))
    s.rect(292, 70, 16, 670, ink("cdbb98"))
    s.rect(-10, 724, 356, 26, ink("f8efdc"), ink("c8b48e"))
    s.area([(300, 60), (352, 40), (372, 420), (346, 740), (308, 740)], ink("c8a878"), ink("a08058"))
    for k in range(4):
        s.line(curve([(316 + k * 12, 56), (320 + k * 13, 360), (312 + k * 9, 738)], 10), 2, ink("94744c"))
    for y in (240, 470, 700):
        s.soft([(520, y - 70), (1000, y + 70), (1000, y + 230), (520, y + 80)], ink("ffe6b0"), 0.34, 9, light=True)
    s.soft([(700, 0), (1000, 0), (1000, 300), (800, 200)], ink("2c2018"), 0.5, 60)
    # The table.
    s.area([(-10, 900), (1010, 880), (1010, 1340), (-10, 1340)], ink("c08a52"), ink("94602f"), ink("5c3819"))
    for k in range(9):
        y = 912 + k * k * 5.6 + k * 9
        s.line(
            curve([(-10, y), (300, y - 5 + s.chance.uniform(-3, 3)), (700, y - 14), (1010, y - 20)], 10),
            1.2,
            ink("7a4a22"),
        )
    s.texture(880, s.height, 0.34, (160, 5))
    s.soft(
        [(60, 960), (520, 900), (1000, 1090), (1000, 1240), (420, 1340), (120, 1340)],
        ink("ffdc9c"),
        0.4,
        22,
        light=True,
    )
    # Boxes, a pile of them, their labels scribbled beyond reading.
    y = 906
    for k, (tone, x, w, h) in enumerate(
        (
            ("8a3f32", 668, 270, 58),
            ("d8c49a", 684, 262, 54),
            ("3f5f66", 662, 268, 58),
            ("b8863f", 690, 250, 52),
            ("ece0c4", 676, 262, 54),
            ("6a4a5a", 698, 240, 50),
        )
    ):
        base = ink(tone)
        s.soft([(x, y), (x + w, y), (x + w + 50, y + 18), (x + 20, y + 16)], ink("3a2210"), 0.5, 6) if k == 0 else None
        s.rect(x, y - h, w, h, mix(base, ink("ffeccc"), 0.22), mix(base, ink("2a1a10"), 0.28))
        s.rect(x, y - h, w, 3, mix(base, (255, 255, 255), 0.4))
        s.rect(x + w - 26, y - h, 26, h, mix(base, ink("2a1a10"), 0.4))
        s.rect(x + 22, y - h + 11, 128, h - 22, ink("fbf6e6"), ink("e8dcc0"))
        for line in range(2):
            ly = y - h + 21 + line * 12
            points = [(x + 32 + i * 5, ly + s.chance.uniform(-3.4, 3.4)) for i in range(s.chance.choice((13, 17, 20)))]
            s.line(points, 1.5, ink("3a4a78") if k % 2 else ink("4a3a34"))
        y -= h + 1
    # The recorder: a case standing on the table, deck upright to the viewer.
    x0, y0, x1, y1 = 96, 560, 660, 1060
    s.soft([(x0 + 20, y1 - 10), (x1, y1 - 16), (x1 + 170, y1 + 40), (x0 + 120, y1 + 52)], ink("2c180a"), 0.65, 14)
    s.area([(x1, y0 + 6), (x1 + 44, y0 + 26), (x1 + 44, y1 - 26), (x1, y1)], ink("4f3a2c"), ink("2c1e16"))
    s.rect(x0, y0, x1 - x0, y1 - y0, ink("6f5440"), ink("45301f"))
    s.rect(x0 + 14, y0 + 14, x1 - x0 - 28, y1 - y0 - 28, ink("e8e2d2"), ink("c4bba6"), ink("9f957f"))
    s.rect(x0 + 14, y0 + 360, x1 - x0 - 28, 126, ink("4a4640"), ink("2f2c28"))
    for cx, wound in ((x0 + 155, 0.72), (x1 - 155, 0.46)):
        cy, r = y0 + 172, 128
        s.soft(
            [(cx + r * math.cos(a) + 8, cy + r * math.sin(a) + 12) for a in (k * math.pi / 16 for k in range(32))],
            ink("4a4234"),
            0.5,
            5,
        )
        s.disc(cx, cy, r, r, ink("f8f6ee"), ink("b8b4a8"))
        s.disc(cx, cy, r - 4, r - 4, ink("d8d4c8"), ink("eeebe2"))
        s.disc(cx, cy, r * wound + 18, r * wound + 18, ink("5c3a28"), ink("3a2318"))
        for ring in range(9):
            rr = r * 0.36 + (r * wound + 16 - r * 0.36) * ring / 9
            s.line(
                [(cx + rr * math.cos(a), cy + rr * math.sin(a)) for a in (k * math.pi / 40 + 3.5 for k in range(28))],
                0.8,
                ink("855a40"),
            )
        for k in range(3):
            a = k * 2 * math.pi / 3 + 0.4 + wound
            wedge = [
                (cx + rr * math.cos(a + t), cy + rr * math.sin(a + t))
                for rr, t in ((r * 0.38, -0.42), (r * 0.9, -0.3), (r * 0.93, 0), (r * 0.9, 0.3), (r * 0.38, 0.42))
            ]
            s.area(wedge, mix(ink("e0dcd0"), ink("5c3a28"), 0.3) if wound > 0.6 else ink("cfcabc"))
            s.line([*wedge, wedge[0]], 1.5, ink("fbfaf4"))
        s.disc(cx, cy, r * 0.34, r * 0.34, ink("f4f1e6"), ink("b4afa0"))
        s.disc(cx, cy, r * 0.16, r * 0.16, ink("4a4640"))
        for k in range(3):
            a = k * 2 * math.pi / 3
            s.disc(cx + r * 0.1 * math.cos(a), cy + r * 0.1 * math.sin(a), 4, 4, ink("d8d4c8"))
    s.line([(x0 + 100, y0 + 296), (x0 + 170, y0 + 334), (x0 + 232, y0 + 338)], 2, ink("5c3a28"))
    s.line([(x1 - 100, y0 + 296), (x1 - 170, y0 + 334), (x1 - 232, y0 + 338)], 2, ink("5c3a28"))
    s.rect(x0 + 214, y0 + 318, 136, 46, ink("fbf9f0"), ink("a8a294"))
    for gx in (x0 + 120, x0 + 360):
        s.rect(gx, y0 + 378, 88, 52, ink("fff4cc"), ink("e8cf8a"))
        s.line([(gx + 44, y0 + 428), (gx + 30 if gx < 300 else gx + 62, y0 + 390)], 1.8, ink("b83a28"))
        s.line([(gx + 10 + 68 * k / 8, y0 + 392 - 6 * math.sin(math.pi * k / 8)) for k in range(9)], 1.2, ink("3a342c"))
    for k in range(5):
        s.rect(
            x0 + 112 + k * 70,
            y0 + 444,
            58,
            30,
            ink("f4f0e4") if k != 4 else ink("c8503a"),
            ink("a8a294") if k != 4 else ink("8a2f22"),
        )
    for cx in (x0 + 62, x1 - 62):
        s.disc(cx, y0 + 424, 30, 30, ink("d4cfc0"), ink("6f6a5e"))
        s.disc(cx, y0 + 424, 21, 21, ink("8a8576"), ink("4a463e"))
        s.line([(cx, y0 + 424), (cx + 12, y0 + 408)], 2.4, ink("fbf9f0"))
    s.soft(
        [(x0 + 14, y0 + 14), (x0 + 220, y0 + 14), (x0 + 80, y0 + 340), (x0 + 14, y0 + 340)],
        ink("fffbe8"),
        0.5,
        14,
        light=True,
    )
    # Headphones before it.
    band = [
        (700 + 112 * math.cos(a), 1120 + 96 * math.sin(a))
        for a in (math.pi * (1.02 + 0.96 * k / 24) for k in range(25))
    ]
    s.soft([(600, 1150), (830, 1140), (900, 1180), (640, 1190)], ink("2c180a"), 0.6, 9)
    s.line(band, 13, ink("241c18"))
    s.line([(x, y - 4) for x, y in band], 3, ink("8a7460"))
    for cx in (592, 808):
        s.disc(cx, 1142, 32, 46, ink("3c302a"), ink("15100d"))
        s.disc(cx - 5, 1140, 20, 32, ink("6a564a"), ink("2c221c"))
    s.line(curve([(592, 1184), (560, 1236), (640, 1262), (760, 1234), (860, 1270), (1010, 1250)], 12), 4, ink("1c1512"))
    # A glass of tea on its saucer.
    tx, ty = 250, 1216
    s.soft([(tx - 60, ty + 6), (tx + 80, ty), (tx + 210, ty + 40), (tx + 20, ty + 52)], ink("2c180a"), 0.55, 8)
    s.disc(tx, ty + 10, 106, 30, ink("fffaf0"), ink("c8bca4"))
    s.disc(tx, ty + 6, 70, 19, ink("dccfb6"), ink("f4ecdc"))
    glass = [
        (tx - 50, ty - 150),
        (tx - 36, ty - 96),
        (tx - 32, ty - 74),
        (tx - 46, ty - 34),
        (tx - 36, ty + 2),
        (tx, ty + 10),
        (tx + 36, ty + 2),
        (tx + 46, ty - 34),
        (tx + 32, ty - 74),
        (tx + 36, ty - 96),
        (tx + 50, ty - 150),
    ]
    s.area(glass, ink("f0e6d0"), ink("e0d4ba"))
    tea = [
        (tx - 42, ty - 124),
        (tx - 35, ty - 96),
        (tx - 30, ty - 74),
        (tx - 43, ty - 34),
        (tx - 34, ty - 2),
        (tx, ty + 5),
        (tx + 34, ty - 2),
        (tx + 43, ty - 34),
        (tx + 30, ty - 74),
        (tx + 35, ty - 96),
        (tx + 42, ty - 124),
    ]
    s.area(tea, ink("d8742a"), ink("a8401a"), ink("e8883a"))
    s.disc(tx, ty - 124, 42, 8, ink("f0a050"))
    s.disc(tx, ty - 150, 50, 9, ink("fbf6ea"))
    s.disc(tx, ty - 149, 46, 7, ink("e0d2b4"))
    s.line([(tx - 32, ty - 116), (tx - 24, ty - 80), (tx - 35, ty - 34)], 4, ink("ffdca8"))
    s.soft(
        [
            (tx - 4, ty - 160),
            (tx + 14, ty - 200),
            (tx - 10, ty - 240),
            (tx + 6, ty - 290),
            (tx + 22, ty - 240),
            (tx + 26, ty - 200),
            (tx + 8, ty - 160),
        ],
        ink("fff8ec"),
        0.4,
        5,
        light=True,
    )
    s.line([(tx + 76, ty - 12), (tx + 128, ty - 44)], 4, ink("d8d2c4"))
    s.soft([(0, 84), (300, 84), (1000, 560), (1000, 1000), (300, 724)], ink("fff0cc"), 0.2, 40, light=True)
    return {"vignette": 0.42}


PICTURES = {
    "open_air_cinema": open_air_cinema,
    "bakery_oven": bakery_oven,
    "tape_archive": tape_archive,
}
