"""Towns and water: a bridge, a citadel, rain, a harbour, football, a school, a clinic, a cinema."""

import math

from newsroom.demo.pictures.figures import birds, foliage, palm, person, town
from newsroom.demo.pictures.scene import Lens, curve, ink, mix


def bridge_dusk(s):
    s.sky(
        (0, ink("282352")),
        (0.2, ink("54397a")),
        (0.38, ink("b55a7b")),
        (0.5, ink("f29058")),
        (0.6, ink("ffd68a")),
        (1, ink("ffd68a")),
    )
    s.clouds(60, 300, ink("7a3f78"), 0.5, (420, 26), 0.45)
    s.clouds(170, 350, ink("ffb27a"), 0.6, (380, 14), 0.4)
    s.glow(690, 372, 420, 260, ink("ffb04a"), 0.75, 1.8)
    s.disc(690, 366, 17, 17, ink("fff3c8"))
    s.land(s.ridge(338, 22, rough=0.5), ink("b4607a"), ink("e08a68"), foot=400)
    s.land(s.ridge(366, 14, rough=0.5), ink("7c4368"), ink("b06460"), foot=400)
    town(s, 0, 1000, 409, 14, 42, (ink("4c2f58"), ink("6d3f5c")), lit=ink("ffd27a"), lit_share=0.5)
    for x, tall in ((235, 118), (822, 96)):
        s.rect(x - 3.2, 396 - tall, 6.4, tall, ink("402850"))
        s.rect(x - 5.4, 396 - tall * 0.72, 10.8, 3, ink("402850"))
        s.area([(x - 3.6, 396 - tall), (x, 396 - tall - 20), (x + 3.6, 396 - tall)], ink("402850"))
    for x in (150, 300, 760, 905):
        foliage(s, x, 385, 24, 17, ink("33204a"), ink("54305a"), leaves=50)
    s.veil(340, 400, ink("ffb87a"), 0.0, 0.3)
    water, deck = 408, lambda x: 322 - 30 * (1 - ((x - 500) / 460) ** 2)
    piers = [(-20, 70), (246, 280), (483, 517), (720, 754), (930, 1020)]
    outline = [(x, deck(x)) for x in range(-20, 1021, 20)]
    for (left, _), (_, right) in zip(reversed(piers), list(reversed(piers))[1:], strict=False):
        outline += [(left, water)]
        reach, middle = (left - right) / 2, (left + right) / 2
        rise = water - deck(middle) - 22
        outline += [
            (middle + reach * math.cos(math.pi * k / 24), water - rise * math.sin(math.pi * k / 24)) for k in range(25)
        ]
    outline += [(piers[0][1], water), (-20, water)]
    outline.insert(53, (1020, water))
    s.area(outline, ink("6a4560"), ink("38243f"))
    s.texture(288, 410, 0.35, (9, 5), points=outline)
    for (left, _), (_, right) in zip(reversed(piers), list(reversed(piers))[1:], strict=False):
        reach, middle = (left - right) / 2, (left + right) / 2
        rise = water - deck(middle) - 22
        arch = [
            (middle + reach * math.cos(math.pi * k / 24), water - rise * math.sin(math.pi * k / 24)) for k in range(25)
        ]
        s.line(arch, 2.2, ink("93606a"))
    for left, right in piers[1:-1]:
        s.area([(left - 4, water), ((left + right) / 2, 365), (right + 4, water)], ink("54364f"), ink("2d1d36"))
    s.line([(x, deck(x) - 1) for x in range(-20, 1021, 20)], 6, ink("7d5368"))
    s.line([(x, deck(x) + 7) for x in range(-20, 1021, 20)], 1.6, ink("2e1d38"))
    for x in range(75, 960, 85):
        top = deck(x) - 32
        s.line([(x, deck(x)), (x, top)], 1.6, ink("2b1b35"))
        s.glow(x, top, 46, 46, ink("ffc566"), 0.85, 2.6)
        s.disc(x, top, 3, 3, ink("fff6d8"))
    for x, h in ((330, 19), (343, 20), (556, 19), (640, 18), (655, 20), (446, 19)):
        person(s, x, deck(x) - 3, h, ink("2b1b35"))
    s.mirror(water, tint=ink("2c2350"), dim=0.3, ripple=6)
    s.ripples(water, s.height, ink("ffcf8a"), 420, 60, 420, 960, 0.4)
    s.ripples(water, s.height, ink("c88aa0"), 260, 70, opacity=0.3)
    s.veil(520, s.height, ink("1b1638"), 0, 0.55)
    for _ in range(90):
        x, h = s.chance.gauss(60, 70), s.chance.uniform(40, 150)
        s.line(curve([(x, 680), (x + h * 0.08, 660 - h * 0.6), (x + h * 0.25, 660 - h)], 6), 1.5, ink("140f28"))


