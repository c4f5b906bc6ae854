"""The portrait of a character without a picture: initials in a stage light of their own colour."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from zlib import crc32

from PIL import Image, ImageDraw, ImageFont

_HEX_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_UNASSIGNED = "\U0010ffff"  # no font draws it: what is drawn in its place means "no glyph"


def draw_monogram(name: str, colour: str, size: int = 256) -> bytes:
    """Return a portrait drawn from a name and a colour: a square PNG, ``size`` pixels a side.

    It shows the initials of the first and the last word, or where the font knows neither of them,
    a head and shoulders. The light falls from a side that depends on the whole name, so that
    people with the same initials differ, unless their colour is pure black or white. The same
    input gives the same picture, and whatever is drawn stands at 4.5 to 1 or more against every
    part of the ground.

    Raises ``ValueError`` if ``colour`` is not ``#RRGGBB`` or ``size`` is below 16.
    """
    text_colour = text_colour_on(colour)
    if size < 16:
        raise ValueError(f"A portrait of {size} pixels cannot be drawn: give 16 or more.")
    picture = _lit_ground(name, colour, text_colour, size)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size * 0.42)
    initials = "".join(letter for letter in _initials(name) if _has_glyph(font, letter))
    if initials:
        left, top, right, bottom = draw.textbbox((0, 0), initials, font, anchor="ls")
        middle = ((size - left - right) / 2, (size - top - bottom) / 2)
        draw.text(middle, initials, text_colour, font, anchor="ls", stroke_width=size / 128)
    else:
        picture.paste(text_colour, (0, 0), _head_and_shoulders(size))
    png = BytesIO()
    picture.save(png, "PNG", optimize=True)
    return png.getvalue()


def text_colour_on(colour: str) -> str:
    """Return ``#FFFFFF`` or ``#000000``, whichever stands out more on a ``#RRGGBB`` colour.

    The better of the two always reaches 4.5 to 1, the least that WCAG 2.2 (criterion 1.4.3) asks
    of text. Raises ``ValueError`` if ``colour`` is not ``#RRGGBB``.
    """
    return max("#FFFFFF", "#000000", key=lambda text: contrast_ratio(text, colour))


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colours, from 1 to 21, as WCAG 2.2 defines it.

    Raises ``ValueError`` if either is not ``#RRGGBB``.
    """
    darker, lighter = sorted((_relative_luminance(one), _relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _relative_luminance(colour: str) -> float:
    if not _HEX_COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour: write #RRGGBB, such as #8C2F39.")
    channels = [value / 255 for value in bytes.fromhex(colour[1:])]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _initials(name: str) -> Iterator[str]:
    """Yield up to two capitals, accents taken off: the built-in font has plain letters only."""
    words = unicodedata.normalize("NFKD", name).split()
    letters = [next((c for c in word if c.isalnum()), "") for word in words]
    found = [letter.upper()[0] for letter in letters if letter]
    yield from found[:1]
    yield from found[1:][-1:]


def _has_glyph(font: ImageFont.FreeTypeFont | ImageFont.ImageFont, letter: str) -> bool:
    return bytes(font.getmask(letter)) != bytes(font.getmask(_UNASSIGNED))


def _lit_ground(name: str, colour: str, text_colour: str, size: int) -> Image.Image:
    """Shade the colour only away from the text's, so that contrast grows and never falls."""
    plain = Image.new("RGB", (size, size), colour)
    away = Image.new("RGB", (size, size), "black" if text_colour == "#FFFFFF" else "white")
    shaded = Image.blend(plain, away, 0.55)
    side = 0.2 + 0.6 * crc32(name.encode()) / 0xFFFFFFFF
    distance = Image.radial_gradient("L").resize((2 * size, 2 * size))
    left, top = round(size * (1 - side)), round(size * 0.85)
    distance = distance.crop((left, top, left + size, top + size))
    near, far = (plain, shaded) if text_colour == "#FFFFFF" else (shaded, plain)
    return Image.composite(far, near, distance)


def _head_and_shoulders(size: int) -> Image.Image:
    large = 4 * size  # reduced afterwards, for smooth edges
    mask = Image.new("L", (large, large))
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0.36 * large, 0.22 * large, 0.64 * large, 0.54 * large), fill=255)
    draw.ellipse((0.2 * large, 0.6 * large, 0.8 * large, 1.3 * large), fill=255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)
