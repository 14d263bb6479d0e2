"""The pages of written answers; each of the modules named here registers its own."""

from pathlib import Path

from flask import Flask

from workshop.answering.bundle import compress, serve_packed
from workshop.interviews.written import handing_in, pages, saving
from workshop.interviews.written.room import bp
from workshop.languages import words_of

__all__ = ["bp", "handing_in", "pages", "saving"]

_MODULES = (
    "answer-words",
    "early",
    "notices",
    "answer-outbox",
    "written-sending",
    "written-charter",
    "written-points",
    "written",
)
"""The modules of the script, in the order they build on each other."""


def _serve(app: Flask) -> None:
    static = Path(app.static_folder or "")
    style = [static / "style" / "written.css"]
    script = [static / "script" / f"{module}.js" for module in _MODULES]
    app.jinja_env.globals.update(
        written_words=lambda: words_of(script),
        written_css=serve_packed(app, "/written.css", style, "text/css"),
        written_js=serve_packed(app, "/written.js", script, "text/javascript"),
    )


bp.record_once(lambda state: _serve(state.app))
bp.after_request(compress)