def citadel_mound(s):
    s.sky((0, ink("7fa6b8")), (0.35, ink("c9cdb8")), (0.62, ink("f6d9a4")), (1, ink("f3c98a")))
    s.clouds(30, 260, ink("fff3d8"), 0.7, (340, 22), 0.42)
    s.glow(-40, 260, 620, 420, ink("ffd58a"), 0.7, 1.5)
    town(s, -10, 1010, 452, 14, 44, (ink("cfa678"), ink("c0925f")), window=ink("9c7550"))
    s.veil(380, 455, ink("f6d9a4"), 0.0, 0.45)
    mound = curve(
        [(20, 470), (120, 440), (205, 345), (240, 300), (500, 290), (760, 300), (795, 345), (880, 440), (980, 470)], 12
    )
    s.area(mound, ink("d9a565"), ink("b07d46"))
    s.soft([(560, 300), (770, 300), (900, 470), (640, 470)], ink("7c5536"), 0.6, 26)
    s.texture(285, 472, 0.34, (9, 60), points=mound)
    for _ in range(46):
        x = s.chance.uniform(235, 765)
        y = s.chance.uniform(330, 440)
        s.line([(x, y), (x + (x - 500) * 0.06, y + s.chance.uniform(14, 34))], 1.1, ink("8f6238"))
    x = 232
    while x < 768:
        width = min(s.chance.uniform(20, 40), 768 - x)
        top = 300 - s.chance.uniform(44, 66) - 10 * (1 - abs(x - 500) / 270)
        shadow = (x - 232) / 536
        wall = mix(ink("f0c388"), ink("b98556"), shadow**1.3)
        s.rect(x, top, width + 0.6, 312 - top, wall, mix(wall, ink("8a5c38"), 0.35))
        s.rect(x, top, width, 2.2, mix(wall, (255, 240, 205), 0.5))
        s.rect(x + width - 1.6, top, 1.8, 312 - top, mix(wall, ink("5f3d26"), 0.5))
        for column in range(max(1, int(width // 9))):
            for row in range(3):
                s.rect(x + 3 + column * 9, top + 9 + row * 15, 3.6, 7, mix(wall, ink("4a2e1e"), 0.7))
        x += width
    s.rect(462, 222, 76, 94, ink("e3b177"), ink("b27c4a"))
    s.rect(456, 216, 88, 8, ink("f7d49a"))
    gate = [
        (482, 316),
        (482, 262),
        *((500 + 18 * math.cos(a), 262 + 22 * math.sin(a)) for a in (math.pi * (1 + k / 12) for k in range(13))),
        (518, 316),
    ]
    s.area(gate, ink("3d261a"), ink("6a432a"))
    s.area([(486, 316), (514, 316), (545, 455), (455, 455)], ink("d8ab70"), ink("e2bb82"))
    s.line([(500, 216), (500, 184)], 1.3, ink("6a432a"))
    birds(s, 640, 130, 80, 26, 7, ink("5c4a44"))
    s.rect(0, 452, 1000, s.height - 452, ink("d8b184"), ink("b0835a"))
    eye = Lens(500, 430, 300)
    for lane in range(-14, 15):
        s.line([eye(lane, 1, 13), eye(lane, 1, 1.2)], 0.7, ink("a67c55"))
    for z in (1.3, 1.5, 1.75, 2.1, 2.6, 3.3, 4.4, 6.4, 10):
        s.line([(0, eye(0, 1, z)[1]), (1000, eye(0, 1, z)[1])], 0.7, ink("a67c55"))
    s.texture(452, s.height, 0.2, (120, 5))
    s.soft([(0, 640), (420, 560), (520, 580), (120, 690), (0, 690)], ink("6d472f"), 0.35, 12)
    s.disc(500, 560, 178, 34, ink("8d6544"))
    s.disc(500, 554, 178, 34, ink("f1d3a2"), ink("c59a68"))
    s.disc(500, 552, 162, 28, ink("8fb3b4"), ink("4f7f8a"))
    s.ripples(534, 578, ink("f4ead2"), 90, 26, 360, 640, 0.7)
    for angle in range(-5, 6):
        reach, tall = angle * 11, 96 - abs(angle) * 9
        arc = [
            (
                500 + reach * k / 10,
                548 - tall * (1 - ((k - 5) / 5) ** 2) if angle else 548 - 110 * math.sin(math.pi * k / 20),
            )
            for k in range(11)
        ]
        s.line(arc, 1.5, ink("f7fbf5"))
    s.soft([(470, 440), (530, 440), (560, 552), (440, 552)], ink("ffffff"), 0.4, 10, light=True)
    for x, y, h in ((96, 600, 300), (172, 560, 200), (902, 596, 280), (838, 556, 190)):
        s.soft([(x, y), (x + h * 0.9, y + 14), (x + h * 0.9, y + 24), (x, y + 8)], ink("5a3a28"), 0.45, 4)
        palm(s, x, y, h, ink("4b4a2c"), ink("7d7a3e"))
    for x, y, h in (
        (300, 585, 46),
        (318, 587, 44),
        (690, 600, 52),
        (730, 520, 30),
        (260, 508, 27),
        (742, 521, 29),
        (410, 500, 24),
        (592, 498, 23),
    ):
        s.soft([(x, y - 2), (x + h * 1.5, y + 3), (x + h * 1.5, y + 6), (x, y + 3)], ink("5a3a28"), 0.5, 2)
        person(s, x, y, h, ink("40302c"), skirt=x % 4 == 0)
    s.veil(0, s.height, ink("ffca7a"), 0.08, 0.1)


def rain_street(s):
    s.sky((0, ink("10262e")), (0.5, ink("27505a")), (0.62, ink("6f8a80")), (1, ink("16282e")))
    eye = Lens(520, 372, 300)
    s.glow(520, 360, 260, 240, ink("ffcb82"), 0.7, 1.6)
    fronts = (ink("1b3a42"), ink("214a50"), ink("2a3f44"), ink("1c333e"), ink("2d4f52"))
    for side in (-1, 1):
        for index in range(9, -1, -1):
            near, far = 0.75 + index * 0.5, 0.75 + (index + 1) * 0.5
            tall = -1.9 - s.chance.uniform(0, 0.7)
            wall = mix(fronts[(index + (side > 0) * 2) % 5], ink("8fa08e"), index / 16)
            s.area(
                eye.quad(
                    (side * 1.45, tall, near),
                    (side * 1.45, tall, far),
                    (side * 1.45, 0.52, far),
                    (side * 1.45, 0.52, near),
                ),
                wall,
            )
            for floor in range(4):
                for column in range(3):
                    a, b = near + (far - near) * (column + 0.25) / 3, near + (far - near) * (column + 0.75) / 3
                    y = -0.55 - floor * 0.4
                    lit = s.chance.random() < 0.38
                    fill = mix(ink("ffc670"), wall, 0.15 + index / 20) if lit else mix(wall, ink("0a1518"), 0.4)
                    s.area(
                        eye.quad(
                            (side * 1.45, y, a),
                            (side * 1.45, y, b),
                            (side * 1.45, y + 0.22, b),
                            (side * 1.45, y + 0.22, a),
                        ),
                        fill,
                    )
            shop = s.chance.choice((ink("ffb54a"), ink("ff7a4a"), ink("ffd98a"), ink("e84f3a"), ink("9fe0d0")))
            a, b = near + 0.05, far - 0.05
            s.area(
                eye.quad((side * 1.44, 0.0, a), (side * 1.44, 0.0, b), (side * 1.44, 0.5, b), (side * 1.44, 0.5, a)),
                mix(shop, (255, 255, 255), 0.3),
                shop,
            )
            s.area(
                eye.quad(
                    (side * 1.44, -0.2, a), (side * 1.44, -0.2, b), (side * 1.25, -0.02, b), (side * 1.25, -0.02, a)
                ),
                mix(shop, ink("401818"), 0.55),
            )
            gx, gy = eye(side * 1.4, 0.2, (a + b) / 2)
            s.glow(gx, gy, 250 / a, 200 / a, shop, 0.6, 2)
    for x, z, colour in (
        (-0.32, 3.4, "fff2c8"),
        (-0.12, 3.4, "fff2c8"),
        (0.42, 2.6, "ff4a3a"),
        (0.66, 2.6, "ff4a3a"),
        (-0.5, 5.2, "fff2c8"),
        (-0.38, 5.2, "fff2c8"),
    ):
        px, py = eye(x, 0.38, z)
        s.glow(px, py, 150 / z, 120 / z, ink(colour), 1.0, 1.9)
        s.disc(px, py, 13 / z, 11 / z, ink(colour))
    for x, z in ((0.54, 2.6), (-0.22, 3.4)):
        left, right = eye(x - 0.24, 0.5, z), eye(x + 0.24, 0.1, z)
        w, h = right[0] - left[0], left[1] - right[1]
        s.area(
            [
                (left[0], left[1]),
                (left[0], right[1] + h * 0.4),
                (left[0] + w * 0.18, right[1]),
                (right[0] - w * 0.18, right[1]),
                (right[0], right[1] + h * 0.4),
                (right[0], left[1]),
            ],
            ink("0d1c22"),
        )
        px, py = left[0], right[1] + h * 0.62
        lamp = "ff5a44" if x > 0 else "fff2c8"
        for edge in (left[0] + w * 0.12, right[0] - w * 0.12):
            s.glow(edge, py, 170 / z, 130 / z, ink(lamp), 1.0, 1.9)
            s.disc(edge, py, 12 / z, 9 / z, ink(lamp))
    s.defocus(2.3)
    s.mirror(478, tint=ink("122a32"), dim=0.28, ripple=12)
    s.texture(478, s.height, 0.28, (70, 2.5))
    s.ripples(478, s.height, ink("ffd9a0"), 300, 44, 250, 830, 0.4)
    s.veil(560, s.height, ink("081418"), 0, 0.5)
    for x, y, h, top in (
        (330, 606, 226, ("c8402e", "7d2018")),
        (596, 560, 158, ("1b2e36", "0e1c22")),
        (716, 628, 250, ("e8a032", "9a5e18")),
    ):
        s.soft(
            [(x - h * 0.14, y), (x + h * 0.14, y), (x + h * 0.1, y + h * 0.45), (x - h * 0.1, y + h * 0.45)],
            ink("050d10"),
            0.65,
            5,
        )
        person(s, x, y, h, ink("0a161b"), skirt=h == 158, umbrella=(ink(top[0]), ink(top[1])), stride=0.1)
        s.line([(x - h * 0.09, y - h * 0.78), (x - h * 0.125, y - h * 0.45)], h * 0.012, ink("b98a56"))
    for _ in range(520):
        x, y, reach = s.chance.uniform(-60, 1000), s.chance.uniform(-20, 640), s.chance.uniform(12, 46)
        tone = mix(ink("35565c"), ink("a9c0b8"), s.chance.random() ** 2)
        s.line([(x, y), (x + reach * 0.28, y + reach)], 0.4, tone)
    for _ in range(120):
        x, y = s.chance.uniform(0, 1000), s.chance.uniform(500, 660)
        reach = 2 + (y - 480) / 36
        s.line([(x - reach, y), (x, y - reach * 0.7), (x + reach, y)], 0.35, ink("9fbab4"))
    return {"vignette": 0.4}


def harbour_cranes(s):
    s.sky((0, ink("8fa3b0")), (0.35, ink("c3c6c4")), (0.58, ink("f2d3b8")), (0.7, ink("e8c0a6")), (1, ink("9fb0b8")))
    s.glow(640, 300, 380, 300, ink("ffd9a8"), 0.75, 1.6)
    s.disc(640, 292, 34, 34, ink("fff6e4"))
    town(s, -10, 1010, 418, 12, 46, (ink("c9bcb4"), ink("d6c4b6")), step=(30, 80))
    s.clouds(330, 440, ink("efd9c6"), 0.8, (300, 20), 0.55)
    town(s, -10, 420, 424, 34, 84, (ink("93a0aa"), ink("b5b6b4")), step=(40, 90))
    s.clouds(340, 450, ink("e6d2c2"), 0.7, (360, 18), 0.5)

    def crane(x, foot, h, colour, side=1):
        pen = h * 0.022
        for leg in (-0.16, 0.16):
            s.line([(x + leg * h, foot), (x + leg * h * 0.72, foot - h * 0.62)], pen, colour)
        s.line([(x - 0.14 * h, foot - h * 0.2), (x + 0.14 * h, foot - h * 0.2)], pen, colour)
        s.line([(x - 0.16 * h, foot), (x + 0.12 * h, foot - h * 0.6)], pen * 0.5, colour)
        s.line([(x - side * 0.42 * h, foot - h * 0.62), (x + side * 0.95 * h, foot - h * 0.62)], pen * 1.7, colour)
        s.line([(x + side * 0.05 * h, foot - h * 0.62), (x + side * 0.12 * h, foot - h)], pen, colour)
        s.line([(x - side * 0.1 * h, foot - h * 0.62), (x + side * 0.12 * h, foot - h)], pen, colour)
        for far in (0.5, 0.9, -0.38):
            s.line([(x + side * 0.12 * h, foot - h), (x + side * far * h, foot - h * 0.63)], pen * 0.45, colour)
        for k in range(12):
            a, b = -0.4 + k * 0.11, -0.4 + (k + 0.5) * 0.11
            s.line(
                [
                    (x + side * a * h, foot - h * 0.62),
                    (x + side * b * h, foot - h * 0.585),
                    (x + side * (a + 0.11) * h, foot - h * 0.62),
                ],
                pen * 0.4,
                colour,
            )
        s.rect(x + side * 0.42 * h - h * 0.04, foot - h * 0.6, h * 0.08, h * 0.06, colour)
        s.line([(x + side * 0.42 * h, foot - h * 0.56), (x + side * 0.42 * h, foot - h * 0.34)], pen * 0.35, colour)

    crane(470, 426, 235, ink("a39a98"), -1)
    crane(300, 430, 300, ink("7c868e"))
    s.clouds(300, 450, ink("ecd6c4"), 0.55, (420, 22), 0.5)
    hull = [(520, 396), (905, 396), (948, 384), (930, 436), (540, 436)]
    s.area(hull, ink("5c6a74"), ink("47545e"))
    s.rect(545, 426, 384, 10, ink("7d5248"))
    colours = ("7b8a90", "9a6a58", "6d7f7c", "a58a70", "64727c", "8a5f54")
    for column in range(17):
        for row in range(s.chance.choice((2, 3, 3, 4))):
            s.rect(556 + column * 18, 384 - row * 12, 17.2, 11.4, ink(s.chance.choice(colours)))
    s.rect(868, 318, 40, 78, ink("c9c6c0"), ink("a5a8a8"))
    s.rect(862, 312, 52, 8, ink("d8d2c8"))
    for row in range(4):
        s.rect(872, 330 + row * 14, 32, 3.4, ink("5c6a74"))
    s.rect(878, 284, 12, 30, ink("6d5a58"))
    crane(160, 438, 400, ink("46535e"))
    s.rect(-10, 430, 250, 12, ink("46535e"))
    town(s, -10, 90, 436, 40, 66, (ink("4c5a66"), ink("5f6a72")), step=(30, 50))
    s.mirror(440, tint=ink("b4b6b6"), dim=0.35, ripple=4)
    s.glow(640, 480, 120, 220, ink("ffd9a8"), 0.5, 1.6)
    s.ripples(446, s.height, ink("fff2dc"), 240, 60, 520, 760, 0.6)
    s.ripples(446, s.height, ink("8d9ca4"), 220, 80, opacity=0.4)
    s.clouds(410, 500, ink("f0dccb"), 0.75, (380, 16), 0.5)
    s.area([(640, 570), (1010, 610), (1010, 640), (640, 582)], ink("d9d6d0"), ink("c3c6c6"))
    s.soft([(560, 560), (1000, 584), (1000, 640), (600, 588)], ink("f3eee6"), 0.5, 6)
    s.area([(400, 556), (640, 556), (652, 540), (632, 584), (424, 584)], ink("2f3d48"), ink("26323c"))
    s.rect(420, 528, 206, 28, ink("f0ebe2"), ink("cdc8c0"))
    s.rect(446, 506, 140, 24, ink("e6e0d6"), ink("c4bfb6"))
    s.rect(462, 488, 44, 20, ink("dcd6cc"))
    for x in range(432, 612, 18):
        s.rect(x, 536, 10, 9, ink("54646e"))
    for x in range(454, 576, 16):
        s.rect(x, 512, 9, 8, ink("54646e"))
    s.rect(540, 476, 20, 32, ink("8c4f40"))
    s.soft([(410, 588), (640, 588), (610, 640), (440, 640)], ink("3c4a54"), 0.45, 8)
    s.line([(484, 488), (484, 456)], 1.4, ink("4c5862"))
    birds(s, 360, 470, 60, 9, 9, ink("55616a"))
    birds(s, 800, 180, 60, 8, 6, ink("8a8a8c"))


def football_night(s):
    s.sky((0, ink("060d22")), (0.35, ink("0f2146")), (0.55, ink("24406e")), (1, ink("10203c")))
    for _ in range(160):
        s.disc(s.chance.uniform(0, 1000), s.chance.uniform(0, 240), 0.5, 0.5, ink("a8b8dc"))
    s.land(s.ridge(330, 18), ink("12223f"), ink("1b2f4e"), foot=380)
    town(s, -10, 1010, 350, 8, 26, (ink("0c1830"), ink("142440")), lit=ink("ffcf7a"), lit_share=0.7)
    s.veil(290, 360, ink("9fc0d8"), 0.0, 0.22)
    s.area([(70, 352), (90, 306), (910, 306), (930, 352)], ink("0a1428"), ink("16243c"))
    s.area([(80, 306), (100, 292), (900, 292), (920, 306)], ink("2c4262"), ink("0d182e"))
    for _ in range(900):
        x, y = s.chance.uniform(92, 908), s.chance.uniform(312, 346)
        s.rect(
            x,
            y,
            2.2,
            2.6,
            mix(ink("1d2c46"), ink(s.chance.choice(("b7a48e", "a04a3c", "d8c9a8", "5f7fa0"))), s.chance.random()),
        )
    s.rect(0, 350, 1000, 20, ink("24385a"), ink("1a2c48"))
    boards = ("c8463a", "e3b34a", "e9e4d4", "3f8f7a", "3c6fb0")
    for index in range(14):
        s.rect(60 + index * 63, 356, 60, 12, ink(boards[index % 5]), mix(ink(boards[index % 5]), (0, 0, 0), 0.3))
    eye = Lens(500, 300, 330)
    far, near, half = 4.8, 0.85, 1.72
    s.rect(0, 368, 1000, s.height - 368, ink("2a6a3c"), ink("0f3a22"))
    z, index = near, 0
    while z < far:
        nxt = min(far, z * 1.16)
        band = ink("2f8a45") if index % 2 else ink("4da854")
        s.area(
            eye.quad((-half - 0.5, 1, z), (half + 0.5, 1, z), (half + 0.5, 1, nxt), (-half - 0.5, 1, nxt)),
            mix(band, ink("8fd07a"), 0.25 * (z - near) / far),
            band,
        )
        z, index = nxt, index + 1

    def chalk(points):
        s.line([eye(x, 1, z) for x, z in points], 1.5, ink("eef6e4"))

    chalk([(-half, near), (-half, far), (half, far), (half, near)])
    chalk([(-half, 2.3), (half, 2.3)])
    chalk([(-0.9, far), (-0.9, 3.9), (0.9, 3.9), (0.9, far)])
    chalk([(-0.95, near), (-0.95, 1.32), (0.95, 1.32), (0.95, near)])
    chalk([(0.42 * math.cos(a), 2.3 + 0.5 * math.sin(a)) for a in (k * math.pi / 20 for k in range(41))])
    s.texture(368, s.height, 0.25, (20, 4))
    s.glow(500, 450, 640, 210, ink("d8f0b0"), 0.42, 1.3)
    goal = eye.quad((-0.28, 1, far), (-0.28, 0.83, far), (0.28, 0.83, far), (0.28, 1, far))
    s.line(goal, 1.2, ink("f4f4ec"))
    players = (
        (-0.7, 2.0, 0),
        (0.22, 1.75, 1),
        (0.62, 2.3, 0),
        (-0.2, 2.6, 1),
        (0.95, 3.1, 1),
        (-1.0, 3.0, 0),
        (0.1, 3.6, 0),
        (-0.45, 1.5, 1),
        (-1.25, 2.3, 1),
        (1.3, 2.0, 0),
        (0.02, 4.6, 1),
    )
    for x, z, side in sorted(players, key=lambda player: -player[1]):
        px, py = eye(x, 1, z)
        h = 74 / z
        for dx, dy in ((-1.5, -0.14), (1.5, -0.14), (-1.7, 0.3), (1.7, 0.3)):
            s.area([(px - h * 0.09, py), (px + h * 0.09, py), (px + dx * h, py + dy * h)], ink("24703a"))
        person(s, px, py, h, ink("f2efe6") if side else ink("c8362c"), stride=0.17)
        s.disc(px, py - h * 0.9, h * 0.07, h * 0.08, ink("6d4a38"))
    bx, by = eye(0.34, 0.985, 1.7)
    s.disc(bx, by, 3.6, 3.6, ink("ffffff"))
    for x, top, foot, size in ((225, 150, 345, 0.6), (775, 150, 345, 0.6), (42, 70, 470, 1), (958, 70, 470, 1)):
        s.line([(x, foot), (x, top)], 5 * size, ink("1c2a44"))
        s.rect(x - 30 * size, top - 22 * size, 60 * size, 34 * size, ink("25344e"))
        s.glow(x, top, 330 * size, 300 * size, ink("bcd4ff"), 0.75, 2.3)
        s.glow(x, top, 120 * size, 110 * size, ink("ffffff"), 0.9, 1.8)
        for column in range(4):
            for row in range(2):
                s.disc(
                    x + (column - 1.5) * 14 * size,
                    top - 5 * size + (row - 0.5) * 15 * size,
                    5.5 * size,
                    5.5 * size,
                    ink("ffffff"),
                )
        toward = 500 - x
        s.soft([(x, top), (x + toward * 1.25, 620), (x + toward * 0.45, 640)], ink("b8d0ff"), 0.13, 16, light=True)
    left, right, bar, foot = 205, 795, 232, 640
    for k in range(1, 30):
        x = left + (right - left) * k / 30
        s.line([(x, bar), (x + (x - 500) * 0.05, foot + 20)], 0.35, ink("a9bfb4"))
    for k in range(1, 21):
        y = bar + (foot - bar) * k / 21
        s.line(curve([(left, y), (500, y + 7), (right, y)], 8), 0.35, ink("a9bfb4"))
    for points in ([(left, foot), (left, bar), (right, bar), (right, foot)],):
        s.line(points, 6.5, ink("f4f6f2"))
        s.line([(x + 1.8, y + 1.8) for x, y in points], 1.6, ink("a9b4b8"))
    return {"vignette": 0.35}


PICTURES = {
    "bridge_dusk": bridge_dusk,
    "citadel_mound": citadel_mound,
    "rain_street": rain_street,
    "harbour_cranes": harbour_cranes,
    "football_night": football_night,
}
