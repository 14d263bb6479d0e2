"""How mail leaves: the settings of the environment as one record, or a sentence about what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import getaddresses
from ipaddress import ip_address
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from workshop.wrong_setting import WrongSetting

SERVER, SENDER, ADDRESS = "ROADCREW_SMTP", "ROADCREW_MAIL_FROM", "ROADCREW_ADDRESS"
_EXAMPLE = "smtp://user:password@mail.example.com:587"
_SCHEMES = {"smtp": 587, "smtps": 465}
_HIGHEST_PORT = 65535

Encryption = Literal["from the start", "required", "if offered"]


@dataclass(frozen=True, slots=True)
class Smtp:
    """The server that takes our mail, and the address that it comes from.

    `user` is empty where the server asks for none. `sender_name` stands before the address where no
    consultancy does. The password is in no representation of this.
    """

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    encryption: Encryption
    sender: str
    sender_name: str


def public_address(environment: Mapping[str, str]) -> str:
    """Return the address that people reach the app at, without a slash at its end; "" where none is set.

    Raises WrongSetting.
    """
    given = environment.get(ADDRESS, "").strip()
    if not given:
        return ""
    parts = _split(given)
    if (
        parts is None
        or parts.scheme not in ("http", "https")
        or parts.path not in ("", "/")
        or parts.username is not None
        or parts.query
        or parts.fragment
        or not re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", parts.netloc)
    ):
        raise WrongSetting(
            f"{ADDRESS} must be the address that people open, such as https://roadcrew.example.com, without "
            "anything after the host and port."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def smtp(environment: Mapping[str, str]) -> Smtp | None:
    """Return the server that takes our mail, or None where mails stay in the outbox. Raises WrongSetting."""
    given = environment.get(SERVER, "").strip()
    if not given:
        return None
    parts = _split(given)
    if parts is None or parts.scheme not in _SCHEMES or not parts.hostname:
        # What was given is never quoted: a password stands in it.
        raise WrongSetting(
            f"{SERVER} must be like {_EXAMPLE}, or begin with smtps:// for a server that encrypts from the "
            "start; in user and password write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25."
        )
    _refuse_extras(parts)
    name, sender = _sender(environment.get(SENDER, ""))
    if not public_address(environment):
        raise WrongSetting(
            f"{ADDRESS} must be set along with {SERVER}, such as https://roadcrew.example.com; the links in "
            "mails begin with it."
        )
    user, password = _credentials(parts)
    return Smtp(
        host=parts.hostname,
        port=parts.port or _SCHEMES[parts.scheme],
        user=user,
        password=password,
        encryption=_encryption(parts, with_password=bool(user)),
        sender=sender,
        sender_name=name,
    )


def mailable(address: str) -> str:
    """Return a mail address as servers take it: a domain in other letters is written in ASCII."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _split(text: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has none or its port is no port."""
    try:
        parts = urlsplit(text)
        fits = parts.port is None or 1 <= parts.port <= _HIGHEST_PORT
    except ValueError:
        return None
    return parts if fits and parts.hostname and text.isprintable() and " " not in text else None


def _refuse_extras(parts: SplitResult) -> None:
    if parts.path not in ("", "/") or parts.fragment:
        raise WrongSetting(
            f"{SERVER} has something after the host and port; if it belongs to the password, write / as %2F "
            "and # as %23."
        )
    if parts.query and parse_qsl(parts.query) != [("starttls", "required")]:
        raise WrongSetting(f"{SERVER} may have ?starttls=required at its end, and nothing else.")


def _credentials(parts: SplitResult) -> tuple[str, str]:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise WrongSetting(
            f"{SERVER} needs both a user and a password, as in {_EXAMPLE}, or neither of them."
        )
    if not (user + password).isascii():
        raise WrongSetting(
            f"The user and password in {SERVER} may only hold ASCII signs; mail servers take no others."
        )
    return user, password


def _encryption(parts: SplitResult, *, with_password: bool) -> Encryption:
    if parts.scheme == "smtps":
        return "from the start"
    # A password is never sent in the clear but to this machine itself.
    return "required" if parts.query or (with_password and not _is_nearby(parts.hostname)) else "if offered"


def _is_nearby(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def _sender(given: str) -> tuple[str, str]:
    name, address = found[0] if len(found := getaddresses([given.strip()])) == 1 else ("", "")
    if not re.fullmatch(r"[^\s@<>,;:\"]+@[A-Za-z0-9.-]+\.?[A-Za-z0-9-]+", address) or not given.isprintable():
        raise WrongSetting(
            f"{SENDER} must be the address that mails come from, such as roadcrew@example.com, since "
            f"{SERVER} is set."
        )
    return name or "Roadcrew", address
