"""The page of findings, and what is decided on one of them."""

import secrets
from dataclasses import replace

from workshop.access import consulted
from workshop.database import database, write
from workshop.findings import merging, store
from workshop.findings.deciding import Answer, decide, pin, put, record_deed
from workshop.findings.forms import DeedForm, DismissalForm, OwnForm, WordsForm
from workshop.findings.page import back, pack_of, page
from workshop.findings.reading import basis
from workshop.findings.room import FINDINGS, bp
from workshop.findings.standing import Standing
from workshop.findings.store import OWN, Decided

__all__ = ["bp", "merging"]

MOST_OWN = 60
"""So many of their own consultants may add; no session talks about more."""


@bp.get(FINDINGS, endpoint="findings")
def listed(engagement_id: int) -> str:
    """Show what the data suggests, what to decide on first, and what was decided."""
    return page(consulted(engagement_id))


@bp.post(FINDINGS)
def add(engagement_id: int) -> Answer:
    """Add a finding that the data does not suggest by itself; it counts as accepted."""
    access = consulted(engagement_id)
    db, form = database(), OwnForm()
    with write(db):
        ground = basis(db, access.engagement)
        form.capabilities.choices = [each.id for each in pack_of(db, access, ground).capabilities]
        sound = form.validate_on_submit()
        own = [each.decided for each in store.decisions(db, engagement_id).values()]
        own = [each for each in own if each.kind == OWN]
        same = [each for each in own if (each.title, each.text) == (form.title.data, form.text.data)]
        if sound and same:
            return back(engagement_id, same[0].key)
        if sound and len(own) >= MOST_OWN:
            form.title.errors = [f"There are {MOST_OWN} of your own, the most there may be. Remove one."]
            sound = False
        if sound:
            made = Decided(
                key=f"{OWN}:{secrets.token_hex(6)}",
                kind=OWN,
                component="",
                capabilities=tuple(form.capabilities.data),
                title=form.title.data,
                text=form.text.data,
                suggested_title="",
                suggested_text="",
                state="accepted",
                wave=ground.wave.number if ground else 0,
            )
            put(access, made)
            record_deed(access, "added a finding")
    if not sound:
        return page(access, adding=form), 422
    return back(engagement_id, made.key, "It is added.")


@bp.post(f"{FINDINGS}/acceptance")
def accept(engagement_id: int) -> Answer:
    """Accept a finding as it stands."""

    def accepted(each: Standing, _form: DeedForm, wave: int) -> Decided:
        return replace(each.seen(wave), state="accepted", reason="")

    return decide(
        engagement_id,
        DeedForm(),
        accepted,
        done=lambda each, _: each.state == "accepted",
        deed="accepted a finding",
        said="It is accepted.",
    )


@bp.post(f"{FINDINGS}/words")
def reword(engagement_id: int) -> Answer:
    """Say a finding in other words, and accept it where that is asked; without any, the suggested ones."""

    def reworded(each: Standing, form: WordsForm, wave: int) -> Decided | None:
        if each.is_own and not form.title.data:
            form.title.errors = ["Say in one sentence what was found, or remove it."]
            return each.decided
        # A suggestion sent back as it stands is nobody's own words: its figures go on changing.
        title = "" if form.title.data == each.suggested_title else form.title.data
        text = "" if form.text.data == each.suggested_text else form.text.data
        accepted = form.accept.data and each.state == "open"
        state = "accepted" if accepted else each.decided.state
        made = replace(each.seen(wave), title=title, text=text, state=state)
        return made if _is_kept(each, made) else None

    def done(each: Standing, form: WordsForm) -> bool:
        as_it_is = (form.title.data or each.suggested_title, form.text.data or each.suggested_text)
        return (each.title, each.text) == as_it_is and not (form.accept.data and each.state == "open")

    return decide(
        engagement_id,
        WordsForm(),
        reworded,
        done=done,
        deed="reworded a finding",
        said="The words are saved.",
    )


@bp.post(f"{FINDINGS}/dismissal")
def dismiss(engagement_id: int) -> Answer:
    """Leave a finding out, with a reason."""

    def dismissed(each: Standing, form: DismissalForm, wave: int) -> Decided:
        return replace(each.seen(wave), state="dismissed", reason=form.reason.data, pinned=False)

    return decide(
        engagement_id,
        DismissalForm(),
        dismissed,
        done=lambda each, form: each.state == "dismissed" and each.decided.reason == form.reason.data,
        deed="left a finding out",
        said="It is left out.",
    )


@bp.post(f"{FINDINGS}/return")
def take_back(engagement_id: int) -> Answer:
    """Take back what was decided on a finding: it is to be decided on again."""

    def taken_back(each: Standing, _form: DeedForm, wave: int) -> Decided | None:
        made = replace(each.seen(wave), state="open", reason="", pinned=False)
        return made if _is_kept(each, made) else None

    return decide(
        engagement_id,
        DeedForm(),
        taken_back,
        done=lambda each, _: each.state == "open",
        deed="took back what was decided on a finding",
        said="It is to be decided on again.",
    )


@bp.post(f"{FINDINGS}/confirmation")
def confirm(engagement_id: int) -> Answer:
    """Let a decision stand beside the figures as they are now."""

    def confirmed(each: Standing, _form: DeedForm, wave: int) -> Decided:
        return each.seen(wave)

    return decide(
        engagement_id,
        DeedForm(),
        confirmed,
        done=lambda each, _: not each.look_again,
        deed="confirmed what was decided on a finding",
        said="It stands beside the figures of today.",
        with_parts=True,
    )


@bp.post(f"{FINDINGS}/place")
def move(engagement_id: int) -> Answer:
    """Put an accepted finding first, or back into the order of worth."""

    def moved(each: Standing, _form: DeedForm, _wave: int) -> Decided:
        return replace(each.decided, pinned=not each.pinned)

    return decide(
        engagement_id,
        DeedForm(),
        moved,
        done=lambda each, _: each.state != "accepted",
        deed="changed the order of findings",
        said="The order is changed.",
        keep=pin,
    )


@bp.post(f"{FINDINGS}/removal")
def remove(engagement_id: int) -> Answer:
    """Remove a finding of one's own, or a decision on one that the data does not suggest any more."""
    return decide(
        engagement_id,
        DeedForm(),
        lambda _each, _form, _wave: None,
        done=lambda each, _: not each.is_own and each.finding is not None,
        deed="removed a finding",
        said="It is removed.",
    )


def _is_kept(each: Standing, made: Decided) -> bool:
    """Return whether there is anything to keep: not of a suggestion that is open and in its own words."""
    return bool(made.state != "open" or made.title or made.text or each.finding is None)
