"""A client's two colours become the tones that pages are painted in, each measured before it is used.

No colour is trusted: text keeps a contrast of 4.5 on every ground it stands on, what marks a control 3, and
the second colour, which is never text, 2 on the first.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from workshop.engagements.colour import WHITE, Tone, contrast, hex_of, luminance, tone

TEXT, MARK, DECORATION = 4.5, 3.0, 2.0
INK = "#16211D"
LIGHT_GROUNDS = ("#F3F5F1", "#FFFFFF", "#E8ECE6")
DARK_GROUNDS = ("#101614", "#19211E", "#0A0F0D")
"""Canvas, surface and sunken, as the stylesheet has them."""
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Tones:
    """What one theme is painted in; each field is the custom property of the same name."""

    brand: str
    on_brand: str
    accent: str
    accent_line: str
    brand_text: str
    brand_soft: str
    brand_fill: str
    on_brand_fill: str
    brand_press: str
    on_tile: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Both themes of a client's colours."""

    light: Tones
    dark: Tones


@lru_cache(maxsize=512)
def brand_of(brand: str, accent: str) -> Brand:
    """Return the tones of two colours, given as #RRGGBB."""
    return Brand(_light(brand, accent), _dark(brand, accent))


def readable_on(ground: str) -> str:
    """Return white where it can be read on a ground, else ink."""
    return WHITE if contrast(WHITE, ground) >= TEXT else INK


def is_pair(text: str) -> bool:
    """Return whether a text names two colours as in 0F4C3A-F5B700."""
    return re.fullmatch("[0-9A-F]{6}-[0-9A-F]{6}", text) is not None


def stylesheet(pairs: Iterable[str]) -> str:
    """Return the stylesheet of pairs of colours, each written as in 0F4C3A-F5B700."""
    known = {pair: brand_of(*(f"#{each}" for each in pair.split("-"))) for pair in dict.fromkeys(pairs)}
    light = "\n".join(_rule(pair, each.light) for pair, each in known.items())
    dark = "\n".join(_rule(pair, each.dark) for pair, each in known.items())
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def findings(brand: str, accent: str) -> tuple[str, ...]:
    """Return what becomes of two colours, in sentences with the contrasts measured."""
    tones = brand_of(brand, accent).light
    found = [_of_the_header(brand, tones)]
    if tones.brand_text != tones.brand:
        weakest = min(_ratio(tones.brand, ground) for ground in (*LIGHT_GROUNDS, tones.brand_soft))
        found.append(
            f"As text and lines it is darkened to {tones.brand_text}: on the page it has only {weakest} to 1."
        )
    on_brand = _ratio(accent, tones.brand)
    if tones.accent == accent:
        found.append(f"The second colour stands out from the first: {on_brand} to 1.")
    else:
        turned = "lighter" if luminance(tones.accent) > luminance(accent) else "darker"
        found.append(
            f"The second colour has only {on_brand} to 1 on the first. It is used {turned}: {tones.accent}."
        )
    return tuple(found)


def _of_the_header(brand: str, tones: Tones) -> str:
    white, ink = _ratio(WHITE, brand), _ratio(INK, brand)
    if tones.brand != brand:
        return (
            f"Neither white ({white} to 1) nor dark text ({ink} to 1) can be read on it, 4.5 is needed: "
            f"the header is darkened to {tones.brand}."
        )
    if tones.on_brand == WHITE:
        return f"White text goes on it: {white} to 1."
    return f"Dark text goes on it: {ink} to 1; white would have {white} to 1."


def _ratio(one: str, other: str) -> str:
    """Return a contrast with one decimal, cut, so that 4.49 is not shown as enough."""
    return f"{int(contrast(one, other) * 10) / 10:.1f}"


def _light(brand: str, accent: str) -> Tones:
    given = tone(brand)
    header = _until(brand, -_STEP, lambda it: max(contrast(WHITE, it), contrast(INK, it)) >= TEXT)
    soft = hex_of(Tone(0.945, min(given.chroma, 0.014), given.hue))
    grounds = (*LIGHT_GROUNDS, soft)
    text = _until(header, -_STEP, lambda it: _least(it, grounds) >= TEXT)
    fill = header if _least(header, grounds) >= MARK else text
    return Tones(
        brand=header,
        on_brand=readable_on(header),
        accent=_apart(accent, header),
        accent_line=_until(accent, -_STEP, lambda it: contrast(it, WHITE) >= DECORATION),
        brand_text=text,
        brand_soft=soft,
        brand_fill=fill,
        on_brand_fill=readable_on(fill),
        brand_press=_pressed(fill),
        on_tile=text,
    )


def _dark(brand: str, accent: str) -> Tones:
    given = tone(brand)
    deep = min(0.78 * given.chroma, 0.085)
    header = brand if given.lightness <= 0.3 else hex_of(Tone(0.3, deep, given.hue))
    soft = hex_of(Tone(0.266, min(given.chroma, 0.03), given.hue))
    grounds = (*DARK_GROUNDS, soft)
    pale = min(1.4 * given.chroma, 0.095)
    light = hex_of(Tone(min(max(given.lightness, 0.8), 0.92), pale, given.hue))
    text = _until(light, _STEP, lambda it: min(_least(it, grounds), contrast(INK, it)) >= TEXT)
    bright = tone(text)
    return Tones(
        brand=header,
        on_brand=WHITE,
        accent=_apart(accent, header),
        accent_line=_until(accent, _STEP, lambda it: _least(it, DARK_GROUNDS) >= DECORATION),
        brand_text=text,
        brand_soft=soft,
        brand_fill=text,
        on_brand_fill=INK,
        brand_press=hex_of(replace(bright, lightness=bright.lightness + 0.07, chroma=bright.chroma * 0.75)),
        on_tile=_light(brand, accent).on_tile,  # the tile of a logo is white in both themes
    )


def _until(colour: str, step: float, good: Callable[[str], bool]) -> str:
    """Return a colour as it is if it is good, else as little darker or lighter as makes it so."""
    at, found = tone(colour), colour
    while not good(found):
        at = replace(at, lightness=at.lightness + step)
        if not 0 <= at.lightness <= 1:
            return hex_of(at)
        found = hex_of(at)
    return found


def _apart(accent: str, brand: str) -> str:
    """Return the second colour so far from the first that a mark in it is seen."""
    lighter = luminance(accent) >= luminance(brand)
    if contrast(WHITE if lighter else "#000000", brand) < DECORATION:
        lighter = not lighter
    return _until(accent, _STEP if lighter else -_STEP, lambda it: contrast(it, brand) >= DECORATION)


def _pressed(fill: str) -> str:
    """Return a main button's colour under the pointer: away from its text."""
    at = tone(fill)
    if at.lightness < 0.2:
        return hex_of(replace(at, lightness=0.3))
    return hex_of(replace(at, lightness=at.lightness + (0.06 if readable_on(fill) == INK else -0.07)))


def _least(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _rule(pair: str, tones: Tones) -> str:
    names = [each.name for each in fields(tones)]
    return f".brand-{pair} {{ {' '.join(f'--{_dashed(name)}: {getattr(tones, name)};' for name in names)} }}"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
