"""A consultancy after some years, made up for measuring: engagements, people, answers, mail and history."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from questionnaires.answers import Comment
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.tally import count
from workshop import demo
from workshop.accounts.store import add_account
from workshop.assessments.importing import add_wave_of
from workshop.assessments.store import latest_counted, release
from workshop.blueprints import store as documents
from workshop.blueprints.chapters.store import add_paragraph
from workshop.commands.bench_figures import made_up
from workshop.commands.bench_live import fill_live
from workshop.commands.bench_results import fill_results
from workshop.commands.bench_roadmap import fill_roadmap
from workshop.commands.bench_strategy import Amount, enlarged, fill_strategy
from workshop.database import write
from workshop.engagements import store as engagements
from workshop.engagements.groups import store as groups
from workshop.history.store import Actor, record
from workshop.invitations.members.store import add_sponsor
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.mail.store import add_mail, deliver
from workshop.people import store as people
from workshop.people.drafts import Draft
from workshop.people.reading import read_pasted
from workshop.people.roles import Role
from workshop.transfer.store import BROUGHT_IN
from workshop.waves import store as waves

FUNCTIONS = ("Marketing", "Sales", "Product", "IT", "Finance", "Service", "Logistics", "Human resources")
SENIORITIES = ("Executive", "Head", "Manager", "Specialist", "Assistant")
_REMARK = "We agree on the plan in May, and nobody opens it again before the next one is due. "
_GIVEN = ("Ada", "Ben", "Caro", "Dag", "Eva", "Finn", "Gro", "Hugo", "Ida", "Jan", "Kim", "Lea", "Max")
_FAMILY = ("Ahl", "Berg", "Cole", "Dahl", "Ek", "Falk", "Gray", "Holm", "Ives", "Jung", "Kent")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: engagements with so many people each, some of them with answers, and a large one.

    There, everyone who answered wrote of the first capability, and its strategy is of some size.
    """

    engagements: int = 200
    people: int = 25
    answering: int = 23
    answered: int = 12
    most_people: int = 5_000
    most_answered: int = 300
    waves: int = 2
    deeds: int = 1_000
    asked_now: int = 200
    answered_now: int = 120
    strategy: Amount = field(default_factory=Amount)


@dataclass(frozen=True, slots=True)
class Office:
    """Whose pages are looked at, and what stands in their addresses: the large engagement, one of each.

    The sponsor is that of the large engagement, to whom everything is released. `planned` is the wave that
    stands in the addresses of plans, with one of its questionnaires; `live` stands in those of another
    engagement, in which people are answering.
    """

    consultant: int
    sponsor: int
    values: dict[str, object]
    planned: dict[str, object]
    live: dict[str, object]
    told: str


def fill(db: Database, size: Size, now: datetime) -> Office:
    """Store a consultancy of a size, the consultant working on every engagement, and return it."""
    pack = shipped_pack(demo.pack_name())
    with write(db):
        consultant = add_account(
            db, email="ines@fenwick.example", name="Ines Okafor", role="consultant", now=now
        )
        actor = Actor(consultant, "Ines Okafor")
        answers = 2 * len(pack.capabilities) * size.answered_now
        for number in range(1, size.engagements - 1):
            made = _engagement(db, f"Client {number}", actor, now)
            _people(db, made, size.people, now)
            if number <= size.answering:
                answers += _wave(db, made, pack, size.answered, now)
        live = _live(db, size, pack, actor, now)
        given, values, planned = _large(db, size, pack, actor, now)
        sponsor = _sponsor(db, int(str(values["engagement_id"])), actor, now)
    return Office(consultant, sponsor, values, planned, live, _told(size, answers + given))


def _large(
    db: Database, size: Size, pack: MethodPack, actor: Actor, now: datetime
) -> tuple[int, dict[str, object], dict[str, object]]:
    """Store the large engagement; return its answers, what its addresses hold, and those of plans."""
    pack = enlarged(pack, size.strategy.capabilities)
    large = _engagement(db, "The large client", actor, now)
    persons = _people(db, large, size.most_people, now)
    answers = sum(_wave(db, large, pack, size.most_answered, now) for _ in range(size.waves))
    values: dict[str, object] = {
        "engagement_id": large,
        "person_id": persons[0],
        "mail_id": _mail(db, large, persons, actor, now),
        "draft_id": _draft(db, large, size.most_people, now),
        "capability_id": pack.capabilities[0].id,
        "kind": "reminder",
        "number": waves.waves(db, large)[0].number,
        "chapter": "gaps",
        "paragraph_id": add_paragraph(db, large, "gaps", "Begin with the data.", (), actor, now),
    }
    planned = _planned(db, large, pack, now)
    _deeds(db, large, size.deeds, actor, now)
    values |= fill_strategy(db, large, persons[::-1], pack, actor, now, size.strategy)
    values |= fill_results(db, large, actor, now)
    values |= fill_roadmap(db, large, pack, size.strategy.initiatives, actor, now)
    return answers, values, planned


