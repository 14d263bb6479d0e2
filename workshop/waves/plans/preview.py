"""What respondents see, shown to those who plan it: the very pages under a notice, which keep nothing."""

from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug import Response

from reports.wording import listed
from workshop.answering.preview import part_preview, welcome_preview
from workshop.database import database
from workshop.invitations.members.store import consultant_names
from workshop.waves import store as waves
from workshop.waves.packs import frozen_pack
from workshop.waves.plans.changing import to_plan
from workshop.waves.plans.planning import pack_now
from workshop.waves.plans.room import WAVE, OpenedWave, bp, opened_wave
from workshop.waves.store import Questionnaire

_AFTER = "review"
"""Where the last page of questions leads: a review of what was answered, which is nothing here."""


@bp.get(f"{WAVE}/preview")
def preview(engagement_id: int, number: int) -> Response | str:
    """Show a questionnaire as a respondent sees it: its welcome, or one of its pages."""
    found = opened_wave(engagement_id, number)
    db, engagement, wave = database(), found.access.engagement, found.wave
    held = waves.questionnaires(db, wave.id)
    if not held:
        return to_plan(found, "asked")
    chosen = _chosen(held)
    address = request.args.get("page", "")
    pack = pack_now(engagement.pack) if found.is_planned else frozen_pack(db, wave)

    def to(page: str) -> str:
        return _address(found, chosen, page)

    notice = _notice(found, held, chosen, ended=address == _AFTER)
    if address not in ("", _AFTER):
        page = part_preview(engagement, wave, pack, chosen, address, to=to, notice=notice)
        return page if page is not None else redirect(to(_AFTER), code=303)
    names = listed(consultant_names(db, engagement_id))
    return welcome_preview(engagement, wave, pack, chosen, names=names, to=to, notice=notice)


def _chosen(held: Sequence[Questionnaire]) -> Questionnaire:
    """Return the questionnaire that is asked for, or the first; 404 for one of another wave."""
    asked = request.args.get("questionnaire")
    found = next((each for each in held if asked in (None, str(each.id))), None)
    if found is None:
        abort(404)
    return found


def _address(found: OpenedWave, chosen: Questionnaire, page: str) -> str:
    return url_for(
        ".preview",
        engagement_id=found.access.engagement.id,
        number=found.wave.number,
        questionnaire=chosen.id,
        page=page or None,
    )


def _notice(
    found: OpenedWave, held: Sequence[Questionnaire], chosen: Questionnaire, *, ended: bool
) -> Markup:
    others = [(each.name, _address(found, each, "")) for each in held if each.id != chosen.id]
    text = render_template(
        "plans/notice.html",
        engagement=found.access.engagement,
        wave=found.wave,
        chosen=chosen,
        others=others,
        ended=ended,
    )
    return Markup(text)  # noqa: S704 - a template wrote it, and escaped what it was given
