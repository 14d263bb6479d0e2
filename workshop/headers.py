"""The response headers that keep pages to themselves."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SAVING = f"{_POLICY}; connect-src 'self'"
"""For the pages below a personal link: what is answered there is saved by a script."""
# What pages never ask for; a button may still copy to the clipboard, and a wall may fill its screen.
_FORBIDDEN = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", ", ".join(f"{each}=()" for each in _FORBIDDEN)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_NAMES = frozenset(name.lower() for name, _ in _ALWAYS)
_POLICY_NAME = "Content-Security-Policy"
_ONE_YEAR = "max-age=31536000"
_KEPT = {
    "static": f"public, {_ONE_YEAR}, immutable",
    "engagements.logo": f"private, {_ONE_YEAR}, immutable",
}
"""The views whose addresses hold a version, as ?v=, and change with what they show."""


def protect(app: Flask) -> None:
    """Send the protecting headers with every response of the app."""
    app.after_request(_say_how_long)
    app.wsgi_app = _protected(app.wsgi_app)  # type: ignore[assignment, method-assign]


def _protected(app: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that adds what each response has; there a list takes them as they are."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
            given = {name.lower() for name, _ in headers}
            if not _NAMES.isdisjoint(given):
                headers = [each for each in headers if each[0].lower() not in _NAMES]
            # A view may have a policy of its own, such as for a mail shown as its reader sees it.
            if _POLICY_NAME.lower() not in given:
                policy = SAVING if environ.get("PATH_INFO", "").startswith("/p/") else _POLICY
                headers.append((_POLICY_NAME, policy))
            headers.extend(_ALWAYS)
            if environ["wsgi.url_scheme"] == "https":
                headers.append(("Strict-Transport-Security", _ONE_YEAR))
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        return app(environ, start)  # type: ignore[arg-type]

    return answer


def _say_how_long(response: Response) -> Response:
    kept = _kept(response)
    if kept:
        response.headers["Cache-Control"] = kept
    return response


def _kept(response: Response) -> str | None:
    """Return how long a response may be kept, None where it says that itself."""
    if response.status_code not in (200, 304):
        return "no-store"
    endpoint = request.endpoint
    if endpoint == "engagements.brand_css":
        return _KEPT["static"]  # its address is all it is made from
    if endpoint in _KEPT and "v" in request.args:
        return _KEPT[endpoint]
    # What a view calls immutable it has good reasons for; a file of ours is asked for again each time.
    if endpoint in ("static", "stylesheet"):
        return None
    if "Cache-Control" in response.headers and response.cache_control.immutable:
        return None
    # Clients' figures stay out of caches, on shared machines too.
    return "no-store"