def _sponsor(db: Database, engagement_id: int, by: Actor, now: datetime) -> int:
    """Store an engagement's sponsor, release its latest results and a document, and return their account."""
    sponsor = add_account(db, email="lars@client.example", name="Lars Lind", role="sponsor", now=now)
    add_sponsor(db, engagement_id, sponsor)
    wave = latest_counted(db, engagement_id)
    assert wave is not None
    assert by.account_id is not None
    release(db, wave.id, by.account_id, now)
    issue = documents.add_issue(
        db, engagement_id, "full", 1, wave=wave.number, on=now.date(), by=by, dossier="{}", docx=b"PK",
        changes=(), now=now,
    )  # fmt: skip
    documents.release(db, issue, by.account_id, now)
    return sponsor


def _told(size: Size, answers: int) -> str:
    """Return how much there is, in words."""
    everyone = size.people * (size.engagements - 2) + size.asked_now + size.most_people
    return (
        f"{size.engagements:,} engagements, {everyone:,} people, {size.most_people:,} of them in one with "
        f"{size.strategy.interviews} interviews of {size.strategy.questions} questions and worksheets of "
        f"{size.strategy.rows:,} rows, and {answers:,} answers"
    )


def _engagement(db: Database, client: str, actor: Actor, now: datetime) -> int:
    pack = demo.pack_name()
    made = engagements.add_engagement(
        db, client=client, function_assessed="marketing", consultancy="", pack=pack, now=now
    )
    assert actor.account_id is not None
    engagements.add_member(db, made, actor.account_id)
    groups.add_choices(db, made, "function", FUNCTIONS)
    groups.add_choices(db, made, "seniority", SENIORITIES)
    record(db, made, actor, "engagement", "created the engagement", now)
    return made


def _people(db: Database, engagement_id: int, many: int, now: datetime) -> list[int]:
    functions = [each.id for each in groups.choices(db, engagement_id, "function")]
    seniorities = [each.id for each in groups.choices(db, engagement_id, "seniority")]
    asked: tuple[Role, ...] = ("respondent", "interviewee")
    return [
        people.add_person(
            db,
            engagement_id,
            name=_name(number),
            email=f"person{number}@client.example",
            title="",
            function_id=functions[number % len(functions)],
            seniority_id=seniorities[number % len(seniorities)],
            roles=asked[:1] if number % 5 else asked,
            now=now,
        )
        for number in range(many)
    ]


def _name(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number % len(_FAMILY)]} {number}"


def _live(db: Database, size: Size, pack: MethodPack, actor: Actor, now: datetime) -> dict[str, object]:
    """Store an engagement in which people are answering, and return what its addresses hold."""
    made = _engagement(db, "The asked client", actor, now)
    asked = _people(db, made, size.asked_now, now)
    return fill_live(db, made, asked, size.answered_now, pack, actor, now)


def _wave(db: Database, engagement_id: int, pack: MethodPack, many: int, now: datetime) -> int:
    """Store a wave, and return how many answers were given in it."""
    first = pack.capabilities[0].id
    comments = [Comment(each, first, _REMARK) for each in range(many)]
    table = made_up(pack, many, FUNCTIONS, SENIORITIES, comments)
    add_wave_of(db, engagement_id, pack, table, count(table), 5, "answers.csv", now)
    return int((table.codes > 0).sum())


def _planned(db: Database, engagement_id: int, pack: MethodPack, now: datetime) -> dict[str, object]:
    """Store a wave that is planned to ask everyone everything, and return what its addresses hold."""
    wave = waves.add_wave(db, engagement_id, pack, threshold=5, now=now)
    items = [(each.id, question) for each in pack.capabilities for question in ("current", "target")]
    asked = waves.add_questionnaire(db, wave, "Everyone", items)
    found = waves.wave_by_id(db, wave)
    assert found is not None
    return {"number": found.number, "questionnaire_id": asked}


def _mail(db: Database, engagement_id: int, persons: Sequence[int], actor: Actor, now: datetime) -> int:
    """Store a link and a mail for each person, half of them sent, and return the number of the last mail."""
    mail = 0
    for number, person in enumerate(persons):
        link = new_link("bench")
        put_link(db, person, "questionnaire", link, now)
        mail = add_mail(
            db,
            engagement_id=engagement_id,
            person_id=person,
            account_id=actor.account_id,
            kind="questionnaire",
            name=_name(number),
            address=f"person{number}@client.example",
            subject="Your view is needed",
            body="Hello,\n\nhttp://localhost/p/{token}\n",
            seed=link.seed,
            now=now,
        )
        if number % 2:
            deliver(db, mail, "sent", now)
    return mail


def _deeds(db: Database, engagement_id: int, many: int, actor: Actor, now: datetime) -> None:
    for number in range(many):
        record(db, engagement_id, actor, "people", "added 1 person", now - timedelta(hours=many - number))
    record(db, engagement_id, actor, "engagement", BROUGHT_IN, now)


def _draft(db: Database, engagement_id: int, many: int, now: datetime) -> str:
    """Store a list of people that was read and not yet added, most of it new, and return its name."""
    lines = "\n".join(f"{_name(number)}\tguest{number}@client.example\tSales" for number in range(many))
    table = read_pasted(f"Name\tMail\tFunction\n{lines}")
    draft = Draft.of(table, {"function": FUNCTIONS, "seniority": SENIORITIES}, "respondent")
    made = secrets.token_hex(16)
    people.add_draft(db, engagement_id, made, source="pasted", document=draft.to_json(), now=now)
    return made


def today() -> datetime:
    """Return the moment that everything is made at."""
    return datetime.now(UTC)
