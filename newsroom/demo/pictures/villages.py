"""People at their places: an excavation, a school yard, a clinic van."""

import math

from newsroom.demo.pictures.figures import foliage, house, person, town, trunk
from newsroom.demo.pictures.scene import Lens, curve, ink, mix


def excavation_trench(s):
    s.sky((0, ink("9db8c0")), (0.24, ink("d5d8c8")), (0.36, ink("f2e4c8")), (1, ink("f2e4c8")))
    s.land(s.ridge(226, 6), ink("c4c4b4"), ink("ddd0b0"), foot=300)
    s.rect(0, 232, 1000, 120, ink("dfcfa6"), ink("d3b07c"))
    s.texture(232, 330, 0.2, (120, 3))
    for _ in range(16):
        x = s.chance.uniform(0, 1000)
        foliage(s, x, s.chance.uniform(236, 262), 9, 4, ink("9a9a70"), ink("b9b284"), leaves=14, leaf=0.3)
    town(s, 610, 720, 240, 3, 9, (ink("d8c8a8"), ink("cbb48c")), step=(8, 16))
    s.veil(205, 300, ink("f4e8d0"), 0.25, 0.3)
    s.area(
        [*curve([(0, 318), (260, 288), (560, 280), (830, 292), (1000, 312)]), (1000, 667), (0, 667)],
        ink("d9b27c"),
        ink("c08f58"),
        ink("9c6c3e"),
    )
    s.texture(282, s.height, 0.34, (26, 6))
    eye = Lens(500, 190, 300)
    layers = ("b88a58", "8f6440", "c79c68", "6f4a34", "a97648", "8a5c3c", "c4935e")

    def wall(corners_top, depth):
        """Draw one earth wall of a pit, its layers running level with small waves."""
        (x0, z0), (x1, z1) = corners_top
        shade = 0.32 if z0 != z1 else 0.0
        for k, tone in enumerate(layers):
            a, b = 1 + depth * k / 7, 1 + depth * (k + 1) / 7
            points = []
            for step in range(13):
                share = step / 12
                wave = 0.0 if k == 0 else s.chance.uniform(-0.012, 0.012)
                points.append(eye(x0 + (x1 - x0) * share, a + wave, z0 + (z1 - z0) * share))
            points += [eye(x1, b + 0.02, z1), eye(x0, b + 0.02, z0)]
            s.area(points, mix(ink(tone), ink("3a2418"), shade))

    def pit(x0, x1, z0, z1, depth):
        s.area(eye.quad((x0, 1, z0), (x1, 1, z0), (x1, 1, z1), (x0, 1, z1)), ink("7a5434"))
        floor = eye.quad((x0, 1 + depth, z0), (x1, 1 + depth, z0), (x1, 1 + depth, z1), (x0, 1 + depth, z1))
        s.area(floor, ink("a87a4c"), ink("bd8c58"))
        wall(((x0, z1), (x1, z1)), depth)
        wall(((x1, z0), (x1, z1)) if (x0 + x1) < 0 else ((x0, z0), (x0, z1)), depth)
        if x0 < 0 < x1:
            wall(((x1, z0), (x1, z1)), depth)
        bricks(x0 + 0.14, x1 - 0.14, z0 + 0.12, z1 - 0.14, 1 + depth)

    def bricks(x0, x1, z0, z1, ground):
        """Draw the low mud-brick walls of a room on the floor of a pit."""
        middle = (x0 + x1) / 2 + 0.06
        for a, b, c, d in (
            (x0, x1, z1 - 0.12, z1),
            (x0, x0 + 0.11, z0, z1),
            (middle, middle + 0.11, z0 + 0.25, z1),
            (x1 - 0.11, x1, z0, z1),
        ):
            top = ground - 0.11
            if c > d:
                continue
            s.area(eye.quad((a, top, c), (b, top, c), (b, ground, c), (a, ground, c)), ink("9a7048"), ink("7c5636"))
            s.area(eye.quad((b, top, c), (b, top, d), (b, ground, d), (b, ground, c)), ink("84603c"))
            s.area(eye.quad((a, top, c), (b, top, c), (b, top, d), (a, top, d)), ink("e0bd8a"), ink("d6ae78"))
            run = (b - a) > (d - c)
            count = round((b - a if run else d - c) / 0.09)
            for k in range(1, count):
                share = k / count
                if run:
                    s.line(eye.quad((a + (b - a) * share, top, c), (a + (b - a) * share, top, d)), 0.6, ink("a97e50"))
                else:
                    s.line(eye.quad((a, top, c + (d - c) * share), (b, top, c + (d - c) * share)), 0.6, ink("a97e50"))

    pits = [
        (-1.75, -0.72, 2.5, 3.5, 0.3),
        (-0.5, 0.53, 2.5, 3.5, 0.3),
        (-1.75, -0.72, 1.28, 2.24, 0.34),
        (-0.5, 0.53, 1.28, 2.24, 0.42),
    ]
    # The white canopy stands over the far pit on the right.
    for spec in pits:
        pit(*spec)
    for x in (-1.86, -0.61, 0.64):
        s.line(eye.quad((x, 0.985, 1.2), (x, 0.985, 3.6)), 0.7, ink("fbf6e6"))
    for z in (1.2, 2.37, 3.6):
        s.line(eye.quad((-1.9, 0.985, z), (0.68, 0.985, z)), 0.7, ink("fbf6e6"))
        for x in (-1.86, -0.61, 0.64):
            px, py = eye(x, 1, z)
            s.rect(px - 1.2, py - 26 / z, 2.4, 30 / z, ink("c8402e"))
    for x, z in ((0.9, 2.4), (2.05, 2.4), (0.9, 3.6), (2.05, 3.6)):
        s.line(eye.quad((x, 1, z), (x, 0.12, z)), 5 / z, ink("7a6a58"))
    s.soft(eye.quad((0.9, 1, 2.3), (2.2, 1, 2.3), (2.1, 1, 3.6), (0.95, 1, 3.6)), ink("5a3a24"), 0.5, 6)
    s.area(eye.quad((0.95, 1, 2.6), (1.95, 1, 2.6), (1.95, 1, 3.3), (0.95, 1, 3.3)), ink("6a4a30"))
    s.area(eye.quad((0.95, 0.86, 2.75), (1.7, 0.86, 2.75), (1.7, 1, 2.75), (0.95, 1, 2.75)), ink("a8845a"))
    for x, z, h in ((1.2, 2.85, 0.62), (1.55, 2.9, 0.6)):
        px, py = eye(x, 1, z)
        person(s, px, py, 300 * h / z, ink("3f4650"), lean=0.08)
        s.disc(px + 300 * h / z * 0.08, py - 300 * h / z * 0.95, 9, 3.2, ink("f2e6c8"))
    a, b, c, d = eye.quad((0.8, 0.12, 2.3), (2.2, 0.12, 2.3), (2.15, 0.12, 3.7), (0.85, 0.12, 3.7))
    peak = eye(1.48, -0.12, 3)
    s.area([a, b, peak], ink("fffdf4"), ink("e9e0cc"))
    s.area([a, d, peak], ink("f4ecda"))
    s.area([b, c, peak], ink("d6cab2"))
    s.area([a, b, (b[0], b[1] + 7), (a[0], a[1] + 7)], ink("d9cdb4"))
    for x, z, h in ((-0.15, 3.05, 0.6), (-1.25, 1.75, 0.62), (0.15, 1.7, 0.6)):
        px, py = eye(x, 1.34, z)
        person(s, px, py, 300 * h / z, ink("45505a"), lean=0.12, stride=0.08)
        s.disc(px + 300 * h / z * 0.12, py - 300 * h / z * 0.96, 34 / z, 11 / z, ink("f2e6c8"))
        s.soft([(px - 6, py), (px + 90 / z, py + 2), (px + 90 / z, py + 8)], ink("4a2e1c"), 0.4, 2)

    def barrow(x, y, w):
        s.soft(
            [(x - w * 0.4, y), (x + w * 0.8, y + 2), (x + w * 0.8, y + 8), (x - w * 0.3, y + 8)], ink("4a2e1c"), 0.5, 3
        )
        s.line([(x - w * 0.9, y - w * 0.42), (x + w * 0.5, y - w * 0.16)], w * 0.05, ink("6a4a30"))
        s.area(
            [
                (x - w * 0.5, y - w * 0.55),
                (x + w * 0.55, y - w * 0.62),
                (x + w * 0.3, y - w * 0.16),
                (x - w * 0.25, y - w * 0.16),
            ],
            ink("4f7a6a"),
            ink("35564c"),
        )
        s.area([(x - w * 0.42, y - w * 0.56), (x + w * 0.05, y - w * 0.78), (x + w * 0.5, y - w * 0.62)], ink("a87a4c"))
        s.disc(x + w * 0.5, y - w * 0.13, w * 0.15, w * 0.15, ink("2c2622"))
        s.line([(x - w * 0.3, y - w * 0.2), (x - w * 0.36, y)], w * 0.05, ink("6a4a30"))

    barrow(790, 520, 62)
    barrow(900, 452, 44)
    for _ in range(120):
        x, y = s.chance.gauss(860, 90), s.chance.gauss(610, 26)
        size = s.chance.uniform(2, 8)
        s.disc(x, y, size, size * 0.6, mix(ink("8a5f38"), ink("dcb784"), s.chance.random()))
    s.glow(120, 60, 600, 380, ink("fff0c8"), 0.4, 1.5)


