"""How the pool knows an organisation again without its name."""

import hashlib
import hmac
import unicodedata


def same_name(name: str) -> str:
    """Return what is the same for two ways to write a name: its letters and digits, large or small."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in plain if each.isalnum())


def organisation_code(name: str, key: str) -> str:
    """Return what stands for an organisation in the pool, 64 hexadecimal digits.

    Without `key`, the installation's secret key, nobody can try out whose it is.
    """
    said = b"roadcrew organisation " + same_name(name).encode()
    return hmac.digest(key.encode(), said, hashlib.sha256).hex()
