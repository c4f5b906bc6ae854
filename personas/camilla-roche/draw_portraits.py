#!/usr/bin/env python
"""Draw the portraits of Camilla Roche and of her director, as linocuts in five or six colours.

``python personas/camilla-roche/draw_portraits.py`` writes ``camilla/portrait.png`` and
``director/portrait.png`` beside this file. Silhouette and light do the work rather than facial
detail, so that both read at 64 pixels and inside a round crop. Shapes are paths in SVG's notation
with absolute M, L and C commands, on a sheet of 512 by 512. A point x, y is the complex number
x + yj: multiplying by a direction turns a shape, and by 1j gives the way across.
"""

import math
from bisect import bisect
from itertools import accumulate, pairwise
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = 512
SCALE = 4  # drawn this much larger, then reduced, for smooth edges
RED, WINE, PLUM, CREAM, GOLD = "#8C2F39", "#5F1B27", "#1D1117", "#F4E1C4", "#DDA35B"
LIPS = "#B9434B"
SLATE, NIGHT, COAL, BONE, AMBER = "#3B4A57", "#25303A", "#0F1418", "#DCD2C0", "#E0A458"


def outline(path: str) -> list[complex]:
    """Return the points along a path such as ``M 0 0 L 8 0 C 9 0 9 9 0 9``, curves in 40 steps."""
    points: list[complex] = []
    for part in path.replace("L", "|L").replace("C", "|C").split("|"):
        numbers = [float(number) for number in part[1:].split()]
        given = [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if part[0] != "C":
            points.extend(given)
            continue
        for i in range(0, len(given), 3):
            a, (b, c, d) = points[-1], given[i : i + 3]
            for u, t in ((1 - step / 40, step / 40) for step in range(1, 41)):
                points.append(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)
    return points


def along(path: str, count: int) -> list[tuple[complex, complex]]:
    """Return ``count`` places at equal distances along a path, each with its unit direction."""
    points = outline(path)
    steps = [b - a for a, b in pairwise(points)]
    reached = list(accumulate(map(abs, steps), initial=0.0))
    places = []
    for wanted in (reached[-1] * (i + 0.5) / count for i in range(count)):
        k = bisect(reached, wanted) - 1
        direction = steps[k] / abs(steps[k])
        places.append((points[k] + direction * (wanted - reached[k]), direction))
    return places


class Linocut:
    """A sheet on which shapes are printed one over the other."""

    def __init__(self, ground: str) -> None:
        self._sheet = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), ground)

    def finish(self) -> Image.Image:
        """Return the picture, 512 by 512 pixels in RGB."""
        return self._sheet.resize((SIZE, SIZE), Image.Resampling.LANCZOS)

    def shape(self, colour: str, path: str) -> None:
        """Print a filled shape."""
        self._print(colour, outline(path))

    def gouge(self, colour: str, width: float, path: str) -> None:
        """Print a stroke that swells to ``width`` and tapers at both ends, as a blade leaves it."""
        places = along(path, 80)
        swell = [math.sin(math.pi * (i + 0.5) / 80) ** 0.7 * width / 2 for i in range(80)]
        sides = [(at, way * 1j * half) for (at, way), half in zip(places, swell, strict=True)]
        back = [at - across for at, across in reversed(sides)]
        self._print(colour, [at + across for at, across in sides] + back)

    def braid(self, colour: str, width: float, count: int, path: str) -> None:
        """Print ``count`` pairs of strands that lean against each other along a path."""
        strand = outline("M 0.5 0.07 C 0.45 0.6 0 0.95 -0.55 0.8 C -0.5 0.4 -0.1 0.07 0.5 0.07")
        for at, way in along(path, count):
            self._print(colour, [at + way * width * point for point in strand])
            self._print(colour, [at + way * width * point.conjugate() for point in strand])

    def _print(self, colour: str, points: list[complex]) -> None:
        scaled = [(point.real * SCALE, point.imag * SCALE) for point in points]
        ImageDraw.Draw(self._sheet).polygon(scaled, fill=colour)


