"""The names that the app answers to: those of this machine, and that of its public address.

A page from elsewhere may have its own name lead to this machine; its scripts could then read every answer as
if they were ours. Such a request still carries the foreign name.
"""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, abort, request

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def answer_to(app: Flask, names: Sequence[str] | None) -> None:
    """Refuse every request for a host that is not among the names, or that of the public address.

    Without names, where a network may know this machine by any, it is the public address and this machine
    itself that are answered; without a public address either, every name is.
    """
    public = _name(urlsplit(app.config["ADDRESS"]).netloc)
    if names is None and public is None:
        return
    known = {name.casefold() for name in names or LOOPBACK}
    if public is not None:
        known.add(public)

    @app.before_request
    def refuse_foreign_names() -> None:
        if _name(request.host) not in known:
            abort(421)


@lru_cache(64)
def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
