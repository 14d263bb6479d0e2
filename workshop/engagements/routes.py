"""The pages of engagements: the list, where one stands, and how one is laid aside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, current_app, redirect, render_template, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import consulted, open_to_anyone, opened, signed_in
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements import brand, cards, settings, sponsored, store
from workshop.engagements.copies import routes as copies
from workshop.engagements.frame import framed
from workshop.engagements.groups import routes as groups
from workshop.engagements.logos import routes as logos
from workshop.engagements.methods import method
from workshop.engagements.road import rows
from workshop.engagements.room import bp
from workshop.engagements.standing import answered, coming, is_of, standing
from workshop.history.store import entries, record
from workshop.people.counting.store import respondents_by_function
from workshop.waves.running.attending.store import not_invited_yet, turnout
from workshop.waves.running.rates import rates

PAGES = (settings, groups, logos, copies)
"""Where the other pages of engagements are: each adds its own to `bp`."""
MOST_COLOURS = 60
_LATELY = 4


@bp.get("/")
def index() -> str | Response:
    """Show the visitor's engagements as cards; a sponsor has one, and is led there."""
    account = signed_in()
    db, now = database(), datetime.now(UTC)
    engagements = store.engagements_for(db, account.id, account.role)
    if account.role == "sponsor" and engagements:
        return redirect(url_for(".overview", engagement_id=engagements[0].id), code=303)
    facts = _with_invitations(db, store.facts_of(db, [each.id for each in engagements]))
    all_ = cards.cards_of(engagements, facts, lambda each: each.manner.today(now))
    shelf = next((each for each in cards.SHELVES if each == request.args.get("show")), "running")
    find = request.args.get("find", "")[:120]
    return render_template(
        "engagements/index.html",
        title=cards.title(all_, own=account.role == "consultant") if all_ else "",
        shelf=shelf,
        shelves=cards.SHELVES,
        shown=cards.shown(all_, shelf, find, request.args.get("page", 1, type=int)),
        find=find,
        answered=answered,
        firm=engagements[0].consultancy if engagements else "",
        may_begin=account.role != "sponsor",
    )


@bp.get(ENGAGEMENT)
def overview(engagement_id: int) -> str:
    """Show where an engagement stands."""
    access = opened(engagement_id)
    engagement, db = access.engagement, database()
    today = engagement.manner.today(datetime.now(UTC))
    facts = store.facts(db, engagement_id)
    facts = sponsored.as_told(facts) if access.by_sponsor else facts
    steps = rows(engagement, facts, today, method(engagement.pack), sponsored=access.by_sponsor)
    ahead = coming(engagement, facts, today)
    shared = {"steps": steps, "of_known": is_of(facts), "coming": ahead, "today": today}
    if access.by_sponsor:
        title, lead = sponsored.said(engagement, facts)
        told = {"title": title, "lead": lead, "next": sponsored.next_thing(facts)}
        return framed("engagements/overview.html", access, **told, **shared)
    facts = _with_invitations(db, {engagement_id: facts})[engagement_id]
    where = standing(engagement, facts, today)
    return framed(
        "engagements/overview.html",
        access,
        **shared,
        title=where.title,
        lead=where.lead,
        next=where.next,
        overdue=where.overdue,
        functions=respondents_by_function(db, engagement_id),
        rates=rates(turnout(db, facts.live.wave.id), facts.live.wave.threshold) if facts.live else None,
        lately=entries(db, engagement_id, limit=_LATELY),
    )


@bp.post(f"{ENGAGEMENT}/archive")
def archive(engagement_id: int) -> Response:
    """Lay an engagement aside."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if store.archive(db, engagement_id, access.account.id, now):
            record(db, engagement_id, access.account.actor, "engagement", "archived the engagement", now)
    return redirect(url_for(".overview", engagement_id=engagement_id), code=303)


@bp.post(f"{ENGAGEMENT}/archive/end")
def take_out(engagement_id: int) -> Response:
    """Take an engagement out of the archive."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if store.take_out(db, engagement_id):
            deed = "took the engagement out of the archive"
            record(db, engagement_id, access.account.actor, "engagement", deed, now)
    return redirect(url_for(".overview", engagement_id=engagement_id), code=303)


@bp.get("/brand.css")
@open_to_anyone
def brand_css() -> Response:
    """Hand out the colours of clients, worked out from the address and nothing else."""
    pairs = request.args.getlist("of")
    if not pairs or len(pairs) > MOST_COLOURS or not all(map(brand.is_pair, pairs)):
        abort(404)
    return Response(brand.stylesheet(pairs), mimetype="text/css")


def _with_invitations(db: Database, facts: Mapping[int, store.Facts]) -> dict[int, store.Facts]:
    """Return facts that know who was not asked yet, where nothing but a person can send the invitations."""
    asked = [each.live.wave.id for each in facts.values() if each.live and each.live.runs]
    if current_app.config["SMTP"] is not None or not asked:
        return dict(facts)
    waiting = not_invited_yet(db, asked)
    return {
        key: replace(each, live=replace(each.live, not_invited=waiting.get(each.live.wave.id, 0)))
        if each.live
        else each
        for key, each in facts.items()
    }
