"""Pictures of a client's headers and footers: told by how they begin, kept as they are, never drawn here."""

import struct
from io import BytesIO

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart

MOST_IN_A_PICTURE = 5_000_000
_PIXELS = ("image/png", "image/jpeg", "image/gif")
_ENDINGS = {"image/x-emf": "emf", "image/x-wmf": "wmf"}
_NO_PICTURE = (
    UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, KeyError,
    ZeroDivisionError, struct.error,
)  # fmt: skip
_EMF_HEAD, _WMF_HEAD, _PLACEABLE = 88, 18, 22
_PLACED = bytes.fromhex("d7cdc69a")
_ESCAPE, _ABORT = 0x26, 9
"""What lets a drawing name code that is to run where it is printed."""


def kind_of_picture(blob: bytes) -> str:
    """Return the media type of a picture that documents can carry, empty for any other."""
    if _is_emf(blob):
        return "image/x-emf"
    if _is_wmf(blob):
        return "image/x-wmf"
    try:
        kind = str(Image.from_file(BytesIO(blob)).content_type)
    except _NO_PICTURE:
        return ""
    return kind if kind in _PIXELS else ""


def store_picture(part: StoryPart, blob: bytes) -> str:
    """Store a picture once in a document; return the relation by which a header or footer knows it."""
    kind = kind_of_picture(blob)
    if kind in _PIXELS:
        return part.get_or_add_image(BytesIO(blob))[0]
    package = part.package
    assert package is not None
    stored: Part | None = next(
        (each for each in package.iter_parts() if each.content_type == kind and each.blob == blob), None
    )
    if stored is None:
        name = package.next_partname(f"/word/media/drawing%d.{_ENDINGS[kind]}")
        stored = ImagePart(name, kind, blob)
    return part.relate_to(stored, RELATIONSHIP_TYPE.IMAGE)


def _is_emf(blob: bytes) -> bool:
    """Return whether a picture begins as an Enhanced Metafile, and is as long as it says."""
    if len(blob) < _EMF_HEAD:
        return False
    kind, head = struct.unpack_from("<II", blob)
    sign, _, size = struct.unpack_from("<4sII", blob, 40)
    return bool(kind == 1 and sign == b" EMF" and _EMF_HEAD <= head <= size <= len(blob))


def _is_wmf(blob: bytes) -> bool:
    """Return whether a picture is a Windows Metafile, record after record, that names no code."""
    at = _PLACEABLE if blob.startswith(_PLACED) else 0
    if len(blob) < at + _WMF_HEAD:
        return False
    kind, head, version = struct.unpack_from("<3H", blob, at)
    if kind not in (1, 2) or head * 2 != _WMF_HEAD or version not in (0x100, 0x300):
        return False
    at += _WMF_HEAD
    while at + 6 <= len(blob):
        words, deed = struct.unpack_from("<IH", blob, at)
        if deed == 0:
            return True
        told = blob[at + 6 : at + 8]
        if words < 3 or (deed & 0xFF == _ESCAPE and told == struct.pack("<H", _ABORT)):
            return False
        at += 2 * words
    return False
