"""Names for the files that leave the workshop."""

import re
import unicodedata


def file_name(client: str, engagement_id: int, kind: str, ending: str) -> str:
    """Return a file name with the client in it, safe in every file system and header.

    A client whose name holds no Latin letter or digit is named by the engagement's number.
    """
    plain = unicodedata.normalize("NFKD", client).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    stem = "-".join(words)[:80].strip("-") or f"engagement-{engagement_id}"
    return f"{stem}-{kind}.{ending}"
