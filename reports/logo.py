"""The client's logo as it stands on a title page: made anew, so that nothing else of the file comes along."""

from io import BytesIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from reports.charts.paint import painted
from reports.charts.picture import Picture
from reports.palette import NAVY

WIDEST, TALLEST = 60.0, 18.0
"""The room of a logo, in mm; it keeps its proportions and is no larger than its pixels allow."""
_DOTS = 300 / 25.4
_FEWEST_DOTS = 96 / 25.4
_MOST_PIXELS = 40_000_000
_LIGHT = 215
"""From this mean brightness on a logo would not show on white, and stands on a dark ground."""
_PAD = 0.18
_CLEAR = 32
"""Opacity up to which a pixel is not seen."""


def logo(data: bytes, client: str) -> Picture | None:
    """Return the logo in a PNG at the size it has on the page, None where the data hold no picture."""
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as opened:
            if not 0 < opened.width * opened.height <= _MOST_PIXELS:
                return None
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    box = image.getchannel("A").getbbox()
    if box is None:
        return None
    image = _grounded(image.crop(box))
    scale = min(WIDEST / image.width, TALLEST / image.height, 1 / _FEWEST_DOTS)
    width, height = image.width * scale, image.height * scale
    pixels = (max(1, round(width * _DOTS)), max(1, round(height * _DOTS)))
    if pixels < image.size:
        image = image.resize(pixels, Image.Resampling.LANCZOS)
    written = BytesIO()
    image.save(written, format="png")
    return Picture(written.getvalue(), width, height, "Logo", "", f"Logo of {client}")


def _grounded(image: Image.Image) -> Image.Image:
    """Return a picture on white, or on a dark ground with some room around it where it is too light."""
    small = image.copy()
    small.thumbnail((64, 64))
    pixels = np.asarray(small, dtype=float).reshape(-1, 4)
    seen = pixels[pixels[:, 3] > _CLEAR]
    light = bool(len(seen)) and float((seen[:, :3] @ (0.299, 0.587, 0.114)).mean()) >= _LIGHT
    pad = round(_PAD * image.height) if light else 0
    size = (image.width + 2 * pad, image.height + 2 * pad)
    ground = Image.new("RGB", size, painted(f"#{NAVY}") if light else "#FFFFFF")
    ground.paste(image, (pad, pad), image)
    return ground
