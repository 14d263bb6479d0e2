"""The blueprint of the pages on which interviewees write, and how those are opened."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from workshop.access import open_to_anyone

bp = Blueprint("written", __name__, template_folder="templates")

HERE = "/p/<token>/interview"


def by_link(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view below a personal link: open to anyone, and without a token in its forms.

    The address itself is what authorises: a browser adds nothing of its own to a request, no cookie and no
    password, that another site could make use of.
    """
    bp.record_once(lambda state: state.app.extensions["csrf"].exempt(view))
    return open_to_anyone(view)