def camilla() -> Image.Image:
    """Return the dancer in profile, her hair up, under a spotlight: 512 by 512 pixels, RGB."""
    cut = Linocut(WINE)
    cut.shape(RED, "M 262 -60 L 356 -60 L 512 512 L 72 512")
    skin = (
        "M 300 112 C 326 122 344 146 346 178 C 347 190 343 197 342 204 C 348 222 358 238 366 252"
        " C 369 258 366 264 358 266 C 351 268 345 268 343 273 C 342 279 348 284 351 290"
        " C 353 295 349 299 344 300 C 349 303 351 308 347 314 C 343 320 339 321 338 327"
        " C 342 339 339 352 326 358 C 308 364 288 354 276 350 C 274 362 273 374 273 386"
        " C 274 407 280 427 292 440 C 316 458 370 462 430 520 L 236 520 L 236 290 L 196 200"
        " C 216 136 258 106 300 112"
    )
    cut.shape(CREAM, skin)
    shadow = (
        "M 236 290 C 242 322 256 342 276 350 C 274 362 273 374 273 386 C 252 400 238 440 236 520"
        " L 70 520 C 120 470 172 462 190 430 C 204 400 208 370 200 320"
    )
    cut.shape(PLUM, shadow)
    cut.gouge(RED, 5, "M 256 476 C 284 462 322 470 356 490")  # collarbone
    cut.gouge(PLUM, 6, "M 306 207 C 315 217 329 218 339 210")
    cut.gouge(PLUM, 6, "M 302 186 C 314 175 328 175 339 182")
    lips = "M 351 290 C 353 295 349 299 344 300 C 349 303 351 308 347 314 C 338 317 330 311 324 302"
    cut.shape(LIPS, f"{lips} C 332 299 342 295 351 290")
    cut.gouge(CREAM, 2.5, "M 322 302 C 334 303 342 302 352 299")
    _dress_hair(cut)
    return cut.finish()


def _dress_hair(cut: Linocut) -> None:
    swept_up = (
        "M 306 106 C 316 112 322 120 324 130 C 306 142 292 166 280 194 C 274 210 268 226 258 238"
        " C 250 228 238 230 234 244 C 231 256 233 274 238 292 C 236 300 218 310 204 322"
        " C 180 310 154 286 142 246 C 128 186 156 118 214 94 C 248 80 284 88 306 106"
    )
    cut.shape(PLUM, swept_up)
    bun = "M 104 118 C 104 80 134 56 170 58 C 206 60 230 90 226 126"
    cut.shape(PLUM, f"{bun} C 222 160 190 180 158 174 C 126 170 104 152 104 118")
    cut.braid(GOLD, 16, 13, "M 308 115 C 280 124 266 150 254 180 C 242 210 222 240 184 270")
    cut.braid(GOLD, 14, 15, "M 124 146 C 108 104 134 74 166 74 C 200 76 218 104 208 132")
    cut.gouge(GOLD, 6, "M 150 140 C 132 116 146 94 168 96 C 190 100 194 126 176 138")
    cut.gouge(GOLD, 5, "M 270 110 C 252 104 238 104 226 108")
    cut.gouge(GOLD, 5, "M 260 126 C 246 122 230 128 218 142")
    cut.gouge(GOLD, 5, "M 246 148 C 230 148 212 160 200 180")
    cut.gouge(GOLD, 5, "M 234 176 C 216 180 196 194 180 214")
    cut.gouge(GOLD, 5, "M 220 206 C 204 212 184 224 166 238")
    cut.gouge(PLUM, 4, "M 244 250 C 254 246 256 258 248 270")
    cut.gouge(GOLD, 11, "M 242 282 L 242 302")


