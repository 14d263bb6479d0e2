"""The client's colours in a finished file: text, lines, theme and native charts alike."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

_COLOUR = re.compile(rb'(=")([0-9A-F]{6})(")')


def recoloured(file: bytes, tones: Mapping[str, str]) -> bytes:
    """Return a .docx with colours replaced, given as six hexadecimal digits; without any, as it is."""
    if not tones:
        return file
    found = {old.encode(): new.encode() for old, new in tones.items()}

    def new(match: re.Match[bytes]) -> bytes:
        return match[1] + found.get(match[2], match[2]) + match[3]

    result = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(result, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("word/") and entry.filename.endswith(".xml"):
                data = _COLOUR.sub(new, data)
            target.writestr(entry, data)
    return result.getvalue()
