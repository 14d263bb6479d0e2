"""Asking the interviewees, by mail and their personal link, whether they may be quoted like this."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from flask import current_app, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.quoting import Shown
from workshop.access import Opened, consulted
from workshop.accounts.store import Account
from workshop.addresses import public_url
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.invitations import store as invitations
from workshop.invitations.store import Addressee
from workshop.links import new_link
from workshop.mail.store import add_mail, templates
from workshop.mail.writing import DEFAULTS, Written, compose, values_for
from workshop.presentation import counted
from workshop.quotes import store
from workshop.quotes.forms import AskingForm
from workshop.quotes.room import QUOTES, bp
from workshop.quotes.showing import Gate, gate_of
from workshop.quotes.store import Passage

_KIND = "quotes"
_PATH = "/p/{token}/quotes"
_PURPOSE = "interview"
_TO_ASK = ("unasked", "changed")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone with quotes to be asked about."""

    person: Addressee
    quotes: tuple[Passage, ...]

    @property
    def value(self) -> str:
        """Return the speaker as a form sends them, together with the quotes that the page showed."""
        tags = "".join(each.fingerprint[:6] for each in self.quotes)
        return f"{self.person.id}-{tags}"


def to_ask(gate: Gate, passages: Iterable[Passage]) -> list[Passage]:
    """Return the quotes whose speakers can be asked: with their yes, each could be shown as it is."""
    return [
        each
        for each in passages
        if each.approval in _TO_ASK and isinstance(gate.judged(each, approval="approved"), Shown)
    ]


@bp.get(f"{QUOTES}/asking")
def asking(engagement_id: int) -> str:
    """Show whom to ask about which quotes, and the mail."""
    access = consulted(engagement_id)
    speakers = _speakers(database(), engagement_id)
    return _page(access, speakers, {each.value for each in speakers if each.person.email}, AskingForm())


@bp.post(f"{QUOTES}/asking")
def ask(engagement_id: int) -> Response | tuple[str, int]:
    """Write to the chosen speakers, or show the page again with what stands in the way."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    form = AskingForm()
    form.validate_on_submit()
    picked = dict.fromkeys(form.person.data or ())
    with write(db):
        speakers = _speakers(db, engagement_id)
        chosen = [each for each in speakers if each.value in picked and each.person.email]
        said = _fault(access, len(chosen), len(picked), form.counted.data)
        if not said:
            _write_to(db, chosen, access.engagement, access.account, now)
    if said:
        form.person.errors = [said]
        return _page(access, speakers, set(picked), form), 422
    return redirect(url_for("mail.index", engagement_id=engagement_id), code=303)


def _speakers(db: Database, engagement_id: int) -> list[Speaker]:
    """Return who can be asked, by name."""
    speakers = []
    found = to_ask(gate_of(db, engagement_id), store.passages(db, engagement_id))
    for person_id, quotes in groupby(found, lambda each: each.person_id):
        person = invitations.addressee(db, engagement_id, person_id)
        if person:
            speakers.append(Speaker(person, tuple(quotes)))
    return speakers


def _fault(access: Opened, chosen: int, picked: int, named: int | None) -> str | None:
    """Return why nothing is written, and what to do, or None."""
    if access.engagement.archived:
        return "Nothing was written: this engagement is archived. Take it back out of the archive first."
    if chosen != picked:
        return (
            "Nothing was written: quotes were changed or asked about since you opened this page. Look again."
        )
    if not chosen:
        return "Choose at least one person."
    if named != chosen:
        people = counted(chosen, "person is", "people are")
        return f"{people} chosen now. Nothing was written yet; the button says how many it will be."
    return None


def _write_to(
    db: Database, speakers: Sequence[Speaker], engagement: Engagement, writer: Account, now: datetime
) -> None:
    for each in speakers:
        mail = _mail_to(db, each.person.name, engagement, writer)
        add_mail(
            db,
            engagement_id=engagement.id,
            person_id=each.person.id,
            account_id=writer.id,
            kind=_KIND,
            name=each.person.name,
            address=each.person.email,
            subject=mail.subject,
            body=mail.body,
            seed=_seed(db, each.person.id, now),
            now=now,
        )
        for quote in each.quotes:
            store.put_answer(db, quote.id, "asked", quote.fingerprint, "", now)
    people = counted(len(speakers), "person", "people")
    record(db, engagement.id, writer.actor, "mail", f"asked {people} about their quotes", now)


def _seed(db: Database, person_id: int, now: datetime) -> str:
    """Return the seed of a person's link to the interview, which is made where they have none."""
    links = invitations.links_of_person(db, person_id)
    found = next((each.seed for each in links if each.purpose == _PURPOSE), None)
    if found is None:
        made = new_link(current_app.config["SECRET_KEY"])
        invitations.put_link(db, person_id, _PURPOSE, made, now)
        found = made.seed
    return found


def _mail_to(db: Database, name: str, engagement: Engagement, writer: Account) -> Written:
    values = values_for(
        name=name,
        client=engagement.client,
        function=engagement.function_assessed,
        consultancy=engagement.consultancy,
        consultant=writer.name,
    )
    text = templates(db, engagement.id).get(_KIND) or DEFAULTS[_KIND]
    return compose(text, values, public_url(_PATH))


def _page(access: Opened, speakers: Sequence[Speaker], chosen: set[str], form: AskingForm) -> str:
    reachable = [each for each in speakers if each.person.email]
    first = next((each for each in reachable if each.value in chosen), next(iter(reachable), None))
    return framed(
        "quotes/asking.html",
        access,
        reachable=reachable,
        unreached=[each for each in speakers if not each.person.email],
        chosen=chosen,
        counted=sum(each.value in chosen for each in reachable),
        first=first,
        mail=_mail_to(database(), first.person.name, access.engagement, access.account) if first else None,
        sends=bool(current_app.config.get("SMTP")),
        form=form,
    )
