"""The proxy before the app: what it says of a request is believed, what anyone else says of it is not."""

from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_list_header
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.wrong_setting import WrongSetting

SETTING = "ROADCREW_TRUSTED_PROXY"

Network = IPv4Network | IPv6Network
_SAID = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
)
_FOR, _PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"


def trusted_proxies(environment: Mapping[str, str]) -> tuple[Network, ...]:
    """Return where the trusted proxies are: the addresses and networks of the setting, parted by commas.

    Raises WrongSetting for anything else, and for a network that holds every address there is.
    """
    given = environment.get(SETTING, "")
    return tuple(_network(each.strip()) for each in given.split(",") if each.strip())


def believe_proxies(app: WSGIApplication, proxies: Sequence[Network]) -> WSGIApplication:
    """Return a WSGI application that believes these proxies, one hop of them, and nobody else.

    Believed are the visitor's address, the scheme and the host. Without proxies nobody is believed.
    """
    through_a_proxy = ProxyFix(app, x_for=1, x_proto=1, x_host=1)

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not proxies or not _is_among(environ.get("REMOTE_ADDR", ""), proxies):
            for name in _SAID:
                environ.pop(name, None)
            return app(environ, start_response)
        _tidy(environ)
        return through_a_proxy(environ, start_response)

    return answer


def _network(text: str) -> Network:
    try:
        found = ip_network(text, strict=False)
    except ValueError as error:
        raise WrongSetting(
            f"{SETTING} holds {text!r}, which is no address and no network; give the addresses of the "
            "proxies before Roadcrew, parted by commas, as in 127.0.0.1,10.0.4.0/24."
        ) from error
    if found.prefixlen == 0:
        raise WrongSetting(
            f"{SETTING} holds {text!r}, which is every address there is: anyone could then say who they are. "
            "Give the addresses of your own proxies."
        )
    return found


def _tidy(environ: WSGIEnvironment) -> None:
    """Drop what even a trusted proxy may have passed on without meaning: no address, no known scheme."""
    visitor = _address(_last(environ.pop(_FOR, "")))
    if visitor is not None:
        environ[_FOR] = str(visitor)
    scheme = _last(environ.pop(_PROTO, "")).lower()
    if scheme in ("http", "https"):
        environ[_PROTO] = scheme


def _last(said: str) -> str:
    """Return the last value of a header, which is that of the nearest hop."""
    values = parse_list_header(said)
    return values[-1] if values else ""


def _is_among(text: str, proxies: Sequence[Network]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address, which some proxies write with a port; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    # A socket for both kinds of addresses shows the older kind within the newer one.
    return getattr(found, "ipv4_mapped", None) or found
