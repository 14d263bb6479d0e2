"""Which of the client's colours a document may take, and what they stand for in it.

Colours that count, in charts and tables, say something: navy carries marks, so what replaces it needs a
contrast of 7 to 1 on white; blue needs 4.5 to 1; sky is a light tone, of 15 to 30% grey. Rust stays, as it
says what a finding is about, and a colour that is close to it replaces none of them.

Colours that lead through the pages say nothing but whose document it is: they take any colour of the client
that can be read in its place. No colour is altered for it; where none can be read, ink stands in.
"""

from collections.abc import Callable, Mapping
from colorsys import rgb_to_hsv
from dataclasses import dataclass

from reports.layout import Brand
from reports.palette import BLUE, INK, NAVY, SKY

_DARK, _MEDIUM = 7.0, 4.5
_LIGHT = (0.15, 0.30)
_WARM = (340 / 360, 60 / 360)
"""Hues from which to which, through red, a colour is too close to rust."""
_VIVID = 0.35
TO_READ = 4.5
"""Contrast of text with its ground (WCAG 2.2, 1.4.3)."""
_TO_SEE, _TO_PART = 1.25, 2.0
"""Contrast on white of a ground, and of a rule beside heads that are bold as well."""


@dataclass(frozen=True, slots=True)
class Leading:
    """Colours of the cover's ground, of rules, of heads, and of numbers and marks in the text."""

    ground: str = NAVY
    rule: str = NAVY
    head: str = NAVY
    mark: str = BLUE


HOUSE = Leading()


def tones(brand: Brand) -> Mapping[str, str]:
    """Return the client's colours by those of the house that they replace, both as six hexadecimal digits."""
    free = [each for each in _given(brand) if not _is_warm(each)]
    found: dict[str, str] = {}
    rules: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (NAVY, lambda each: contrast(each) >= _DARK),
        (BLUE, lambda each: contrast(each) >= _MEDIUM),
        (SKY, lambda each: _LIGHT[0] <= _grey(each) <= _LIGHT[1]),
    )
    for place, allows in rules:
        fitting = next((each for each in free if allows(each)), None)
        if fitting is not None:
            found[place] = fitting
            free.remove(fitting)
    return found


def leading(brand: Brand) -> Leading:
    """Return the colours that lead through a client's document; those of the house where none can be seen."""
    given = [each for each in _given(brand) if contrast(each) >= _TO_SEE]
    if not given:
        return HOUSE
    readable = [each for each in given if contrast(each) >= TO_READ] or [INK]
    rule = next((each for each in given if contrast(each) >= _TO_PART), INK)
    return Leading(given[0], rule, readable[0], readable[-1])


def _given(brand: Brand) -> list[str]:
    return list(dict.fromkeys(each.removeprefix("#").upper() for each in (brand.brand, brand.accent) if each))


def contrast(colour: str) -> float:
    """Return the contrast of a colour on white, from 1 to 21."""
    return apart(colour, "FFFFFF")


def apart(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.2, relative luminance."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, share: float, other: str = "FFFFFF") -> str:
    """Return a colour with a share of another one in it, from 0 to 1."""
    pairs = zip(_parts(colour), _parts(other.removeprefix("#")), strict=True)
    return "".join(f"{round(255 * (own + (added - own) * share)):02X}" for own, added in pairs)


def _luminance(colour: str) -> float:
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _parts(colour)]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def _grey(colour: str) -> float:
    """Return how dark a colour prints without colours, from 0 to 1."""
    return 1 - sum(share * part for share, part in zip((0.299, 0.587, 0.114), _parts(colour), strict=True))


def _is_warm(colour: str) -> bool:
    hue, vivid, _ = rgb_to_hsv(*_parts(colour))
    return vivid >= _VIVID and (hue >= _WARM[0] or hue <= _WARM[1])
