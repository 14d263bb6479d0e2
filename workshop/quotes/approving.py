"""The page behind a personal link on which interviewees say whether they may be quoted like this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from flask import abort, make_response, render_template, request
from sqlite_utils import Database

from questionnaires.quoting import Consent, Shown
from workshop.access import open_to_anyone
from workshop.answering import pace
from workshop.database import database, write
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement
from workshop.history.store import Actor, record
from workshop.interviews.store import interview_of_person
from workshop.invitations import store as invitations
from workshop.invitations.members.store import consultant_names
from workshop.invitations.nowhere import nowhere
from workshop.invitations.store import Arrival
from workshop.languages import gettext, listed, speak
from workshop.links import hash_of
from workshop.presentation import counted
from workshop.quotes import store
from workshop.quotes.issued import already_issued
from workshop.quotes.room import bp
from workshop.quotes.showing import Gate, gate_of
from workshop.quotes.store import Passage
from workshop.quotes.verbatim import tidied

Answer = Literal["yes", "role", "change", "no"]
LONGEST_REMARK = 1000
_SPEAKER = Actor(None, "An interviewee")
"""Who speaks is named in no history: whoever is removed must be named nowhere."""


@dataclass(frozen=True, slots=True)
class Told:
    """What someone says of one quote; `seen` is the fingerprint of what their page showed."""

    answer: str
    remark: str
    seen: str

    @property
    def fault(self) -> str:
        """Return what is wrong with it, or nothing."""
        if self.answer == "change" and not self.remark:
            return gettext("Write how it should read, or choose another answer.")
        if len(self.remark) > LONGEST_REMARK:
            return gettext("Shorten this to %(most)s characters or fewer.", most=f"{LONGEST_REMARK:,}")
        return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote as its page shows it, with what was answered before or just typed, and what is wrong there.

    `role` is what stands below it without the name; "" where that would still tell who speaks. `issued` says
    where it stands for good already.
    """

    passage: Passage
    told: Told
    role: str
    fault: str = ""
    issued: str = ""


@bp.get("/p/<token>/quotes")
@open_to_anyone
def approval(token: str) -> str:
    """Show someone their quotes, each as it would stand in what others read."""
    engagement, arrival = _arrived(token)
    return _page(engagement, arrival, token, [(each, _before(each)) for each in _open(database(), arrival)])


@bp.post("/p/<token>/quotes")
@open_to_anyone
def answer(token: str) -> str | tuple[str, int]:
    """Store what someone says of their quotes; what they did not see like this is left as it was."""
    db, now = database(), datetime.now(UTC)
    if pace.wait(token):
        abort(429)
    with write(db):
        engagement, arrival = _arrived(token)
        told = {each.id: _told(request.form, each) for each in _open(db, arrival)}
        there = [(each, told[each.id]) for each in _open(db, arrival)]
        changed = [each.id for each, said in there if said.answer and said.seen != each.fingerprint]
        faulty = any(said.fault for _, said in there)
        answers = [(each, said) for each, said in there if said.answer and each.id not in changed]
        given = [] if faulty else [each for each in answers if _before(each[0]) != each[1]]
        for each, said in given:
            _store(db, each, said, now)
        if given:
            deed = f"answered about {counted(len(given), 'quote', 'quotes')}"
            record(db, engagement.id, _SPEAKER, "strategy", deed, now)
    if faulty:
        return _page(engagement, arrival, token, there), 422
    found = [(each, _before(each)) for each in _open(db, arrival)]
    nothing = not any(said.answer for _, said in there)
    return _page(
        engagement, arrival, token, found, thanks=bool(answers), changed=len(changed), nothing=nothing
    )


# The address itself is what authorises: a browser adds nothing that another site could make use of.
bp.record_once(lambda state: state.app.extensions["csrf"].exempt(answer))


def _arrived(token: str) -> tuple[Engagement, Arrival]:
    """Return who comes in by the link to an interview, or answer with the page of one that leads nowhere."""
    db = database()
    found = invitations.behind(db, hash_of(token)) if len(token) == 22 else None
    engagement = engagements.engagement(db, found.engagement_id) if found else None
    if not isinstance(found, Arrival) or found.purpose != "interview" or engagement is None:
        abort(make_response(*nowhere(token)))
    if engagement.archived:
        abort(make_response(*nowhere(token)))
    speak(engagement.manner.locale)
    return engagement, found


def _open(db: Database, arrival: Arrival) -> list[Passage]:
    """Return the quotes that someone was asked about and that still are as they were shown."""
    interview = interview_of_person(db, arrival.engagement_id, arrival.person_id)
    found = store.passages_of(db, interview.id) if interview else []
    return [each for each in found if each.asked and each.approval != "changed"]


def _before(passage: Passage) -> Told:
    """Return what someone said of a quote before."""
    asked = passage.asked
    if asked is None:
        return Told("", "", passage.fingerprint)
    waiting: Answer | Literal[""] = "change" if asked.remark else ""
    said = {"approved": "yes", "refused": "no", "asked": waiting}[asked.state]
    return Told(said, asked.remark, passage.fingerprint)


def _told(form: Mapping[str, str], passage: Passage) -> Told:
    said = form.get(f"answer-{passage.id}", "")
    allowed = ("yes", "change", "no", *(("role",) if passage.allowed == "attributed" else ()))
    remark = tidied(form.get(f"remark-{passage.id}", "")[: LONGEST_REMARK * 3])
    kept = remark if said == "change" else ""
    return Told(said if said in allowed else "", kept, form.get(f"seen-{passage.id}", ""))


def _store(db: Database, passage: Passage, told: Told, now: datetime) -> None:
    """Store an answer; who allows the role only narrows the consent, and approves the quote with that."""
    if told.answer == "role":
        narrow: Consent = "role"
        store.change_passage(db, passage.id, text=passage.text, consent=narrow, shown_as=passage.shown_as)
        narrowed = store.passage(db, passage.engagement_id, passage.id)
        if narrowed:
            store.put_answer(db, passage.id, "approved", narrowed.fingerprint, "", now)
        return
    state: dict[str, store.State] = {"yes": "approved", "no": "refused", "change": "asked"}
    store.put_answer(db, passage.id, state[told.answer], passage.fingerprint, told.remark, now)


def _role(gate: Gate, passage: Passage) -> str:
    """Return what stands below a quote without the name of its speaker, "" where that is not enough."""
    found = gate.judged(replace(passage, consent="role"), approval="approved")
    return found.attribution if isinstance(found, Shown) else ""


def _page(
    engagement: Engagement,
    arrival: Arrival,
    token: str,
    told: Sequence[tuple[Passage, Told]],
    *,
    thanks: bool = False,
    changed: int = 0,
    nothing: bool = False,
) -> str:
    gate = gate_of(database(), engagement.id)
    issued = already_issued(database(), engagement, [each for each, _ in told])
    found = [Asked(each, said, _role(gate, each), said.fault, issued.get(each.id, "")) for each, said in told]
    return render_template(
        "quotes/approval.html",
        engagement=engagement,
        arrival=arrival,
        token=token,
        found=found,
        faulty=any(each.fault for each in found),
        thanks=thanks,
        changed=changed,
        nothing=nothing,
        open=[each for each in found if not each.told.answer],
        who=listed(consultant_names(database(), engagement.id)),
    )
