"""Which of the client's colours a document may take, and what they stand for in it.

Navy carries text and marks, so what replaces it needs a contrast of 7 to 1 on white; blue needs 4.5 to 1; sky
is a light tone, of 15 to 30% grey. Rust stays, as it says what a finding is about: a colour that is close to
it replaces nothing.
"""

from collections.abc import Callable, Mapping
from colorsys import rgb_to_hsv

from reports.layout import Brand
from reports.palette import BLUE, NAVY, SKY

_DARK, _MEDIUM = 7.0, 4.5
_LIGHT = (0.15, 0.30)
_WARM = (340 / 360, 60 / 360)
"""Hues from which to which, through red, a colour is too close to rust."""
_VIVID = 0.35


def tones(brand: Brand) -> Mapping[str, str]:
    """Return the client's colours by those of the house that they replace, both as six hexadecimal digits."""
    given = [each.removeprefix("#").upper() for each in (brand.brand, brand.accent) if each]
    free = [each for each in dict.fromkeys(given) if not _is_warm(each)]
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


def contrast(colour: str) -> float:
    """Return the contrast of a colour on white, from 1 to 21. Source: WCAG 2.2, relative luminance."""
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _parts(colour)]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (light + 0.05)


def mixed(colour: str, white: float) -> str:
    """Return a colour with a share of white in it, from 0 to 1."""
    return "".join(f"{round(255 * (each + (1 - each) * white)):02X}" for each in _parts(colour))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def _grey(colour: str) -> float:
    """Return how dark a colour prints without colours, from 0 to 1."""
    return 1 - sum(share * part for share, part in zip((0.299, 0.587, 0.114), _parts(colour), strict=True))


def _is_warm(colour: str) -> bool:
    hue, vivid, _ = rgb_to_hsv(*_parts(colour))
    return vivid >= _VIVID and (hue >= _WARM[0] or hue <= _WARM[1])
