"""The page of findings, as it is or with a form that did not go through."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.finding_worth import SAID
from questionnaires.findings import MOST, NAMES, RULES
from questionnaires.pack import MethodPack
from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.findings.drawing import drawing
from workshop.findings.forms import DeedForm, DismissalForm, OwnForm, WordsForm
from workshop.findings.narrowing import STATES, Narrowing, counts, listed, next_to_decide
from workshop.findings.reading import Basis, basis, findings
from workshop.findings.speaking import witnesses
from workshop.findings.standing import KIND_NAMES, Standing, anchor_of


def pack_of(db: Database, access: Opened, ground: Basis | None) -> MethodPack:
    """Return the pack that findings are about: that of the wave, else that of the engagement."""
    return ground.wave.pack if ground else engagement_pack(db, access.engagement)


def page(access: Opened, faulty: Any = None, adding: OwnForm | None = None, trouble: str = "") -> str:
    """Return the page; `faulty` is a form about one finding as it was typed, `trouble` what went wrong."""
    db = database()
    ground = basis(db, access.engagement)
    found = findings(db, access.engagement.id, ground)
    pack = pack_of(db, access, ground)
    narrowing = Narrowing.asked_for(request.args, pack)
    component_of = {each: part.id for each, part in pack.component_of.items()}
    decided = _decided_on()
    # What was just decided stays in sight, also where only those to decide are asked for.
    shown = [each for each in found if narrowing.fits(each, component_of) or each.anchor == decided]
    adding = adding or OwnForm(formdata=None)
    adding.capabilities.choices = [each.id for each in pack.capabilities]
    return framed(
        "findings/findings.html",
        access,
        pack=pack,
        ground=ground,
        found=found,
        listed=listed(shown),
        counts=counts(found),
        decided=decided,
        is_here=decided in {each.anchor for each in shown if each.state != "merged"},
        following=_following(found, decided, narrowing, component_of),
        states=STATES,
        narrowing=narrowing,
        components={each.id: each.name for each in pack.components},
        drawing_of=lambda each: drawing(each, ground),
        kinds={each.kind: KIND_NAMES[each.kind] for each in found},
        # What stands on the page of another state is not there to be shown as faulty.
        trouble=trouble or ("elsewhere" if faulty and not _holds(shown, faulty) else ""),
        faulty=faulty,
        adding=adding,
        words_of=lambda each: _words(faulty, each),
        dismissal_of=lambda each: _dismissal(faulty, each),
        form=DeedForm(formdata=None),
        witnesses=witnesses(db, access.engagement, ground, datetime.now(UTC)),
        rules=[(NAMES[each], RULES[each], MOST[each]) for each in RULES],
        weighed=SAID[ground.worths.source] if ground else "",
    )


def back(engagement_id: int, key: str, said: str = "") -> Response:
    """Lead back to a finding on the page as it was narrowed, and say what was done with it."""
    if said:
        flash(said, "findings")
    asked = {name: request.args[name] for name in ("state", "kind", "component") if request.args.get(name)}
    at = anchor_of(key)
    page = url_for("findings.findings", engagement_id=engagement_id, **asked, decided=at, _anchor=at)
    return redirect(page, code=303)


def _decided_on() -> str:
    """Return the anchor of the finding that was just decided on, empty for anything else."""
    asked = request.args.get("decided", "")
    return asked if re.fullmatch("f[0-9a-f]{10}", asked) else ""


def _following(
    found: list[Standing], decided: str, narrowing: Narrowing, component_of: Mapping[str, str]
) -> Standing | None:
    """Return what is next to decide after a finding, of the kind and component that are asked for."""
    if not decided:
        return None
    of_any_state = replace(narrowing, state="")
    return next_to_decide([each for each in found if of_any_state.fits(each, component_of)], decided)


def _holds(shown: list[Standing], faulty: Any) -> bool:
    return faulty.key.data in {each.key for each in shown}


def _words(faulty: Any, standing: Standing) -> WordsForm:
    """Return the form for other words: as it was typed where that did not go through."""
    return _for(faulty, standing, WordsForm, title=standing.title, text=standing.text)  # type: ignore[no-any-return]


def _dismissal(faulty: Any, standing: Standing) -> DismissalForm:
    """Return the form to leave a finding out: as it was typed where that did not go through."""
    return _for(faulty, standing, DismissalForm, reason=standing.decided.reason)  # type: ignore[no-any-return]


def _for(faulty: Any, standing: Standing, kind: type, **data: str) -> Any:
    form = faulty if type(faulty) is kind and faulty.key.data == standing.key else None
    form = form or kind(formdata=None, data=data)
    # Whoever sends it again has seen how the finding stands now.
    form.key.data, form.mark.data = standing.key, standing.mark
    return form
