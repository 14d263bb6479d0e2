"""The form of the panel that stands on the page of a capability, here and among the results."""

from flask import g

from workshop.access import Opened
from workshop.database import database
from workshop.documents.store import documents
from workshop.judgements import store
from workshop.judgements.forms import JudgementForm
from workshop.judgements.standing import Standing, standing


def panel_form(access: Opened, capability_id: str, at: str = "capability") -> JudgementForm | None:
    """Return the form of a capability's panel for its visitor: None for sponsors, who only read.

    While a post that was refused is answered, it is the form of that post, with its faults. `at` says where
    the form stands: on the page of results that is named "capability", or elsewhere.
    """
    if access.by_sponsor:
        return None
    refused = g.pop("refused_judgement", None)
    if refused is not None:
        return refused
    return judgement_form(access, standing(database(), access.engagement), capability_id, at)


def judgement_form(access: Opened, found: Standing, capability_id: str, at: str) -> JudgementForm:
    """Return the form that a post fills, or that begins as a new judgement."""
    held = documents(database(), access.engagement.id)
    held.sort(key=lambda each: capability_id not in each.capabilities)
    form = JudgementForm(found.kinds, held)
    if not form.is_submitted():
        form.at.data = at
        tell_seen(form, found)
    return form


def tell_seen(form: JudgementForm, found: Standing) -> None:
    """Let a form say up to which entry, and beside which wave, its reader knows what was said."""
    form.seen.data = str(found.seen)
    form.wave.data = str(found.wave.id if found.wave else 0)


def refuse(form: JudgementForm) -> None:
    """Remember a form with faults for the page that shows it again."""
    g.refused_judgement = form


def record_of(access: Opened, capability_id: str) -> list[store.Entry]:
    """Return everything that consultants said of a capability, the latest first; nothing for sponsors."""
    if access.by_sponsor:
        return []
    return store.record_of(database(), access.engagement.id, capability_id)
