"""What every template can call: numbers and days as they are shown, addresses of styles, chart geometry."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for

from questionnaires.rounding import shown, signed
from reports.wording import raised
from workshop import charts, dates

STYLES = ("tokens", "ground", "frame", "parts", "tables", "charts", "engagements")
"""The parts of the stylesheet, in the order they build on each other."""


def present(app: Flask) -> None:
    """Give the app's templates their filters and functions."""
    static = Path(app.static_folder or "")

    @cache
    def fingerprint(name: str) -> str:
        return hashlib.sha256((static / name).read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        """Return the address of a static file, which changes when its content does."""
        return url_for("static", filename=name, v=fingerprint(name))

    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        shown=shown,
        signed=signed,
        day=dates.day,
        month=dates.month,
        x=charts.along,
        counted=counted,
        raised=raised,
        initials=initials,
    )
    app.jinja_env.globals.update(asset=asset, STYLES=STYLES)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: 1 person, 48 people."""
    return f"{number:,} {one if number == 1 else many}"


def initials(name: str) -> str:
    """Return up to two capitals that stand for a client until there is a logo."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in words[:2]) or "–"
