"""What leads to a strategy, made up for measuring: interviews, quotes, priorities, documents, worksheets."""

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlite_utils import Database

from questionnaires.charter import job_item, statement_item
from questionnaires.pack import MethodPack
from questionnaires.worksheet import Column
from workshop.alignment import store as alignment
from workshop.documents import store as documents
from workshop.engagements import store as engagements
from workshop.engagements.packs.store import put_pack
from workshop.history.store import Actor
from workshop.interviews import store as interviews
from workshop.interviews.capture import store as capture
from workshop.interviews.planning import store as planning
from workshop.interviews.written import store as written
from workshop.interviews.written.merging import Change as Written
from workshop.outlook import store as outlook
from workshop.priorities import store as priorities
from workshop.quotes import store as quotes
from workshop.sources import store as sources
from workshop.themes import store as themes
from workshop.worksheets import store as worksheets
from workshop.worksheets.changing import Change, apply
from workshop.worksheets.drafts import Draft
from workshop.worksheets.sheets import DOCUMENTS, Sheet, sheets_of

THEMES = ("Proof of return", "Data quality", "Leads", "Role", "Speed", "People", "Tools", "Agencies")
RARE = "tourmaline"
"""A word that one note in a hundred has."""
_SAID = (
    "marketing sales leads data report budget agency campaign system quarter customers region plan finance "
    "nobody always waiting launch process tool owner between before after measure margin growth decision "
    "weekly meeting record number spreadsheet approval brief contract channel product service team post"
)
_WORDS = _SAID.split()
_CONSENTS = ("attributed", "role", "none")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is: questions and passages are those of one interview, rows those of one worksheet."""

    interviews: int = 60
    questions: int = 40
    passages: int = 5
    priorities: int = 10
    capabilities: int = 60
    documents: int = 60
    rows: int = 500
    initiatives: int = 40


class _Made:
    """Where everything is stored, and the chance that words and numbers come from."""

    def __init__(
        self, db: Database, engagement_id: int, pack: MethodPack, actor: Actor, now: datetime, amount: Amount
    ) -> None:
        found = engagements.engagement(db, engagement_id)
        assert found is not None
        self.db, self.engagement, self.actor, self.now, self.amount = db, found, actor, now, amount
        self.chance = random.Random("strategy")  # noqa: S311 - words that mean nothing, no secret
        self.pack = pack

    def words(self, fewest: int, most: int) -> str:
        """Return a text of so many words."""
        chosen = self.chance.choices(_WORDS, k=self.chance.randint(fewest, most))
        if self.chance.random() < 0.01:
            chosen.insert(1, RARE)
        return f"{' '.join(chosen).capitalize()}."


def fill_strategy(
    db: Database,
    engagement_id: int,
    people: Sequence[int],
    pack: MethodPack,
    actor: Actor,
    now: datetime,
    amount: Amount,
) -> dict[str, object]:
    """Store it all, inside write(), and return what stands in the addresses of its pages."""
    made = _Made(db, engagement_id, pack, actor, now, amount)
    text = msgspec.json.encode(made.pack).decode()
    put_pack(db, engagement_id, pack.id, pack.version, text, now)
    chosen = _priorities(made)
    sheets = sheets_of(made.pack, made.engagement)
    for sheet in sheets:
        _rows(made, sheet)
    first = sheets[0]
    row = worksheets.rows(db, engagement_id, first.id)[0]
    reviewed = _documents(made)
    values = {"priority_id": chosen[0], "worksheet": first.id, "row_key": row.key, "document_id": reviewed[0]}
    values |= _interviews(made, people, chosen)
    values |= {"objective_id": _outlook(made, chosen), "aspect": "vision"}
    values |= {"sheet_draft": _draft(made, first, first.id)}
    values |= {"document_draft": _documents_draft(made)}
    for each in chosen:
        sources.add_source(db, engagement_id, "priority", each, kind="document", kind_id=reviewed[0])
    return values


def typed(column: Column, number: int, words: str) -> str:
    """Return what is typed into a cell of a kind in some row."""
    if column.unit == "1 to 5":
        return str(number % 5 + 1)
    if column.choices:
        return column.choices[number % len(column.choices)]
    numbered = {"number": str(number % 400), "money": str(number * 37), "percentage": str(number % 100)}
    named = {"person": f"Person {number % 90}", "component": "A", "capabilities": "A1, A2"}
    return {"date": f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}", **numbered, **named}.get(
        column.type, f"{words[:60]} {number}"
    )


def enlarged(pack: MethodPack, most: int) -> MethodPack:
    """Return the pack with so many capabilities, the last ones made from its first component."""
    first, *others = pack.components
    there = first.capabilities
    copies = [
        msgspec.structs.replace(there[number % len(there)], id=f"{first.id}{90 + number}")
        for number in range(most - len(pack.capabilities))
    ]
    larger = msgspec.structs.replace(first, capabilities=(*there, *copies))
    return msgspec.structs.replace(pack, components=(larger, *others))


def _priorities(made: _Made) -> list[int]:
    """Store priorities with weights, and every second cell of the matrix chosen by hand."""
    db, engagement_id = made.db, made.engagement.id
    named = [each.id for each in made.pack.priorities]
    chosen = [
        priorities.add_priority(
            db,
            engagement_id,
            name=f"Priority {number} of the board",
            outcome=made.words(15, 30),
            measured_by=made.words(8, 15),
            pack_priority=named[number] if number < len(named) else "",
        )
        for number in range(made.amount.priorities)
    ]
    priorities.set_weights(
        db,
        engagement_id,
        {each: place + 1 for place, each in enumerate(chosen)},
        reason="The order of the board paper.",
        account_id=made.actor.account_id,
        now=made.now,
    )
    alignment.put_cells(
        db,
        [
            (each, capability.id, (0, 1, 3)[(place + each) % 3])
            for each in chosen
            for place, capability in enumerate(made.pack.capabilities)
            if (place + each) % 2
        ],
    )
    return chosen


def _interviews(made: _Made, people: Sequence[int], chosen: Sequence[int]) -> Mapping[str, object]:
    """Store interviews with notes, every fourth with written answers too, ratings, points and passages."""
    db, engagement_id = made.db, made.engagement.id
    tags = [themes.add_theme(db, engagement_id, name, made.words(8, 15)) for name in THEMES]
    guide = [each.id for section in made.pack.guide for each in section.questions]
    asked = [interviews.Chosen(each, "") for each in guide][: made.amount.questions]
    asked += [
        interviews.Chosen(f"own-{number}", made.words(8, 14))
        for number in range(made.amount.questions - len(asked))
    ]
    last = {}
    for place, person in enumerate(people[: made.amount.interviews]):
        begins = made.now - timedelta(days=place % 40, hours=place % 6)
        details = planning.Details(begins, 60, "Room 4", charter=True, points=True)
        number = planning.add_interview(db, engagement_id, person, details, secrets.token_hex(16), made.now)
        planning.set_questions(db, number, asked)
        assert made.actor.account_id is not None
        planning.add_interviewers(db, number, {made.actor.account_id: made.actor.name})
        passage = _said(made, number, asked, tags, begins)
        _rated(made, number, chosen, place)
        if place % 4 == 0:
            for each in asked:
                said = Written(each.id, made.words(30, 80), "role", 0, "bench")
                written.change_answer(db, number, said, begins)
            written.receive(db, number, begins)
        last = {"interview_id": number, "passage_id": passage, "theme_id": tags[0]}
    return last


def _said(
    made: _Made, number: int, asked: Sequence[interviews.Chosen], tags: Sequence[int], now: datetime
) -> int:
    """Store the notes of an interview with the passages marked in them; return the last passage."""
    found = interviews.interview(made.db, made.engagement.id, number)
    assert found is not None
    leader, passage = found.interviewers[0].id, 0
    for place, each in enumerate(asked):
        text = f"{made.words(20, 40)} {made.words(20, 40)}"
        capture.put_note(made.db, interviews.Note(0, number, leader, each.id, text, 3, 90, now))
        if place < made.amount.passages:
            passage = quotes.add_passage(
                made.db,
                engagement_id=made.engagement.id,
                interview_id=number,
                interviewer_id=leader,
                question=each.id,
                text=text.partition(".")[0],
                consent=_CONSENTS[place % 3],  # type: ignore[arg-type]
                now=now,
            )
            for tag in {tags[place % len(tags)], made.chance.choice(tags)}:
                themes.tag(made.db, [passage], tag)
    capture.begin(made.db, number, now)
    capture.finish(made.db, number, now + timedelta(hours=1))
    return passage


def _rated(made: _Made, number: int, chosen: Sequence[int], place: int) -> None:
    charter = made.pack.charter
    assert charter is not None
    subjects = [statement_item(each.id) for each in charter.statements]
    subjects += [job_item(each.id) for each in charter.jobs]
    for at, subject in enumerate(subjects):
        capture.put_rating(made.db, number, subject, "current", (at + place) % 5 + 1)
        capture.put_rating(made.db, number, subject, "target", (at * place) % 5 + 1)
    given = dict.fromkeys(chosen, 100 // len(chosen))
    given[chosen[place % len(chosen)]] += 100 - sum(given.values())
    capture.put_points(made.db, number, given)


def _outlook(made: _Made, chosen: Sequence[int]) -> int:
    db, engagement_id = made.db, made.engagement.id
    outlook.put_outlook(db, engagement_id, "vision", made.words(60, 90))
    outlook.put_outlook(db, engagement_id, "future", made.words(90, 150))
    due = made.now.date()
    objectives = [
        outlook.add_objective(db, engagement_id, text=made.words(12, 20), due_on=due, priority_id=each)
        for each in chosen
    ]
    return objectives[0]


def _documents(made: _Made) -> list[int]:
    capabilities = [each.id for each in made.pack.capabilities]
    return [
        documents.add_document(
            made.db,
            made.engagement.id,
            title=f"Paper {number} on the {made.chance.choice(_WORDS)}",
            kind="Plan",
            dated_on=made.now.date() - timedelta(days=number),
            owner=f"Person {number}",
            shows=made.words(20, 40),
            capabilities=made.chance.sample(capabilities, min(3, len(capabilities))),
            now=made.now,
        )
        for number in range(made.amount.documents)
    ]


def _rows(made: _Made, sheet: Sheet) -> None:
    changes = []
    for number in range(made.amount.rows):
        key = secrets.token_hex(8)
        changes.append(Change(key, "add"))
        changes += [
            Change(key, field=each.id, text=typed(each, number, made.words(4, 9)))
            for each in sheet.worksheet.columns
        ]
    apply(made.db, sheet, changes, made.now)


def _draft(made: _Made, sheet: Sheet, worksheet: str) -> str:
    """Store a spreadsheet that was read for a worksheet and is not in it, and return its name."""
    columns = sheet.worksheet.columns
    rows = [
        (number + 2, [typed(each, number, made.words(4, 9)) for each in columns])
        for number in range(made.amount.rows)
    ]
    return _kept(made, worksheet, Draft([each.name for each in columns], [each.id for each in columns], rows))


def _documents_draft(made: _Made) -> str:
    """Store a list of documents that was read, and return its name."""
    columns = next(each for each in made.pack.worksheets if each.id == DOCUMENTS).columns
    rows = [
        (number + 2, [typed(each, number, made.words(4, 9)) for each in columns])
        for number in range(made.amount.documents)
    ]
    return _kept(made, DOCUMENTS, Draft([each.name for each in columns], [each.id for each in columns], rows))


def _kept(made: _Made, worksheet: str, draft: Draft) -> str:
    name = secrets.token_hex(16)
    worksheets.add_draft(
        made.db,
        made.engagement.id,
        worksheet,
        name,
        source="pasted.csv",
        document=draft.to_json(),
        now=made.now,
        before=made.now - timedelta(days=1),
    )
    return name
