"""What every template can call: numbers and days as they are shown, addresses of styles, chart geometry."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from jinja2 import pass_context
from jinja2.runtime import Context

from questionnaires.rounding import shown, signed
from reports.wording import raised
from workshop import charts
from workshop.accounts.presence import present as signed_in
from workshop.accounts.store import Account
from workshop.addresses import leads_only_here
from workshop.database import database
from workshop.engagements.steps import tabs_of
from workshop.engagements.store import latest_of
from workshop.languages import translate_templates
from workshop.manner import PLAIN, Manner
from workshop.stylesheet import serve_stylesheet

STYLES = (
    "tokens",
    "ground",
    "bar",
    "frame",
    "tabs",
    "parts",
    "sayings",
    "forms",
    "tables",
    "charts",
    "levels",
    "results",
    "engagements",
    "mail",
    "invitations",
    "accounts",
    "history",
    "people",
    "waves",
    "running",
    "priorities",
    "alignment",
    "charter",
    "quotes",
    "interviews",
    "worksheets",
    "papers",
    "documents",
    "facts",
    "comparisons",
    "benchmark",
    "findings",
    "judgements",
    "initiatives",
    "blueprints",
    "roadmap",
    "value",
    "plans",
    "assumptions",
)
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

    translate_templates(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        shown=in_manner_shown,
        signed=in_manner_signed,
        day=day,
        short_day=short_day,
        clock=clock,
        x=charts.along,
        counted=counted,
        raised=raised,
        initials=initials,
    )
    app.jinja_env.globals.update(
        tabs_of=tabs_of,
        asset=asset,
        leads_only_here=leads_only_here,
        firm_of=firm_of,
        NOW=lambda: datetime.now(UTC),
    )
    app.context_processor(visitor)
    serve_stylesheet(app, STYLES)


def visitor() -> dict[str, object]:
    """Return who is signed in, for the templates' `account`; None for anyone else."""
    found = signed_in()
    return {"account": found.account if found else None}


def manner_of(context: Context) -> Manner:
    """Return the manner of the engagement that a page is about, or the plain one."""
    engagement = context.get("engagement")
    return engagement.manner if engagement else PLAIN


def firm_of(account: Account) -> str:
    """Return the consultancy of an account's latest engagement; empty where there is none."""
    latest = latest_of(database(), account.id)
    return latest.consultancy if latest else ""


@pass_context
def day(context: Context, when: date | datetime) -> str:
    """Return a day in the engagement's manner."""
    return manner_of(context).day(when)


@pass_context
def short_day(context: Context, when: date | datetime) -> str:
    """Return a day of about this year in the engagement's manner."""
    return manner_of(context).short_day(when)


@pass_context
def clock(context: Context, when: datetime) -> str:
    """Return a time of day in the engagement's manner and zone."""
    return manner_of(context).time(when)


@pass_context
def in_manner_shown(context: Context, value: float, digits: int = 1) -> str:
    """Return a figure, rounded half up, with the decimal sign of the engagement's manner."""
    return shown(value, digits).replace(".", manner_of(context).decimal_sign)


@pass_context
def in_manner_signed(context: Context, value: float, digits: int = 1) -> str:
    """Return a figure with its sign, with the decimal sign of the engagement's manner."""
    return signed(value, digits).replace(".", manner_of(context).decimal_sign)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: 1 person, 48 people."""
    return f"{number:,} {one if number == 1 else many}"


def initials(name: str) -> str:
    """Return up to two capitals that stand for a client until there is a logo."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in words[:2]) or "–"
