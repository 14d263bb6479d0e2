"""A picture that was sent becomes a logo: decoded, turned upright, made smaller and written anew as PNG.

Nothing of the file that was sent is kept but its pixels, so that neither what is hidden in it nor where it
was taken goes on.
"""

from io import BytesIO

from PIL import Image, ImageOps

LARGEST_FILE = 4 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 512
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")

_KINDS = "Choose a PNG, JPEG, WebP or GIF."


class NoLogo(ValueError):
    """Says why a file is no logo, and what to choose."""


def logo_of(data: bytes) -> bytes:
    """Return a picture as PNG with no side longer than 512 pixels.

    Transparency is kept; of a film only its first picture. `data` is a PNG, JPEG, WebP or GIF file, told by
    what is in it and not by its name. Raises NoLogo.
    """
    if not data:
        raise NoLogo(f"This file is empty. {_KINDS}")
    if len(data) > LARGEST_FILE:
        raise NoLogo("This file has more than 4 MB. Save the logo smaller and choose that.")
    if _is_drawing(data):
        raise NoLogo("An SVG can carry programs, so it is not taken. Save the logo as PNG and choose that.")
    try:
        return _made_again(data)
    except NoLogo:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:  # a broken file leads decoders to errors of every kind
        raise NoLogo(f"This is no picture that can be read. {_KINDS}") from error


def _made_again(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large()
        opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # a large JPEG is decoded smaller at once
        upright = ImageOps.exif_transpose(opened)
        picture = _coloured(upright)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture.info.clear()
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _coloured(picture: Image.Image) -> Image.Image:
    """Return a picture in eight bits of red, green and blue, and of transparency where it has any."""
    if picture.mode.startswith("I"):
        # Sixteen bits of grey would be cut, not scaled, by convert().
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    clear = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info
    return picture.convert("RGBA" if clear else "RGB")


def _is_drawing(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<svg") or (start.startswith((b"<?xml", b"<!")) and b"<svg" in start)


def _too_large() -> NoLogo:
    million = MOST_PIXELS // 1_000_000
    return NoLogo(
        f"This picture has more than {million} million pixels. Make it smaller, 1,000 across is plenty."
    )