def director() -> Image.Image:
    """Return the director full face, half of it dark: 512 by 512 pixels, RGB."""
    cut = Linocut(SLATE)
    cut.shape(NIGHT, "M 290 0 L 512 0 L 512 512 L 230 512")
    far_side = (
        " C 188 58 150 100 144 136 C 140 160 144 180 148 200 C 138 200 134 214 138 232"
        " C 141 250 146 262 154 264 C 156 290 162 318 174 338"
    )
    head = (
        f"M 236 50{far_side} C 190 364 216 392 256 394 C 296 392 322 364 338 338"
        " C 350 318 356 290 358 264 C 366 262 371 250 374 232 C 378 214 374 200 364 200"
        " C 366 180 367 160 364 130 C 356 66 300 40 236 50"
    )
    cut.gouge(AMBER, 15, f"M 236 50{far_side}")
    cut.shape(COAL, head)
    cut.shape(COAL, "M 172 332 L 342 332 L 342 440 L 172 440")
    _light_face(cut)
    cut.gouge(SLATE, 5, "M 248 124 C 252 96 270 70 296 62")
    cut.gouge(SLATE, 5, "M 266 126 C 276 96 300 76 326 78")
    cut.gouge(SLATE, 5, "M 284 118 C 296 98 316 90 338 96")
    cut.gouge(SLATE, 5, "M 310 114 C 324 106 338 110 350 126")
    left_edge = "M 0 480 C 50 440 110 424 140 410 L 150 330"
    coat = (
        f"{left_edge} C 176 372 214 410 256 424 C 298 410 336 372 362 330"
        " L 372 410 C 402 424 462 440 512 480 L 512 512 L 0 512"
    )
    cut.gouge(AMBER, 13, left_edge)
    cut.shape(COAL, coat)
    cut.gouge(SLATE, 6, "M 150 336 C 176 380 214 416 252 430")
    cut.gouge(BONE, 6, "M 362 336 C 336 380 298 416 260 430")
    cut.gouge(SLATE, 5, "M 256 432 C 258 456 262 480 270 520")
    return cut.finish()


def _light_face(cut: Linocut) -> None:
    forehead = "M 268 136 C 290 116 320 116 334 142 C 340 156 344 170 346 186 L 278 214"
    cut.shape(BONE, f"{forehead} C 266 206 262 190 266 170")
    nose = "M 262 224 L 276 236 C 278 256 282 270 292 286 C 294 296 286 300 278 300 L 256 304"
    cut.shape(BONE, f"{nose} C 248 300 246 294 250 286 C 256 266 260 246 262 224")
    cut.shape(BONE, "M 284 234 C 300 226 318 224 338 224 C 326 238 300 244 284 234")
    cut.shape(COAL, "M 302 224 L 320 222 C 322 234 318 240 310 240 C 304 238 302 232 302 224")
    cheek = (
        "M 286 248 C 306 256 330 252 350 238 C 352 252 351 264 348 274 C 336 292 331 308 333 332"
        " C 318 358 296 380 258 382 C 253 370 254 358 262 348 C 254 344 250 336 252 330"
        " C 252 322 252 316 256 311 L 280 309 C 296 308 302 300 300 288 C 294 276 288 264 286 248"
    )
    cut.shape(BONE, cheek)
    cut.gouge(COAL, 7, "M 284 218 C 278 206 278 192 282 180")  # between the brows
    cut.gouge(COAL, 6, "M 298 292 C 306 304 314 316 320 334")  # from nose to mouth
    cut.gouge(COAL, 10, "M 244 334 C 264 322 290 326 310 344")  # mouth
    cut.gouge(COAL, 6, "M 256 352 C 268 346 280 348 290 354")  # under the lip
    cut.gouge(SLATE, 8, "M 176 226 C 194 224 212 228 226 236")  # the eye in the dark


def main() -> None:
    """Write both portraits beside this file, with a palette: half the size, same look."""
    for name, portrait in (("camilla", camilla()), ("director", director())):
        palette = portrait.quantize(256, dither=Image.Dither.NONE)
        palette.save(Path(__file__).parent / name / "portrait.png", optimize=True)


if __name__ == "__main__":
    main()
