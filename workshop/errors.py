"""Pages for what goes wrong: in the same style, in plain words, with what to do next."""

from dataclasses import dataclass

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from workshop.accounts.door import turned_away
from workshop.accounts.presence import present
from workshop.database import WAIT_SECONDS, Busy
from workshop.uploads import limit_here

Answer = tuple[str, int, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says: one sentence, what to do, and for faults of ours a number to quote."""

    code: int
    title: str
    remedy: str
    reference: str | None = None


_OTHERS = {
    400: ("This request cannot be read.", "Nothing was stored. Go back, reload the page and try again."),
    405: ("This address does not take that.", "Nothing was stored. Open it in the address bar, or go back."),
    408: ("This took too long to arrive.", "Nothing was stored. Check the connection and send it again."),
    411: ("This does not say how long it is.", "Nothing was stored. Send it from a page of this program."),
    415: ("This kind of content is not taken here.", "Nothing was stored. Go back and use the page’s form."),
    409: ("Someone was faster.", "Nothing was stored. Open the page again and see how it stands now."),
    422: ("This cannot be taken as it is.", "Nothing was stored. Go back and mend what was sent."),
    429: ("That was too often in a short time.", "Wait a few minutes, then go on where you were."),
}
"""What is said of errors without a page of their own, by status."""


def answer_errors(app: Flask) -> None:
    """Give the app its error pages."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(421, _foreign_name)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(InternalServerError, _our_fault)
    app.register_error_handler(HTTPException, _other)


def _page(trouble: Trouble) -> tuple[str, int]:
    return render_template("trouble.html", trouble=trouble), trouble.code


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    remedy = (
        "Nothing was saved. Go back, reload the form and send it again; your browser must accept cookies."
    )
    return _page(Trouble(400, "This form has lost its place.", remedy))


def _not_found(_error: NotFound) -> tuple[str, int]:
    if present() is None:
        return turned_away()
    return _page(
        Trouble(404, "There is nothing at this address.", "It may be mistyped, or what it named is gone.")
    )


def _too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    limit = limit_here()
    if (request.content_length or 0) <= limit.size:
        # Its size is not at fault: it has more fields than any page of ours sends.
        return _page(Trouble(413, "This form has too many fields.", "Nothing was stored. Send it in parts."))
    remedy = f"Nothing was stored. This page takes up to {limit.megabytes} MB. {limit.advice}"
    return _page(Trouble(413, "This is too large.", remedy.strip()))


def _foreign_name(_error: HTTPException) -> tuple[str, int]:
    remedy = "Open the address that was printed when the program started, or the one that you were given."
    return _page(Trouble(421, "Roadcrew does not answer to this name.", remedy))


def _busy(_error: Busy) -> Answer:
    remedy = "Something large is being stored. Nothing of yours was stored: wait a little and send it again."
    page, status = _page(Trouble(503, "This has to wait.", remedy))
    return page, status, [("Retry-After", str(WAIT_SECONDS))]


def _our_fault(_error: InternalServerError) -> tuple[str, int]:
    remedy = "The fault is ours and is written in the log. Try again; if it comes back, quote the reference."
    trouble = Trouble(500, "Something went wrong here.", remedy, g.get("reference"))
    try:
        return _page(trouble)
    except Exception:  # what broke the page may break this one too, such as a lost database
        plain = current_app.jinja_env.get_template("trouble.html")
        return plain.render(trouble=trouble, account=None), 500


def _other(error: HTTPException) -> Answer:
    """Answer with a page for any other error, and with the headers that belong to it."""
    code = error.code or 500
    said = _OTHERS.get(code, (f"{error.name}.", "Go back and try another way."))
    page, status = _page(Trouble(code, *said))
    # What a status demands beside its page: which methods are allowed, how long to wait.
    told = [each for each in error.get_headers(request.environ) if each[0] in ("Allow", "Retry-After")]
    return page, status, told