def school_yard(s):
    s.sky((0, ink("6fb3cf")), (0.3, ink("aed6de")), (0.5, ink("eef2e0")), (1, ink("eef2e0")))
    s.clouds(10, 200, ink("ffffff"), 0.85, (220, 40), 0.45)
    s.land(s.ridge(262, 30), ink("9cb9a0"), ink("bccfa4"), foot=420)
    for x in range(0, 1000, 64):
        foliage(s, x + s.chance.uniform(-20, 20), 306, 36, 30, ink("5f8a50"), ink("a4c274"), leaves=50)
    s.area([(60, 262), (118, 196), (962, 196), (1010, 262)], ink("d2694a"), ink("b04a34"))
    for row in range(1, 8):
        y = 196 + row * 8.4
        s.line([(118 - row * 7.6, y), (962 + row * 6, y)], 0.9, ink("963a2a"))
    for column in range(34):
        x = 118 + column * 25.6
        s.line([(x, 196), (60 + column * 29, 262)], 0.6, ink("bf5840"))
    s.rect(84, 262, 920, 148, ink("fbf1da"), ink("f0dcb8"))
    s.rect(84, 262, 920, 12, ink("c9a582"), ink("efdcba"))
    s.rect(84, 376, 920, 34, ink("6fa8b4"), ink("5c94a4"))
    for x, kind in ((120, 0), (215, 0), (310, 1), (420, 0), (515, 0), (610, 0), (705, 1), (810, 0), (905, 0)):
        if kind:
            s.rect(x - 5, 290, 66, 120, ink("fffaf0"))
            s.rect(x, 296, 56, 114, ink("2f74b0"), ink("245c94"))
            s.line([(x + 28, 296), (x + 28, 410)], 1.6, ink("1c4a78"))
            for dx in (6, 34):
                for dy in (304, 352):
                    s.rect(x + dx, dy, 16, 38, ink("3f86c2"), ink("2a689f"))
            s.disc(x + 24, 358, 1.8, 1.8, ink("f2d88a"))
            s.area([(x - 14, 410), (x + 70, 410), (x + 78, 422), (x - 22, 422)], ink("d9cfbe"), ink("bfb3a2"))
        else:
            s.rect(x - 4, 290, 68, 66, ink("fffaf0"))
            s.rect(x, 294, 60, 58, ink("4a7488"), ink("8fb8c2"))
            s.line([(x + 30, 294), (x + 30, 352)], 2.2, ink("fffaf0"))
            s.line([(x, 318), (x + 60, 318)], 2.2, ink("fffaf0"))
            s.area([(x + 4, 294), (x + 20, 294), (x + 4, 316)], ink("c4dde0"))
            s.rect(x - 6, 356, 72, 5, ink("d8c8a8"))
    s.area([(0, 408), (1000, 408), (1000, 667), (0, 667)], ink("e4d2ae"), ink("d2b88a"), ink("b3925f"))
    s.texture(408, s.height, 0.25, (50, 5))
    eye = Lens(560, 330, 260)
    for k, pair in enumerate((0, 1, 0, 1, 0, 0, 1)):
        near = 0.86 + k * 0.13
        far = near + 0.13
        colour = ink(("f7f4ea", "f2b8c0", "a8d4e8", "f7e08a")[k % 4])
        spans = ((-0.1, 0.1),) if not pair else ((-0.2, 0.0), (0.0, 0.2))
        for a, b in spans:
            s.line(
                [
                    *eye.quad((a + 0.1, 1, near), (b + 0.1, 1, near), (b + 0.1, 1, far), (a + 0.1, 1, far)),
                    eye(a + 0.1, 1, near),
                ],
                2.4,
                colour,
            )
    tx, ty = 232, 520
    for _ in range(620):
        px, py = s.chance.gauss(tx + 60, 120), s.chance.gauss(ty + 34, 34)
        size = s.chance.uniform(3, 11)
        if py > 424:
            s.disc(px, py, size, size * 0.3, mix(ink("8a7448"), ink("a48a5a"), s.chance.random()))
    for _ in range(70):
        px, py = s.chance.gauss(tx + 60, 130), s.chance.gauss(ty + 34, 28)
        s.disc(px, py, s.chance.uniform(3, 9), 2.4, ink("ecd9b0"))
    trunk(s, tx, ty, 190, 25, ink("5a4434"), lean=14, boughs=5)
    s.line([(tx - 8, ty), (tx + 4, ty - 150)], 4, ink("8a6c50"))
    for dx, dy, rx in ((-110, -225, 92), (96, -235, 96), (0, -290, 116), (-44, -205, 74), (56, -200, 74)):
        foliage(s, tx + dx, ty + dy, rx, rx * 0.7, ink("2f5a34"), ink("a9cc5c"), leaves=200, leaf=0.11, sun=(0.5, -0.8))
    s.disc(tx, ty, 46, 11, ink("a08256"))
    trunk(s, tx, ty - 1, 60, 24, ink("5a4434"), boughs=0)
    for k in range(7):
        x, y, r = 690 + k * 42, 452 + k * 2.5, 13 + k * 0.5
        tone = ink(("c8402e", "2f74b0", "e3a82e", "3f8f6a", "8a4a8a", "d86a8a", "2c6a8c")[k])
        s.area([(x - r, y + 1), (x + 46, y + 1), (x + 58, y + 7), (x, y + 7)], ink("a88a5c"))
        for wx in (x, x + 31):
            s.disc(wx, y - r, r, r, ink("2c2a2a"))
            s.disc(wx, y - r, r * 0.82, r * 0.82, mix(ink("e4d2ae"), ink("f0dcb8"), 0.5))
            s.line([(wx - r * 0.8, y - r), (wx + r * 0.8, y - r)], 0.4, ink("8a8478"))
            s.line([(wx, y - r * 1.8), (wx, y - r * 0.2)], 0.4, ink("8a8478"))
        s.line([(x, y - r), (x + 12, y - r - 15), (x + 27, y - r - 16), (x + 15, y - r), (x, y - r)], 2, tone)
        s.line([(x + 12, y - r - 15), (x + 15, y - r)], 2, tone)
        s.line([(x + 31, y - r), (x + 26, y - r - 22), (x + 20, y - r - 25)], 1.7, tone)
        s.line([(x + 7, y - r - 18), (x + 17, y - r - 18)], 2.4, ink("2c2a2a"))
    for x, y, h, tone in (
        (560, 468, 74, "c8502e"),
        (590, 474, 70, "2f6a8a"),
        (470, 452, 62, "8a5a2e"),
        (884, 560, 98, "3a6a5a"),
        (930, 566, 92, "b8406a"),
    ):
        s.area([(x - 8, y - 1), (x + h * 0.8, y + 2), (x + h * 0.8, y + 7), (x, y + 4)], ink("a88a5c"))
        person(s, x, y, h, ink(tone), skirt=tone in ("c8502e", "b8406a"))
        s.disc(x, y - h * 0.905, h * 0.06, h * 0.075, ink("4a3226"))
        s.rect(x - h * 0.13, y - h * 0.76, h * 0.1, h * 0.24, ink("e3c04a"))
    s.glow(820, 30, 560, 360, ink("fff4cc"), 0.4, 1.5)


