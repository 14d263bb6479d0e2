"""Colours by their hex: how light they are, how they contrast, and the same hue lighter or darker.

Contrast is that of WCAG 2.2, from relative luminance in sRGB. Lightness, chroma and hue are those of OKLCH
(Björn Ottosson, "A perceptual color space for image processing", 2020), in which a step of lightness looks
alike in every hue.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, sin

WHITE, BLACK = "#FFFFFF", "#000000"


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour in OKLCH: lightness from 0 to 1, chroma from 0, hue in radians."""

    lightness: float
    chroma: float
    hue: float


@lru_cache(maxsize=4096)
def luminance(hex_: str) -> float:
    """Return the relative luminance of a colour such as #0F4C3A, from 0 to 1."""
    red, green, blue = map(_linear, channels(hex_))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def channels(hex_: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, each from 0 to 255."""
    return int(hex_[1:3], 16), int(hex_[3:5], 16), int(hex_[5:7], 16)


@lru_cache(maxsize=1024)
def tone(hex_: str) -> Tone:
    """Return a colour in OKLCH."""
    red, green, blue = map(_linear, channels(hex_))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Tone(lightness, hypot(a, b), atan2(b, a))


@lru_cache(maxsize=4096)
def hex_of(wished: Tone) -> str:
    """Return the hex of a tone; one that no screen shows loses chroma until it can be shown."""
    if wished.lightness >= 1:
        return WHITE
    if wished.lightness <= 0:
        return BLACK
    low, high = 0.0, wished.chroma
    if not _shown(_linear_rgb(wished, high)):
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if _shown(_linear_rgb(wished, middle)) else (low, middle)
        high = low
    return "#" + "".join(f"{_coded(each):02X}" for each in _linear_rgb(wished, high))


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _coded(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    coded = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * coded)


def _shown(linear: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= each <= 1.0005 for each in linear)


def _linear_rgb(wished: Tone, chroma: float) -> tuple[float, float, float]:
    a, b = chroma * cos(wished.hue), chroma * sin(wished.hue)
    long = (wished.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (wished.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (wished.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
