"""The pages of the benchmark: what others show, what the engagement gives to the pool, figures entered."""

from datetime import UTC, datetime
from typing import get_args

from flask import abort, current_app, flash, redirect, request, url_for
from werkzeug import Response

from questionnaires.benchmark_pool import Kind, Part
from workshop.access import Opened, consulted
from workshop.assessments.scored import scored
from workshop.benchmarks import importing, store  # noqa: F401 - importing adds its pages to the blueprint
from workshop.benchmarks.forms import DeedForm, FigureForm, GiftForm
from workshop.benchmarks.page import compared, facts, names
from workshop.benchmarks.pool import store as pool_store
from workshop.benchmarks.pool.giving import NothingToGive, give, withdraw
from workshop.benchmarks.pool.reading import Pool, named, pool_of
from workshop.benchmarks.reading import merged
from workshop.benchmarks.room import BENCHMARK, FIGURE, Assessed, assessed, bp, reader
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.packs import freeze_pack
from workshop.history.store import record
from workshop.weights.reading import weights_of

FLASHED = "benchmark"
_IN_ORDER = get_args(Kind)


@bp.get(BENCHMARK)
def benchmarks(engagement_id: int) -> str:
    """Show how others do beside the latest results, and where each figure is from."""
    access = consulted(engagement_id)
    share = pool_store.share(database(), engagement_id)
    given = vars_of(share) if share else {"organisation": access.engagement.client}
    return _page(access, GiftForm(formdata=None, data=given))


@bp.post(f"{BENCHMARK}/share")
def share(engagement_id: int) -> Response | tuple[str, int]:
    """Give the means of the latest wave to the pool, once it is over and the client has agreed."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), GiftForm()
    found = assessed(db, access.engagement, now)
    if found.wave is None or not found.is_over:
        return _page(access, GiftForm(formdata=None), "Nothing was given: no wave is closed yet."), 422
    if not form.validate_on_submit():
        return _page(access, form), 422
    key = current_app.config["SECRET_KEY"]
    try:
        many = give(
            db, access.engagement, found.wave, form.gift, key=key, actor=access.account.actor, now=now
        )
    except NothingToGive:
        return _page(access, form, "Nothing was given: the wave shows no figure of everyone."), 422
    flash(f"{many} means of wave {found.wave.number} are in the pool.", FLASHED)
    return _home(engagement_id)


@bp.post(f"{BENCHMARK}/withdraw")
def leave(engagement_id: int) -> Response | tuple[str, int]:
    """Take what the engagement gave out of the pool; where nothing is in it, nothing happens."""
    access = consulted(engagement_id)
    if not DeedForm().validate_on_submit():
        return _page(access, GiftForm(formdata=None)), 422
    if withdraw(database(), access.engagement, access.account.actor, datetime.now(UTC)):
        flash("The means are withdrawn from the pool.", FLASHED)
    return _home(engagement_id)


@bp.get(FIGURE)
def figure(engagement_id: int) -> str:
    """Show the form for one figure of others, filled where it was entered before."""
    access = consulted(engagement_id)
    kind, _, subject = request.args.get("of", "").partition(":")
    held = {(each.kind, each.subject): each for each in store.entered(database(), engagement_id)}
    entered = next((each for key, each in held.items() if key == (kind, subject)), None)
    typed = as_typed(entered) if entered else {"id": f"{kind}:{subject}"}
    return _figure_page(access, FigureForm(formdata=None, data=typed), change=entered is not None)


@bp.post(FIGURE)
def enter(engagement_id: int) -> Response | tuple[str, int]:
    """Store a figure of others, in the place of an earlier one of the same id."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), FigureForm()
    found = assessed(db, access.engagement, now)
    form.offer(found.pack)
    typed = form.read(reader(access.engagement, found.pack)) if form.validate_on_submit() else None
    if typed is None or typed.figure is None:
        return _figure_page(access, form), 422
    entered = typed.figure
    with write(db):
        freeze_pack(db, access.engagement, now)
        store.put_entered(db, engagement_id, entered)
        deed = f"entered how others do in {_called(found, entered.kind, entered.subject)}"
        record(db, engagement_id, access.account.actor, "answers", deed, now)
    flash("The figure is entered.", FLASHED)
    return _home(engagement_id)