def clinic_van(s):
    s.sky((0, ink("86b4c8")), (0.3, ink("c4dcd8")), (0.5, ink("f6ecd0")), (1, ink("f6ecd0")))
    s.clouds(0, 160, ink("ffffff"), 0.7, (260, 26), 0.42)
    s.land(s.ridge(150, 90, rough=0.52), ink("8ba6b0"), ink("b9c4b4"))
    s.veil(120, 330, ink("f6ecd0"), 0.0, 0.45)
    slope = s.ridge(236, 46, rough=0.5)
    s.land(slope, ink("9aa878"), ink("a89a68"))
    for k in range(11):
        y = 262 + k * 13
        step = curve(
            [(x, y + 14 * math.sin(x / 170 + k * 0.5) + s.chance.uniform(-3, 3)) for x in range(-40, 1081, 80)], 5
        )
        s.line(step, 2.6 + k * 0.12, ink("c9b98c"))
        s.line([(x, y + 3) for x, y in step], 1.6, ink("7d8258"))
    for _ in range(60):
        x, y = s.chance.uniform(0, 1000), s.chance.uniform(260, 380)
        foliage(s, x, y, 9 + (y - 260) / 16, 7 + (y - 260) / 20, ink("66803f"), ink("a9b46a"), leaves=14, leaf=0.3)
    for x, w, h, y in (
        (-10, 150, 96, 430),
        (132, 120, 74, 424),
        (250, 90, 62, 420),
        (330, 120, 84, 424),
        (760, 130, 92, 428),
        (884, 140, 118, 436),
        (640, 130, 70, 420),
    ):
        wall = mix(ink("d6c09a"), ink("b89a72"), s.chance.random())
        house(
            s,
            x,
            y,
            w,
            h,
            (wall, mix(wall, ink("7a5c40"), 0.4)),
            roof=ink("8a6a4c"),
            cap=7,
            window=ink("4f4a48"),
            floors=2,
            columns=3,
            door=ink("5a7a8a"),
        )
        s.texture(y - h, y, 0.4, (7, 4), x0=max(0, x), x1=min(1000, x + w))
    s.rect(0, 420, 1000, s.height - 420, ink("e0cca4"), ink("c9a976"), ink("a08050"))
    s.texture(420, s.height, 0.24, (60, 6))
    for _ in range(340):
        px, py = s.chance.gauss(640, 190), s.chance.gauss(572, 30)
        size = s.chance.uniform(8, 30)
        if py > 520:
            s.disc(px, py, size, size * 0.26, mix(ink("8a6e46"), ink("9c7e52"), s.chance.random()))
    for _ in range(60):
        s.disc(s.chance.gauss(640, 170), s.chance.gauss(578, 26), s.chance.uniform(4, 12), 2.6, ink("e8d4a8"))
    x, y = 792, 560
    trunk(s, x, y, 300, 34, ink("8f8468"), lean=-30, boughs=5)
    for _ in range(46):
        px, py = x + s.chance.uniform(-30, 18), y - s.chance.uniform(10, 290)
        s.disc(
            px - (y - py) * 0.06,
            py,
            s.chance.uniform(3, 8),
            s.chance.uniform(3, 9),
            mix(ink("d8d0b0"), ink("6a604a"), s.chance.random()),
        )
    for dx, dy, rx in ((-190, -330, 150), (120, -340, 170), (-40, -420, 200), (-130, -270, 110), (190, -270, 120)):
        foliage(s, x + dx, y + dy, rx, rx * 0.6, ink("3a5f34"), ink("b4cc66"), leaves=200, leaf=0.1, sun=(-0.6, -0.8))
    vx, vy = 352, 560
    s.soft([(vx - 10, vy + 2), (vx + 306, vy + 2), (vx + 330, vy + 18), (vx + 10, vy + 18)], ink("5a4226"), 0.65, 5)
    s.area(
        [
            (vx, vy - 16),
            (vx, vy - 138),
            (vx + 12, vy - 152),
            (vx + 220, vy - 152),
            (vx + 240, vy - 140),
            (vx + 276, vy - 84),
            (vx + 304, vy - 72),
            (vx + 308, vy - 16),
        ],
        ink("ffffff"),
        ink("dfe0dc"),
    )
    s.area(
        [(vx, vy - 74), (vx + 296, vy - 74), (vx + 307, vy - 66), (vx + 308, vy - 52), (vx, vy - 52)],
        ink("2f9a62"),
        ink("23824f"),
    )
    s.area(
        [(vx + 196, vy - 138), (vx + 232, vy - 138), (vx + 262, vy - 88), (vx + 196, vy - 88)],
        ink("3a5866"),
        ink("7fa2aa"),
    )
    s.area([(vx + 204, vy - 134), (vx + 218, vy - 134), (vx + 208, vy - 92), (vx + 204, vy - 92)], ink("b4ccd0"))
    s.rect(vx + 70, vy - 130, 96, 34, ink("5a7882"), ink("8fb0b4"))
    s.line([(vx + 186, vy - 144), (vx + 186, vy - 22)], 1, ink("b4b8b4"))
    s.line([(vx + 56, vy - 144), (vx + 56, vy - 22)], 1, ink("b4b8b4"))
    s.rect(vx + 108, vy - 118 + 26, 20, 5, ink("2f9a62"))
    s.rect(vx + 140, vy - 162, 60, 10, ink("e8e8e2"), ink("c4c8c4"))
    s.rect(vx + 4, vy - 22, 304, 8, ink("6a6c6c"))
    s.disc(vx + 300, vy - 58, 5, 7, ink("fff2c8"))
    for cx in (vx + 62, vx + 246):
        s.disc(cx, vy - 16, 27, 27, ink("3c3e40"))
        s.disc(cx, vy - 12, 23, 23, ink("1e2022"))
        s.disc(cx, vy - 12, 12, 12, ink("b9bcbc"))
        s.disc(cx, vy - 12, 4, 4, ink("5a5c5e"))
    s.area([(vx, vy - 144), (vx, vy - 20), (vx - 40, vy - 12), (vx - 40, vy - 140)], ink("f4f4ee"), ink("cfd0ca"))
    s.area([(vx, vy - 74), (vx - 40, vy - 70), (vx - 40, vy - 48), (vx, vy - 52)], ink("2f9a62"))
    s.rect(vx - 34, vy - 130, 26, 38, ink("6a8790"), ink("9cb8ba"))
    s.area([(vx - 4, vy - 20), (vx - 4, vy - 12), (vx - 66, vy - 4), (vx - 66, vy - 10)], ink("8a8c8a"))
    for px, h, tone, dress in (
        (262, 108, "2c3640", 0),
        (222, 102, "4a3038", 1),
        (184, 66, "38444a", 0),
        (150, 104, "303848", 0),
        (108, 98, "3c2c34", 1),
        (66, 106, "2a3438", 0),
    ):
        s.soft([(px - 10, 562), (px + h * 0.7, 566), (px + h * 0.7, 574), (px, 570)], ink("5a4226"), 0.55, 3)
        person(s, px, 566 + (px % 3), h, ink(tone), skirt=bool(dress), stride=0.07)
    s.disc(108, 566 - 98 * 0.9, 8, 9.5, ink("7a3a4a"))
    s.disc(222, 566 - 102 * 0.9, 8, 9.5, ink("d8d0c0"))
    s.glow(80, 60, 560, 400, ink("fff0c0"), 0.42, 1.5)


PICTURES = {
    "excavation_trench": excavation_trench,
    "school_yard": school_yard,
    "clinic_van": clinic_van,
}
