import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.story.portrait import contrast_ratio, draw_monogram, text_colour_on

PACK = Path(__file__).parents[2] / "personas" / "camilla-roche"
CAST = ("camilla", "director")
COLOURS = ("#8C2F39", "#3B4A57", "#F2C94C", "#767676", "#777777", "#000000", "#ffffff", "#0000FF")


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def committed(character: str) -> Image.Image:
    return Image.open(PACK / character / "portrait.png").convert("RGB")


def reduced(picture: Image.Image) -> Image.Image:
    return picture.resize((64, 64), Image.Resampling.LANCZOS)


def mean_difference(one: Image.Image, other: Image.Image) -> float:
    """The mean distance of two pictures a channel, from 0 to 255."""
    channels = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return sum(channels) / len(channels)


def colours_of(picture: Image.Image) -> set[str]:
    counted = picture.getcolors(picture.width * picture.height) or []
    return {"#" + bytes(rgb).hex() for _, rgb in counted if isinstance(rgb, tuple)}


def test_the_same_name_and_colour_give_the_same_bytes() -> None:
    once, again = (draw_monogram("Camilla Roche", "#8C2F39") for _ in range(2))
    assert once == again


@pytest.mark.parametrize("size", [16, 64, 256, 333])
def test_the_picture_is_a_square_png_of_the_size_asked_for(size: int) -> None:
    picture = Image.open(BytesIO(draw_monogram("Camilla Roche", "#8C2F39", size)))
    assert (picture.format, picture.size) == ("PNG", (size, size))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Camilla Roche", "The Director"), ("Ann Lee", "Abe Lund"), ("مريم", "ليلى"), ("李", "王")],
)
def test_two_names_give_two_pictures(one: str, other: str) -> None:
    assert draw_monogram(one, "#3B4A57") != draw_monogram(other, "#3B4A57")


def test_an_accent_is_left_off_rather_than_the_initial() -> None:
    assert mean_difference(
        opened(draw_monogram("Élodie", "#000000")), opened(draw_monogram("Eva", "#000000"))
    ) == pytest.approx(0)


def test_only_the_first_and_the_last_word_give_initials() -> None:
    assert draw_monogram("Ana de la Torre", "#FFFFFF") == draw_monogram("ana (torre)", "#FFFFFF")


@pytest.mark.parametrize("name", ["مريم", "李小龙", "😀", "", "…", "\u0301"])
@pytest.mark.parametrize("colour", ["#3B4A57", "#F2C94C"])
def test_a_name_the_font_cannot_draw_still_gives_a_head_and_shoulders(
    name: str, colour: str
) -> None:
    picture = opened(draw_monogram(name, colour))
    drawn = Image.new("RGB", (1, 1), text_colour_on(colour)).getpixel((0, 0))
    assert picture.getpixel((128, 96)) == drawn
    assert picture.getpixel((128, 230)) == drawn
    assert picture.getpixel((40, 96)) != drawn


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000000", "#FFFFFF", 21.0),
    ("#FFFFFF", "#000000", 21.0),
    ("#8C2F39", "#8c2f39", 1.0),
    ("#767676", "#FFFFFF", 4.54),
])  # fmt: skip
def test_contrast_is_what_wcag_publishes(one: str, other: str, ratio: float) -> None:
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_text_colour_reaches_what_wcag_asks_on_every_grey() -> None:
    greys = [f"#{grey:02X}{grey:02X}{grey:02X}" for grey in range(256)]
    assert min(contrast_ratio(text_colour_on(grey), grey) for grey in greys) >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
def test_the_text_stands_out_from_every_part_of_the_ground(colour: str) -> None:
    picture = opened(draw_monogram("Camilla Roche", colour))
    text = text_colour_on(colour)
    assert text.lower() in colours_of(picture)
    above_and_below = [picture.crop((0, 0, 256, 70)), picture.crop((0, 190, 256, 256))]
    ground = set[str]().union(*(colours_of(part) for part in above_and_below))
    assert min(contrast_ratio(text, part) for part in ground) >= 4.5


@pytest.mark.parametrize("colour", ["red", "8C2F39", "#8C2", "#8C2F3G", "#8C2F39FF", "#8C2F39\n"])
def test_a_wrong_colour_is_refused_with_what_would_be_right(colour: str) -> None:
    with pytest.raises(ValueError, match="write #RRGGBB, such as #8C2F39") as refusal:
        draw_monogram("Camilla Roche", colour)
    assert repr(colour) in str(refusal.value)


def test_a_size_too_small_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="give 16 or more"):
        draw_monogram("Camilla Roche", "#8C2F39", 15)


@pytest.mark.parametrize("character", CAST)
def test_the_committed_portrait_is_what_the_script_draws(character: str) -> None:
    draw: Callable[[], Image.Image] = runpy.run_path(str(PACK / "draw_portraits.py"))[character]
    assert mean_difference(committed(character), draw()) < 1.5


@pytest.mark.parametrize("character", CAST)
def test_a_committed_portrait_is_small_and_square(character: str) -> None:
    file = PACK / character / "portrait.png"
    assert committed(character).size == (512, 512)
    assert file.stat().st_size < 60_000


def test_the_two_portraits_are_told_apart_at_64_pixels() -> None:
    assert mean_difference(*(reduced(committed(character)) for character in CAST)) > 40


@pytest.mark.parametrize("character", CAST)
def test_a_round_crop_keeps_the_subject(character: str) -> None:
    circle = Image.new("L", (64, 64))
    ImageDraw.Draw(circle).ellipse((0, 0, 63, 63), fill=255)
    small = reduced(committed(character)).convert("L")
    inside = ImageStat.Stat(small, circle).stddev[0]
    outside = ImageStat.Stat(small, ImageChops.invert(circle)).stddev[0]
    assert inside > 45
    assert inside > outside
