"""Where the workshop keeps its data, and the settings every page depends on."""

import contextlib
import os
import secrets
from pathlib import Path

from workshop.mail.settings import public_address, smtp
from workshop.proxy import trusted_proxies

ROOT = Path(__file__).resolve().parent.parent
DATABASE_NAME = "workshop.db"
KEY_NAME = "secret_key"


def named_folder(data: Path | None) -> Path:
    """Return the data folder, which need not be there; by default it is `instance` beside the program."""
    return (data or ROOT / "instance").resolve()


def data_folder(data: Path | None) -> Path:
    """Make the data folder if need be and return it."""
    folder = named_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the key that signs cookies, made once for each data folder and shared by all workers."""
    place = folder / KEY_NAME
    if not place.exists():
        _make_secret(place)
    return place.read_text(encoding="ascii")


def _make_secret(place: Path) -> None:
    """Write a new key in full beside its place, then link it there: no other worker ever reads half a key."""
    draft = place.with_name(f"{KEY_NAME}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another worker was faster, and its key is as good
            os.link(draft, place)
    finally:
        draft.unlink()


def settings(folder: Path, *, testing: bool) -> dict[str, object]:
    """Return the Flask settings for a data folder. Raises WrongSetting for one of the environment's."""
    address = public_address(os.environ)
    return {
        "ADDRESS": address,
        "SMTP": smtp(os.environ),
        "SECRET_KEY": secret_key(folder),
        "DATA_FOLDER": folder,
        "DATABASE": folder / DATABASE_NAME,
        "TESTING": testing,
        "TRUSTED_PROXIES": trusted_proxies(os.environ),
        **_cookie(secure=address.startswith("https://")),
        # A form may lie open over lunch; its token is good as long as the visitor's session is.
        "WTF_CSRF_TIME_LIMIT": None,
        # Under HTTPS Flask-WTF would compare referrers, which our policy withholds; tokens stay required.
        "WTF_CSRF_SSL_STRICT": False,
    }


def _cookie(*, secure: bool) -> dict[str, object]:
    """Return what the session's cookie is; browsers send a `secure` one over HTTPS only, to this host."""
    return {
        # The prefix holds a browser to the rest: no other host or path of the domain can set such a cookie.
        "SESSION_COOKIE_NAME": "__Host-workshop" if secure else "workshop",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }
