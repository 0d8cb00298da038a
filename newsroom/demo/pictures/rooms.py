"""Long rooms with light at their end: a bazaar, a reading room."""

from newsroom.demo.pictures.figures import arch, person
from newsroom.demo.pictures.scene import Lens, ink, mix


def bazaar_light(s):
    s.sky(ink("2a1a12"), ink("1a100c"))
    vx, vy = 500, 392
    eye = Lens(vx, vy, 300)
    bays = [0.5, 0.72, 1.0, 1.35, 1.8, 2.4, 3.2, 4.3, 5.8, 8.0, 11.0]
    stuffs = ("a83a2c", "d8892e", "2f6f72", "e0c48a", "7a2f4a", "4a6a3a", "c8583a", "30507a", "d8b04a", "8a3f2c")
    for number, z in enumerate(bays):
        depth = number / (len(bays) - 1)
        stone = mix(ink("3a2418"), ink("e8b878"), depth**1.15)
        half, spring, foot = 300 * 1.05 / z, vy - 300 * 0.5 / z, vy + 300 * 0.92 / z
        s.area(
            arch(vx, half, spring, foot, half * 0.92),
            mix(stone, ink("ffd898"), 0.25),
            stone,
            mix(stone, ink("1a0e08"), 0.55),
        )
        if number + 1 == len(bays):
            continue
        rib = arch(vx, half * 0.985, spring, foot, half * 0.905)
        s.line(rib, 7 / z, mix(stone, ink("ffdca0"), 0.35))
        s.line(arch(vx, half * 0.93, spring, foot, half * 0.85), 3 / z, mix(stone, ink("1a0e08"), 0.45))
    s.area([(vx, vy + 20), (vx - 640, 680), (vx + 640, 680)], ink("e8b878"), ink("8a5a36"), ink("3a2418"))
    for z in (0.62, 0.8, 1.05, 1.4, 1.9, 2.7, 4):
        y = vy + 300 * 0.92 / z
        s.line([(vx - 330 / z, y), (vx + 330 / z, y)], 0.8, ink("5a3a24"))
    for lane in range(-4, 5):
        s.line([eye(lane * 0.24, 0.92, 9), eye(lane * 0.24, 0.92, 0.55)], 0.8, ink("6a4428"))
    s.texture(420, s.height, 0.3, (30, 5))
    # Stalls, from the far end to us: a counter, cloths hanging above it, a lamp.
    for number in range(len(bays) - 2, -1, -1):
        near, far = bays[number], bays[number + 1]
        haze = (number / (len(bays) - 1)) ** 0.9 * 0.85
        air = ink("e0ac6c")
        for side in (-1, 1):
            wall, front = side * 1.04, side * 0.66
            s.area(
                eye.quad((wall, -0.42, near), (wall, -0.42, far), (wall, 0.92, far), (wall, 0.92, near)),
                mix(ink("2a1810"), air, haze),
            )
            hang = 5
            for k in range(hang - 1, -1, -1):
                a = near + (far - near) * (k + 0.06) / hang
                b = near + (far - near) * (k + 0.86) / hang
                tone = mix(ink(s.chance.choice(stuffs)), air, haze)
                drop = s.chance.uniform(0.12, 0.36)
                cloth = eye.quad(
                    (side * 0.97, -0.44, a), (side * 0.97, -0.44, b), (side * 0.97, drop, b), (side * 0.97, drop, a)
                )
                s.area(cloth, mix(tone, ink("ffe0a8"), 0.22), mix(tone, ink("1a0e08"), 0.35))
                s.line([cloth[3], cloth[2]], 2 / near, mix(tone, ink("ffe8c0"), 0.5))
            top = eye.quad((front, 0.52, near), (front, 0.52, far), (wall, 0.46, far), (wall, 0.46, near))
            s.area(
                eye.quad((front, 0.52, near), (front, 0.52, far), (front, 0.9, far), (front, 0.9, near)),
                mix(ink("6a3f24"), air, haze),
                mix(ink("2f1a10"), air, haze),
            )
            s.area(top, mix(ink("9a6a3c"), air, haze))
            for k in range(7, -1, -1):
                z = near + (far - near) * (k + 0.5) / 8
                px, py = eye(side * 0.8, 0.48, z)
                tone = mix(ink(s.chance.choice(stuffs)), air, haze)
                size = 26 / z
                s.disc(px, py - size * 0.28, size, size * 0.5, tone)
                s.disc(px - size * 0.2, py - size * 0.45, size * 0.5, size * 0.22, mix(tone, ink("ffe8c0"), 0.35))
            z = (near + far) / 2
            lx, ly = eye(side * 0.6, -0.34, z)
            s.line([(lx, ly - 60 / z), (lx, ly)], 0.8, mix(ink("1a0e08"), air, haze))
            s.disc(lx, ly + 9 / z, 12 / z, 15 / z, ink("ffd27a"))
            s.disc(lx, ly - 6 / z, 6 / z, 4 / z, mix(ink("5a3a1c"), air, haze))
            s.glow(lx, ly + 8 / z, 120 / z, 120 / z, ink("ffb04a"), 0.6, 2.2)
    s.glow(vx, vy - 10, 260, 230, ink("ffe2a8"), 0.9, 1.5)
    for z, strength in ((3.8, 0.5), (2.6, 0.55), (1.75, 0.6), (1.15, 0.62)):
        px, py = eye(0, -1.36, z)
        width = 46 / z
        s.disc(px, py, width, width * 0.42, ink("fff8e0"))
        s.glow(px, py, width * 4, width * 3, ink("fff0c8"), 0.8)
        fx, fy = eye(0.62, 0.92, z)
        s.soft(
            [(px - width * 0.8, py), (px + width * 0.8, py), (fx + width * 2.2, fy), (fx - width * 1.2, fy)],
            ink("ffdfa0"),
            strength * 0.62,
            5,
            light=True,
        )
        s.soft(
            [
                (fx - width * 1.4, fy),
                (fx + width * 0.4, fy - width * 0.34),
                (fx + width * 2.5, fy),
                (fx + width * 0.5, fy + width * 0.5),
            ],
            ink("ffe2a8"),
            0.75,
            3.5,
            light=True,
        )
    for _ in range(130):
        x, y = s.chance.gauss(540, 130), s.chance.uniform(120, 560)
        s.disc(x, y, 0.8, 0.8, ink("ffe8b8"))
    for x, z, dress in ((-0.16, 3.4, 1), (0.12, 3.0, 0), (-0.3, 1.9, 0), (0.22, 1.62, 1), (0.42, 1.7, 0)):
        px, py = eye(x, 0.92, z)
        h = 300 * 0.86 / z
        tone = mix(ink("150c08"), ink("8a5c34"), min(0.6, z / 7))
        s.soft(
            [(px - h * 0.1, py), (px + h * 0.1, py), (px + h * 0.02, py + h * 0.4), (px - h * 0.25, py + h * 0.4)],
            ink("1a0e08"),
            0.5,
            4,
        )
        person(s, px, py, h, tone, skirt=bool(dress))
        if dress:
            s.disc(px, py - h * 0.895, h * 0.085, h * 0.1, tone)
    return {"vignette": 0.45}


