"""The response headers that keep pages to themselves."""

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

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in _FORBIDDEN),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NAMES = frozenset(map(str.lower, _ALWAYS))
_ONE_YEAR = "max-age=31536000"
_KEPT = {
    "static": f"public, {_ONE_YEAR}, immutable",
    "engagements.logo": f"private, {_ONE_YEAR}, immutable",
}
"""The views whose addresses hold a version, as ?v=, and change with what they show."""


def protect(app: Flask) -> None:
    """Send the protecting headers with every response of the app."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    # A view may have a policy of its own, such as for a mail shown as its reader sees it.
    policy = SAVING if request.path.startswith("/p/") else _POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    if _NAMES.isdisjoint(map(str.lower, response.headers.keys())):
        response.headers.extend(_ALWAYS)  # to set each takes longer, as it is looked for
    else:
        response.headers.update(_ALWAYS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _ONE_YEAR
    kept = _kept(response)
    if kept:
        response.headers["Cache-Control"] = kept
    return response


def _kept(response: Response) -> str | None:
    """Return how long a response may be kept, None where it says that itself."""
    if response.status_code not in (200, 304):
        return "no-store"
    if request.endpoint == "engagements.brand_css":
        return _KEPT["static"]  # its address is all it is made from
    if request.endpoint in _KEPT and "v" in request.args:
        return _KEPT[request.endpoint]
    # What a view calls immutable it has good reasons for; a file of ours is asked for again each time.
    if request.endpoint in ("static", "stylesheet"):
        return None
    if "Cache-Control" in response.headers and response.cache_control.immutable:
        return None
    # Clients' figures stay out of caches, on shared machines too.
    return "no-store"
