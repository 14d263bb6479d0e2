"""How addresses name things: a number larger than any database could hold is no address."""

from urllib.parse import urlsplit

from flask import current_app, has_request_context, request

from workshop.hosts import LOOPBACK

NUMBER = "int(max=9223372036854775807)"
ENGAGEMENT = f"/engagements/<{NUMBER}:engagement_id>"
"""What the address of everything inside an engagement begins with."""
NEARBY = "http://127.0.0.1:8000"
"""Where the app is unless something else is known."""


def public_url(path: str) -> str:
    """Return the address under which people outside reach a path, as in public_url("/p/{token}").

    Without a public address in the settings it is the one that the request came to.
    """
    address: str = current_app.config["ADDRESS"]
    if not address:
        address = request.host_url.rstrip("/") if has_request_context() else NEARBY
    return address + path


def leads_only_here() -> bool:
    """Return whether addresses that are handed out open on this machine alone."""
    return urlsplit(public_url("/")).hostname in LOOPBACK
