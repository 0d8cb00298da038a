"""A sheet to draw on: light, air, ground and silhouettes, in units of a thousandth of the picture's width.

Everything is drawn half as large again and reduced at the end; soft things (glow, mist, cloud) are made small and
enlarged, which is quick and is what makes them soft. All chance comes from the picture's name: the same name gives
the same picture.
"""

import io
import itertools
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SUPERSAMPLING = 1.5
SOFT = 12  # soft masks are drawn this many times smaller


def mix(one, other, share):
    """Return the colour `share` of the way from `one` to `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def ink(text):
    """Return the colour written as six hexadecimal digits."""
    return tuple(int(text[i : i + 2], 16) for i in (0, 2, 4))


def curve(points, steps=24):
    """Return a smooth line through `points` (Catmull-Rom), for hills, roads, ropes."""
    path = [points[0], *points, points[-1]]
    smooth = []
    for a, b, c, d in zip(path, path[1:], path[2:], path[3:], strict=False):
        for step in range(steps):
            t = step / steps
            smooth.append(
                tuple(
                    0.5
                    * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*smooth, points[-1]]


class Lens:
    """One-point perspective: `lens(x, y, z)` is where a point of the room falls on the sheet, in units.

    x to the right, y downwards from the eye, z away from it, in any one measure; `reach` is the size of 1 at z = 1.
    """

    def __init__(self, x, y, reach):
        self.x, self.y, self.reach = x, y, reach

    def __call__(self, x, y, z):
        return (self.x + self.reach * x / z, self.y + self.reach * y / z)

    def quad(self, *corners):
        return [self(*corner) for corner in corners]


class Scene:
    """One picture under the hand. `width` is of the finished picture in pixels; `ratio` is width by height."""

    def __init__(self, name, width=2000, ratio=1.5):
        self.chance = random.Random(name)  # noqa: S311  drawing, not secrets
        self.size = (width, round(width / ratio))
        self.scale = width * SUPERSAMPLING / 1000
        self.height = 1000 / ratio
        self.sheet = Image.new("RGB", tuple(round(side * SUPERSAMPLING) for side in self.size))

    # Measures ---------------------------------------------------------------------------------------------

    def _px(self, points):
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _box(self, x0, y0, x1, y1):
        """Return a box of units as whole pixels on the sheet, or None where nothing of it is on the sheet."""
        width, height = self.sheet.size
        box = (
            max(0, math.floor(x0 * self.scale)),
            max(0, math.floor(y0 * self.scale)),
            min(width, math.ceil(x1 * self.scale)),
            min(height, math.ceil(y1 * self.scale)),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None

    def noise(self, size, cell, rough=0.5):
        """Return grey clouds of `size` pixels, their largest lumps `cell` = (x, y) units, two octaves of detail."""
        result = None
        for share in (1, rough, rough * rough):
            across, down = (
                max(2, math.ceil(side / (c * share * self.scale)) + 1) for side, c in zip(size, cell, strict=True)
            )
            across, down = min(across, size[0]), min(down, size[1])
            lumps = Image.frombytes("L", (across, down), self.chance.randbytes(across * down))
            lumps = lumps.resize(size, Image.Resampling.BICUBIC)
            result = lumps if result is None else Image.blend(result, lumps, 0.34)
        return result

    # Surfaces ---------------------------------------------------------------------------------------------

    def ramp(self, size, colours):
        """Return a vertical gradient. `colours` are colours at even steps, or pairs (share of the height, colour)."""
        if not isinstance(colours[0][1], tuple):
            last = max(1, len(colours) - 1)
            colours = [(index / last, colour) for index, colour in enumerate(colours)]
        shades = []
        for y in range(128):
            share = y / 127
            below = [stop for stop in colours if stop[0] <= share] or colours[:1]
            above = [stop for stop in colours if stop[0] > share] or colours[-1:]
            (start, one), (end, other) = below[-1], above[0]
            shades.append(mix(one, other, (share - start) / (end - start) if end > start else 0))
        column = Image.new("RGB", (1, 128))
        column.putdata(shades)
        # First to its height, then copied across: a third of the time of doing both at once.
        return column.resize((1, size[1]), Image.Resampling.BICUBIC).resize(size, Image.Resampling.NEAREST)

    def sky(self, *colours):
        """Fill the sheet with a vertical gradient."""
        self.sheet.paste(self.ramp(self.sheet.size, colours))

    def area(self, points, *colours):
        """Fill a polygon with one colour, or with a gradient from its top to its foot."""
        xs, ys = zip(*points, strict=True)
        box = self._box(min(xs), min(ys), max(xs), max(ys))
        if box is None:
            return
        if len(colours) == 1:
            ImageDraw.Draw(self.sheet).polygon(self._px(points), fill=colours[0])
            return
        size = (box[2] - box[0], box[3] - box[1])
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in self._px(points)], fill=255)
        self.sheet.paste(self.ramp(size, colours), box[:2], mask)

    def rect(self, x, y, width, height, *colours):
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], *colours)

    def disc(self, x, y, rx, ry, *colours):
        """Fill an ellipse round (x, y)."""
        steps = 14 if max(rx, ry) < 6 else 48
        turn = [2 * math.pi * step / steps for step in range(steps)]
        self.area([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in turn], *colours)

    def line(self, points, width, colour):
        """Draw a line `width` units thick; never thinner than a pixel of the sheet."""
        thick = max(1, round(width * self.scale))
        ImageDraw.Draw(self.sheet).line(self._px(points), fill=colour, width=thick, joint="curve")

    def ridge(self, base, height, *, rough=0.55, steps=8, start=0, end=1000, tilt=0):
        """Return the skyline of hills: fractal, round `base`, at most `height` units up or down."""
        line = [self.chance.uniform(-0.3, 0.3), self.chance.uniform(-0.3, 0.3) + tilt]
        reach = 0.5
        for _ in range(steps):
            finer = []
            for left, right in itertools.pairwise(line):
                finer += [left, (left + right) / 2 + self.chance.uniform(-reach, reach)]
            line = [*finer, line[-1]]
            reach *= rough
        across = (end - start) / (len(line) - 1)
        return [(start + index * across, base - value * height) for index, value in enumerate(line)]

    def land(self, skyline, *colours, foot=None):
        """Fill everything below a skyline down to `foot` (default: the sheet's)."""
        foot = self.height if foot is None else foot
        self.area([*skyline, (skyline[-1][0], foot), (skyline[0][0], foot)], *colours)

    # Light and air ----------------------------------------------------------------------------------------

    def _add(self, box, mask, colour):
        """Add coloured light through a mask: brightens, never dulls."""
        lit = ImageChops.multiply(Image.new("RGB", mask.size, colour), Image.merge("RGB", [mask] * 3))
        self.sheet.paste(ImageChops.screen(self.sheet.crop(box), lit), box[:2])

    def glow(self, x, y, rx, ry, colour, strength=1.0, sharp=2.0):
        """Add a round light that fades outwards; the higher `sharp`, the smaller its heart."""
        full = (x - rx, y - ry, x + rx, y + ry)
        box = self._box(*full)
        if box is None:
            return
        # Its value is 179 or more along the sides, so the light ends at rx and ry.
        disc = Image.radial_gradient("L").point(
            [round(255 * strength * max(0.0, 1 - value / 178) ** sharp) for value in range(256)]
        )
        part = [
            (edge - start) / (end - start) * 256
            for edge, start, end in zip(
                [side / self.scale for side in box], (full[0], full[1]) * 2, (full[2], full[3]) * 2, strict=True
            )
        ]
        size = (box[2] - box[0], box[3] - box[1])
        part = [min(256.0, max(0.0, side)) for side in part]
        self._add(box, disc.resize(size, Image.Resampling.BICUBIC, box=part), colour)

    def veil(self, y0, y1, colour, top, foot):
        """Lay a colour over a band; `top` and `foot` are its opacities there. Mist, dusk, depth."""
        box = self._box(0, y0, 1000, y1)
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        column = Image.new("L", (1, 64))
        column.putdata([round(255 * (top + (foot - top) * y / 63)) for y in range(64)])
        self.sheet.paste(colour, box, column.resize(size, Image.Resampling.BICUBIC))

    def soft(self, points, colour, opacity=1.0, blur=6.0, *, light=False):
        """Lay a polygon with soft edges, `blur` units wide: a shadow, or with `light` a shaft of it."""
        xs, ys = zip(*points, strict=True)
        reach = blur * 2.5
        box = self._box(min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach)
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        small = tuple(max(2, side // SOFT) for side in size)
        mask = Image.new("L", small)
        shrink = (small[0] / size[0], small[1] / size[1])
        spots = [((x - box[0]) * shrink[0], (y - box[1]) * shrink[1]) for x, y in self._px(points)]
        ImageDraw.Draw(mask).polygon(spots, fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale / SOFT)).resize(size, Image.Resampling.BICUBIC)
        if light:
            self._add(box, mask, colour)
        else:
            self.sheet.paste(colour, box, mask)

    def clouds(self, y0, y1, colour, opacity=0.6, cell=(220, 40), cover=0.5, rough=0.45):
        """Lay drifting cloud over a band, fading towards its edges. `cover` is the share of the sky it takes."""
        box = self._box(0, y0, 1000, y1)
        size = (box[2] - box[0], box[3] - box[1])
        small = tuple(max(2, side // 4) for side in size)
        threshold = 255 * (0.85 - 0.7 * cover)
        mask = self.noise(small, (cell[0] / 4, cell[1] / 4), rough)
        mask = mask.point([round(255 * min(1.0, max(0.0, (value - threshold) / 70))) for value in range(256)])
        column = Image.new("L", (1, 64))
        column.putdata([round(255 * opacity * math.sin(math.pi * (y + 0.5) / 64) ** 0.7) for y in range(64)])
        mask = ImageChops.multiply(mask, column.resize(small, Image.Resampling.BICUBIC))
        self.sheet.paste(colour, box, mask.resize(size, Image.Resampling.BICUBIC))

    def texture(self, y0, y1, amount=0.3, cell=(30, 6), x0=0, x1=1000, points=None):
        """Roughen a band, or a polygon within it, as soil, plaster or water do: light and dark, colour kept."""
        box = self._box(x0, y0, x1, y1)
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        grey = self.noise(size, cell).point([round(128 + (value - 128) * amount * 1.2) % 256 for value in range(256)])
        part = self.sheet.crop(box)
        rough = ImageChops.overlay(part, Image.merge("RGB", [grey] * 3))
        mask = None
        if points is not None:
            mask = Image.new("L", size)
            ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in self._px(points)], fill=255)
        self.sheet.paste(rough, box[:2], mask)

    def defocus(self, radius):
        """Throw what is drawn so far out of focus, by `radius` units."""
        small = self.sheet.reduce(4).filter(ImageFilter.GaussianBlur(radius * self.scale / 4))
        self.sheet = small.resize(self.sheet.size, Image.Resampling.BICUBIC)

    # Water ------------------------------------------------------------------------------------------------

    def mirror(self, y, foot=None, *, tint=(40, 50, 60), dim=0.35, ripple=5.0):
        """Turn the band from `y` to `foot` into water that reflects what stands above it."""
        foot = self.height if foot is None else foot
        top, end = round(y * self.scale), round(min(foot, self.height) * self.scale)
        width, depth = self.sheet.size[0], end - top
        above = self.sheet.crop((0, max(0, top - depth), width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        above = above.resize((width // 4, depth)).filter(ImageFilter.BoxBlur((2, 5))).resize((width, depth))
        water = Image.new("RGB", (width, depth))
        strip, row = max(2, round(self.scale * 0.8)), 0
        while row < depth:
            nearness = row / depth
            shift = round(math.sin(row / (9 + 30 * nearness)) * ripple * nearness * self.scale / 2)
            shift += round(self.chance.uniform(-1, 1) * ripple * (0.15 + nearness) * self.scale / 2)
            tall = max(strip, round(strip * (1 + 3 * nearness)))
            part = above.crop((0, row, width, min(depth, row + tall)))
            water.paste(ImageChops.offset(part, shift, 0), (0, row))
            row += tall
        water = Image.blend(water, Image.new("RGB", water.size, tint), dim)
        self.sheet.paste(water, (0, top))

    def ripples(self, y0, y1, colour, count, length=60, x0=0, x1=1000, opacity=0.5):
        """Draw short flat strokes of light on water, smaller towards the horizon at `y0`."""
        box = self._box(0, y0, 1000, y1)
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        pen = ImageDraw.Draw(mask)
        for _ in range(count):
            near = self.chance.random() ** 1.6
            x, y = self.chance.uniform(x0, x1), y0 + (y1 - y0) * near
            reach = length * (0.12 + near) * self.chance.uniform(0.3, 1)
            thick = 0.35 + 1.7 * near
            points = [(x - reach, y), (x, y - thick / 2), (x + reach, y), (x, y + thick / 2)]
            fill = round(255 * opacity * self.chance.uniform(0.3, 1))
            pen.polygon([(px, py - box[1]) for px, py in self._px(points)], fill=fill)
        self.sheet.paste(colour, box, mask)

    # The finished picture ---------------------------------------------------------------------------------

    def finish(self, *, grain=0.12, vignette=0.28, quality=82):
        """Return the picture as JPEG: reduced, darkened to its corners, printed with grain."""
        picture = self.sheet.resize(self.size, Image.Resampling.HAMMING)
        corners = Image.radial_gradient("L").point(
            [round(255 - 255 * vignette * max(0, value - 90) / 165) for value in range(256)]
        )
        corners = corners.resize(self.size, Image.Resampling.BICUBIC)
        picture = ImageChops.multiply(picture, Image.merge("RGB", [corners] * 3))
        width, height = self.size
        dots = Image.frombytes("L", self.size, self.chance.randbytes(width * height)).filter(ImageFilter.BoxBlur(0.8))
        dots = dots.point([max(0, min(255, round(128 + (value - 128) * grain * 1.8))) for value in range(256)])
        picture = ImageChops.overlay(picture, Image.merge("RGB", [dots] * 3))
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        return file.getvalue()
