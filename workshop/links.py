"""Links that open something without a password: made from a random seed and the installation's key.

The database keeps the seed and a hash of the link's token. Whoever has the database alone, such as a backup,
can open nothing with it; the program, which has the key too, can write the link into a mail again.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made: its seed and hash for the database, its token for the address."""

    seed: str
    hash: str
    token: str


def new_link(key: str) -> NewLink:
    """Return a link of 128 bits that no one can guess; `key` is the installation's secret key."""
    seed = secrets.token_hex(_BYTES)
    token = token_of(seed, key)
    return NewLink(seed, hash_of(token), token)


def token_of(seed: str, key: str) -> str:
    """Return the token of a link from its seed, 22 letters, digits, - and _."""
    digest = hmac.digest(key.encode(), b"roadcrew link " + seed.encode(), hashlib.sha256)
    return urlsafe_b64encode(digest[:_BYTES]).rstrip(b"=").decode()


def new_token() -> str:
    """Return a token of 256 random bits that is shown once and never made again, such as a cookie's."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what the database keeps of a token: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