@bp.post(f"{FIGURE}/end")
def remove(engagement_id: int) -> Response | tuple[str, int]:
    """Remove a figure that was entered; one that is gone already stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    if not DeedForm().validate_on_submit():
        return _page(access, GiftForm(formdata=None)), 422
    kind, _, subject = request.form.get("id", "").partition(":")
    called = _called(assessed(db, access.engagement, now), kind, subject)
    with write(db):
        gone = store.remove_entered(db, engagement_id, kind, subject)
        if gone:
            deed = f"removed how others do in {called}"
            record(db, engagement_id, access.account.actor, "answers", deed, now)
    if gone:
        flash("The figure is removed.", FLASHED)
    return _home(engagement_id)


def as_typed(entered: Entered) -> dict[str, str]:
    """Return a figure as it stands in its form."""
    levels = {
        name: f"{value / HUNDRED:.2f}".removesuffix("0") if value is not None else ""
        for name, value in (("median", entered.median), ("low", entered.low), ("high", entered.high))
    }
    first, last = entered.first_year, entered.last_year
    return {
        "id": f"{entered.kind}:{entered.subject}",
        **levels,
        "organisations": str(entered.n),
        "source": entered.source,
        "years": str(first) if first == last else f"{first} to {last}",
    }


def vars_of(share: pool_store.Share) -> dict[str, object]:
    """Return what an engagement gave as it stands in its form."""
    return {name: getattr(share, name) for name in ("organisation", "sector", "size", "region", "stays")}


def _called(found: Assessed, kind: str, subject: str) -> str:
    return names(found.pack).get((kind, subject), subject)[:120]


def _home(engagement_id: int) -> Response:
    return redirect(url_for("benchmarks.benchmarks", engagement_id=engagement_id), code=303)


def _figure_page(access: Opened, form: FigureForm, *, change: bool = False) -> str:
    found = assessed(database(), access.engagement, datetime.now(UTC))
    form.offer(found.pack)
    return framed("benchmarks/figure.html", access, form=form, change=change)


def _page(access: Opened, form: GiftForm, fault: str = "") -> str:
    db, now, engagement = database(), datetime.now(UTC), access.engagement
    found = assessed(db, engagement, now)
    wave = found.wave
    weights = weights_of(db, engagement, found.pack)
    scores = scored(wave, weights) if wave else None
    pool = pool_of(db, engagement, found.pack)
    entered = sorted(store.entered(db, engagement.id), key=lambda each: _IN_ORDER.index(each.kind))
    part = _asked_part(pool)
    others = merged(found.pack, pool.parts[part], []) if part else merged(found.pack, pool.whole, entered)
    called = names(found.pack)
    return framed(
        "benchmarks/benchmark.html",
        access,
        wave=wave,
        is_over=found.is_over,
        pack=found.pack,
        page=compared(found.pack, scores, others),
        threshold=wave.threshold if wave else None,
        weights=weights,
        part=part,
        parts=[(each, named(each)) for each in pool.parts],
        entered=[(each, called.get((each.kind, each.subject))) for each in entered],
        published=facts(found.pack),
        share=pool_store.share(db, engagement.id),
        organisations=pool_store.organisations(db) if access.account.role == "administrator" else None,
        form=form,
        fault=fault,
        hundred=HUNDRED,
    )


def _asked_part(pool: Pool) -> Part | None:
    """Return the part of the pool that the address asks for; 404 where it shows nothing."""
    likeness, _, value = request.args.get("with", "").partition(":")
    if not likeness:
        return None
    part = Part(likeness, value)
    return part if part in pool.parts else abort(404)
