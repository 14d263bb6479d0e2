"""Text that a document can hold, whatever a name or a pack brings along. Knows no document itself."""

import re

# Characters that XML 1.0 refuses, and directional overrides, with which a name could turn a line around.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_WHITE = re.compile(r"[ \t\r\n\u2028\u2029]+")


def plain(text: str) -> str:
    """Return the text on one line, without the characters that a document cannot hold."""
    return _WHITE.sub(" ", _FORBIDDEN.sub("", text))
