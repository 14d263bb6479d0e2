"""The names that the app answers to, where it serves this machine only.

A page from elsewhere may have its own name lead to this machine; its scripts could then read every answer as
if they were ours. Such a request still carries the foreign name.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, abort, request

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def answer_to(app: Flask, names: Sequence[str]) -> None:
    """Refuse every request for a host that is not among the names."""
    known = {name.casefold() for name in names}

    @app.before_request
    def refuse_foreign_names() -> None:
        if _name(request.host) not in known:
            abort(421)


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