def library_shelves(s):
    s.sky(ink("5c3f2a"), ink("8a6238"), ink("5a3a22"))
    eye = Lens(500, 610, 470)
    top, foot, far, near = -2.35, 1.18, 6.4, 0.82
    s.area(
        eye.quad((-1.5, top, near), (1.5, top, near), (1.5, top, far), (-1.5, top, far)), ink("c8a878"), ink("e8d4a8")
    )
    for z in (1.1, 1.5, 2.1, 3, 4.2, 5.6):
        s.area(eye.quad((-1.5, top, z), (1.5, top, z), (1.5, top, z * 1.08), (-1.5, top, z * 1.08)), ink("8f6a42"))
    s.area(
        eye.quad((-1.5, foot, near), (1.5, foot, near), (1.5, foot, far), (-1.5, foot, far)),
        ink("d8a868"),
        ink("8a5a32"),
        ink("4a2e1c"),
    )
    for k in range(-14, 15):
        s.line([eye(k * 0.11, foot, far), eye(k * 0.11, foot, near)], 0.8, ink("6a4426"))
    wall = eye.quad((-1.5, top, far), (1.5, top, far), (1.5, foot, far), (-1.5, foot, far))
    s.area(wall, ink("f4e4c0"), ink("d0b080"))
    wx, wy = eye(0, 0.55, far)
    s.area(arch(wx, 76, 500, wy, 76), ink("fffdf4"), ink("f6f4e4"), ink("dce8e0"))
    s.soft([(wx - 60, 560), (wx - 10, 530), (wx + 40, 556), (wx + 70, 610), (wx - 70, 620)], ink("a8c49a"), 0.6, 6)
    for x in (-38, 0, 38):
        s.line([(wx + x, wy), (wx + x, 440)], 3, ink("7a5a3a"))
    for y in (500, 560, 610):
        s.line([(wx - 76, y), (wx + 76, y)], 3, ink("7a5a3a"))
    s.line(arch(wx, 78, 500, wy, 78), 6, ink("8a6844"))
    spines = (
        "8a2f2a",
        "2f4a6a",
        "c89a3a",
        "3f5f45",
        "6a3a4a",
        "d8c8a0",
        "a85a32",
        "28505a",
        "7a6a3a",
        "4a3040",
        "b84a3a",
        "e0b46a",
        "35607a",
        "5a4028",
    )
    # Each wall: dark cases, then books board by board from the far end, lighter where the window reaches.
    for side in (-1, 1):
        s.area(
            eye.quad(
                (side * 1.5, top + 0.2, near * 0.8),
                (side * 1.5, top + 0.2, far),
                (side * 1.5, foot, far),
                (side * 1.5, foot, near * 0.8),
            ),
            ink("2f1d12"),
        )
        boards = 10
        step = (foot - top - 0.3) / boards
        for row in range(boards):
            ground = foot - 0.06 - row * step
            z = far
            while z > near * 0.86:
                thick = s.chance.uniform(0.022, 0.06)
                tall = step * s.chance.uniform(0.62, 0.9)
                if s.chance.random() < 0.05:
                    z -= thick * 2
                    continue
                light = 0.55 * (z / far) ** 1.6
                tone = mix(
                    mix(ink(s.chance.choice(spines)), ink("1c100a"), 0.25 - 0.25 * z / far), ink("f8e8c4"), light * 0.75
                )
                quad = eye.quad(
                    (side * 1.43, ground - tall, z),
                    (side * 1.43, ground - tall, z - thick),
                    (side * 1.43, ground, z - thick),
                    (side * 1.43, ground, z),
                )
                s.area(quad, tone)
                if z < 2.6 and s.chance.random() < 0.6:
                    a, b = ground - tall * 0.78, ground - tall * 0.7
                    s.area(
                        eye.quad(
                            (side * 1.43, a, z),
                            (side * 1.43, a, z - thick),
                            (side * 1.43, b, z - thick),
                            (side * 1.43, b, z),
                        ),
                        mix(tone, ink("f0d48a"), 0.6),
                    )
                z -= thick
            board = eye.quad(
                (side * 1.42, ground, near * 0.8),
                (side * 1.42, ground, far),
                (side * 1.42, ground + step * 0.09, far),
                (side * 1.42, ground + step * 0.09, near * 0.8),
            )
            s.area(board, ink("9a6c40"))
        for z in (0.95, 1.35, 1.95, 2.8, 4.0, 5.4):
            s.area(
                eye.quad(
                    (side * 1.41, top + 0.2, z),
                    (side * 1.41, top + 0.2, z * 0.955),
                    (side * 1.41, foot, z * 0.955),
                    (side * 1.41, foot, z),
                ),
                mix(ink("6f4726"), ink("d8b078"), z / 8),
            )
    s.glow(wx, 540, 420, 480, ink("fff0cc"), 0.85, 1.6)
    s.soft([(wx - 60, 600), (wx + 60, 600), (wx + 250, 1333), (wx - 330, 1333)], ink("ffe8b8"), 0.3, 22, light=True)
    table = eye.quad((-0.44, 0.46, 5.2), (0.44, 0.46, 5.2), (0.44, 0.46, 1.02), (-0.44, 0.46, 1.02))
    s.soft(eye.quad((-0.5, foot, 5), (0.5, foot, 5), (0.5, foot, 1.0), (-0.5, foot, 1.0)), ink("2a180e"), 0.6, 12)
    for x in (-0.4, 0.4):
        for z in (4.6, 2.6, 1.2):
            s.area(
                eye.quad((x - 0.03, 0.48, z), (x + 0.03, 0.48, z), (x + 0.03, foot, z), (x - 0.03, foot, z)),
                ink("4a2c18"),
            )
    s.area(table, ink("e8c08a"), ink("a8703c"), ink("7a4c28"))
    s.area(
        eye.quad((-0.44, 0.46, 1.02), (0.44, 0.46, 1.02), (0.44, 0.55, 1.02), (-0.44, 0.55, 1.02)),
        ink("5a361c"),
        ink("3a2212"),
    )
    for z in (4.6, 3.5, 2.6, 1.9, 1.42):
        px, py = eye(0, 0.46, z)
        size = 150 / z
        s.glow(px, py, size * 1.3, size * 0.45, ink("ffe8a8"), 0.85, 1.4)
        s.rect(px - size * 0.02, py - size * 0.5, size * 0.04, size * 0.5, ink("b08a3a"))
        s.disc(px, py, size * 0.14, size * 0.045, ink("b08a3a"))
        s.area(
            [
                (px - size * 0.36, py - size * 0.46),
                (px - size * 0.26, py - size * 0.66),
                (px + size * 0.26, py - size * 0.66),
                (px + size * 0.36, py - size * 0.46),
            ],
            ink("4fae7a"),
            ink("1f6a48"),
        )
        s.line(
            [(px - size * 0.36, py - size * 0.455), (px + size * 0.36, py - size * 0.455)], size * 0.03, ink("fff4c8")
        )
        s.glow(px, py - size * 0.5, size * 0.9, size * 0.6, ink("8fe0a8"), 0.35)
    for x, z, tone in ((-0.24, 2.2, "8a2f2a"), (0.26, 1.65, "2f4a6a"), (0.2, 3, "c89a3a"), (-0.26, 1.22, "d8c8a0")):
        a = eye.quad((x - 0.13, 0.445, z), (x + 0.13, 0.445, z), (x + 0.13, 0.445, z * 0.9), (x - 0.13, 0.445, z * 0.9))
        s.area(a, ink("fbf4e0"), ink("e0d0ac"))
        s.line([((a[0][0] + a[1][0]) / 2, a[0][1]), ((a[2][0] + a[3][0]) / 2, a[2][1])], 1.2, ink("b09870"))
        s.line([a[3], a[2]], 2.4, ink(tone))
    for x, z, dress in ((-0.66, 3.6, 0), (0.64, 2.9, 1)):
        px, py = eye(x, foot, z)
        person(s, px, py, 470 * 1.0 / z, ink("241610"), skirt=bool(dress), stride=0.06)
    return {"vignette": 0.4}


PICTURES = {
    "bazaar_light": bazaar_light,
    "library_shelves": library_shelves,
}
