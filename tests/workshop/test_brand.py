"""No colour that a client names makes a page that cannot be read."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from workshop.engagements.brand import (
    DARK_GROUNDS,
    DECORATION,
    INK,
    LIGHT_GROUNDS,
    MARK,
    TEXT,
    Tones,
    brand_of,
    findings,
    stylesheet,
)
from workshop.engagements.colour import WHITE, contrast, hex_of, luminance, tone

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
LIGHT_INKS = ("#16211D", "#435049", "#5A6761")
DARK_INKS = ("#EDF2EE", "#BAC5BF", "#96A39C")


def least(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def judge(tones: Tones, grounds: tuple[str, ...], inks: tuple[str, ...]) -> None:
    assert contrast(tones.on_brand, tones.brand) >= TEXT
    assert least(tones.brand_text, (*grounds, tones.brand_soft)) >= TEXT
    assert contrast(tones.on_brand_fill, tones.brand_fill) >= TEXT
    assert contrast(tones.on_brand_fill, tones.brand_press) >= TEXT
    assert contrast(tones.on_tile, WHITE) >= TEXT
    assert least(tones.brand_soft, inks) >= TEXT
    assert least(tones.brand_fill, (*grounds, tones.brand_soft)) >= MARK
    assert contrast(tones.accent, tones.brand) >= DECORATION


@given(COLOURS, COLOURS)
@example("#FFFFFF", "#FFFFFF")
@example("#000000", "#000000")
@example("#767676", "#777777")
@example("#0000FF", "#0000FE")
@example("#FFFF00", "#FFFF01")
def test_whatever_stands_on_anything_can_be_read(brand: str, accent: str) -> None:
    both = brand_of(brand, accent)
    judge(both.light, LIGHT_GROUNDS, LIGHT_INKS)
    judge(both.dark, DARK_GROUNDS, DARK_INKS)
    assert contrast(both.light.accent_line, WHITE) >= DECORATION
    assert least(both.dark.accent_line, DARK_GROUNDS) >= DECORATION


@given(COLOURS)
def test_a_colour_that_can_be_read_on_is_kept(brand: str) -> None:
    kept = brand_of(brand, "#F5B700").light.brand
    legible = max(contrast(WHITE, brand), contrast(INK, brand)) >= TEXT
    assert (kept == brand) == legible
    assert luminance(kept) <= luminance(brand)


@given(COLOURS)
def test_a_colour_comes_back_from_its_lightness_and_hue(colour: str) -> None:
    assert hex_of(tone(colour)) == colour


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == 21
    assert contrast("#0F4C3A", "#FFFFFF") == pytest.approx(9.93, abs=0.01)
    assert contrast("#F5B700", "#0F4C3A") == pytest.approx(5.51, abs=0.01)


def test_the_examples_of_the_look_keep_their_colours() -> None:
    for brand, accent in (("#0F4C3A", "#F5B700"), ("#5B2A62", "#F0A04B")):
        light = brand_of(brand, accent).light
        assert (light.brand, light.brand_text, light.brand_fill) == (brand, brand, brand)
        assert (light.on_brand, light.accent) == (WHITE, accent)


def test_the_grounds_are_those_of_the_stylesheet(app: Flask) -> None:
    tokens = (Path(app.static_folder or "") / "style" / "tokens.css").read_text(encoding="utf-8")
    values = {
        name: re.findall(rf"--{name}: (#[0-9A-F]{{6}})", tokens) for name in ("canvas", "surface", "sunken")
    }
    assert tuple(each[0] for each in values.values()) == LIGHT_GROUNDS
    assert tuple(each[1] for each in values.values()) == DARK_GROUNDS


@pytest.mark.parametrize(
    ("brand", "accent", "said"),
    [
        ("#0F4C3A", "#F5B700", "White text goes on it: 9.9 to 1."),
        ("#F5B700", "#0F4C3A", "Dark text goes on it: 9.1 to 1; white would have 1.8 to 1."),
        ("#777777", "#000000", "Neither white (4.4 to 1) nor dark text (3.6 to 1)"),
        ("#F5B700", "#0F4C3A", "As text and lines it is darkened to #"),
        ("#0F4C3A", "#0F4C3B", "The second colour has only 1.0 to 1 on the first. It is used lighter"),
        ("#FFFFFF", "#FFFFFE", "It is used darker"),
    ],
)
def test_what_becomes_of_a_colour_is_told(brand: str, accent: str, said: str) -> None:
    assert said in " ".join(findings(brand, accent))


def test_the_stylesheet_holds_each_pair_once_in_both_themes() -> None:
    sheet = stylesheet(["0F4C3A-F5B700", "5B2A62-F0A04B", "0F4C3A-F5B700"])
    light, dark = sheet.split("@media (prefers-color-scheme: dark) {")
    for half in (light, dark):
        assert half.count(".brand-0F4C3A-F5B700 {") == 1
        assert half.count(".brand-5B2A62-F0A04B {") == 1
        assert half.count("--brand-text: #") == 2
    assert sheet.count("{") == sheet.count("}")


def test_anyone_may_have_the_stylesheet_of_colours(app: Flask) -> None:
    answer = app.test_client().get("/brand.css?of=0F4C3A-F5B700&of=5B2A62-F0A04B")
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "--brand: #5B2A62" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?of=",
        "?of=0f4c3a-f5b700",
        "?of=0F4C3A",
        "?of=0F4C3A-F5B700}body{x:y",
        "?of=0F4C3A-F5B700%0A",
        "?of=" + "&of=".join(["0F4C3A-F5B700"] * 61),
    ],
)
def test_any_other_address_of_colours_leads_nowhere(client: FlaskClient, query: str) -> None:
    assert client.get(f"/brand.css{query}").status_code == 404


def test_pages_of_an_engagement_wear_its_colours(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}").text
    assert '<html lang="en" class="brand-0F4C3A-F5B700">' in page
    assert "/brand.css?of=0F4C3A-F5B700" in page
    assert "/brand.css?of=0F4C3A-F5B700" in client.get("/").text
