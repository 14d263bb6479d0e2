"""What is answered to whoever tries too often: the page again, and how long to wait."""

from collections.abc import Callable

from flask import render_template
from werkzeug import Response

from workshop import limits

Answer = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]
"""What a view gives back: a redirect, a page, or a page with its status and headers."""


def held_up(wait: int, page: Callable[[], str]) -> tuple[str, int, dict[str, str]]:
    """Return a page for someone who must wait so many seconds."""
    return page(), 429, {"Retry-After": str(wait)}


def guessing() -> tuple[str, int, dict[str, str]] | None:
    """Count a link that leads nowhere, and return the page for a network that tried too many, else None."""
    wait = limits.hit(limits.LINK, limits.network())
    return held_up(wait, lambda: render_template("accounts/wait.html", wait=wait)) if wait else None
