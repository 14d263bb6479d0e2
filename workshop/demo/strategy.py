"""The first step of the demonstration: interviews, quotes, priorities, documents and worksheets."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop import demo
from workshop.accounts.store import Account
from workshop.answering.outline import job_item, statement_item
from workshop.documents import store as documents
from workshop.engagements.packs import engagement_pack, freeze_pack
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.interviews import store as interviews
from workshop.interviews.capture import store as capture
from workshop.interviews.planning import store as planning
from workshop.interviews.written import store as written
from workshop.interviews.written.merging import Change as Written
from workshop.outlook import store as outlook
from workshop.people import store as people
from workshop.priorities import store as priorities
from workshop.quotes import store as quotes
from workshop.sources import store as sources
from workshop.themes import store as themes
from workshop.worksheets.changing import Change, apply
from workshop.worksheets.sheets import sheets_of

_Told = Mapping[str, Any]
_BEGIN = time(9, 30)


def told(db: Database, engagement: Engagement, consultant: Account, now: datetime) -> None:
    """Store everything that leads to the strategy of an engagement; called inside write()."""
    content = yaml.safe_load((files(demo) / "strategy.yaml").read_text(encoding="utf-8"))
    freeze_pack(db, engagement, now)
    _Telling(db, engagement, consultant, now, content).all()
    for topic, deed in (
        ("strategy", f"planned {len(content['interviews'])} interviews"),
        ("strategy", f"added {len(content['priorities'])} priorities and weighed them"),
        ("answers", f"filled in {len(content['worksheets'])} worksheets"),
    ):
        record(db, engagement.id, consultant.actor, topic, deed, now)


class _Telling:
    """What has been stored so far, by the names that the content uses."""

    def __init__(
        self, db: Database, engagement: Engagement, consultant: Account, now: datetime, content: _Told
    ) -> None:
        self.db, self.engagement, self.consultant, self.now, self.content = (
            db, engagement, consultant, now, content,
        )  # fmt: skip
        self.pack: MethodPack = engagement_pack(db, engagement)
        self.interviews: dict[str, int] = {}
        self.passages: dict[str, int] = {}
        self.documents: dict[str, int] = {}
        self.priorities: dict[str, int] = {}
        self.themes: dict[str, int] = {}

    def all(self) -> None:
        """Store it all, each thing after those it rests on."""
        for name, meaning in self.content["themes"].items():
            self.themes[name] = themes.add_theme(self.db, self.engagement.id, name, meaning)
        self._review()
        self._weigh()
        there = {each.name: each.id for each in people.people(self.db, self.engagement.id)}
        for each in self.content["interviews"]:
            self._interview(there[each["name"]], each)
        self._source()
        self._look_ahead()
        self._fill_in()

    def _review(self) -> None:
        for each in self.content["documents"]:
            self.documents[each["title"]] = documents.add_document(
                self.db,
                self.engagement.id,
                title=each["title"],
                kind=each["kind"],
                dated_on=self._day(-each["days_ago"]),
                owner=each["owner"],
                shows=each["shows"],
                capabilities=each["capabilities"],
                now=self.now,
            )

    def _weigh(self) -> None:
        for each in self.content["priorities"]:
            self.priorities[each["of"]] = priorities.add_priority(
                self.db,
                self.engagement.id,
                name=each["name"],
                outcome=each["outcome"],
                measured_by=each["measured_by"],
                pack_priority=each["of"],
            )
        priorities.set_weights(
            self.db,
            self.engagement.id,
            {self.priorities[each["of"]]: each["weight"] for each in self.content["priorities"]},
            reason=self.content["weights_because"],
            account_id=self.consultant.id,
            now=self.now,
        )

    def _interview(self, person_id: int, told: _Told) -> None:
        asked = {**told.get("notes", {}), **told.get("answers", {})}
        held = "days_ago" in told
        day = self._day(-told["days_ago"] if held else told["in_days"])
        begins = datetime.combine(_working_day(day), _BEGIN, self.now.tzinfo)
        details = planning.Details(
            begins,
            told["minutes"],
            "",
            not held or "statements" in told,
            not held or "points" in told,
        )
        number = planning.add_interview(
            self.db, self.engagement.id, person_id, details, secrets.token_hex(16), self.now
        )
        self.interviews[told["name"]] = number
        questions = [
            interviews.Chosen(each.id, "")
            for section in self.pack.guide
            for each in section.questions
            if (each.id in asked if held else each.core)
        ]
        planning.set_questions(self.db, number, questions)
        planning.add_interviewers(self.db, number, {self.consultant.id: self.consultant.name})
        if held:
            self._hold(number, told, begins + timedelta(minutes=told["minutes"]))

    def _hold(self, number: int, told: _Told, ended: datetime) -> None:
        """Store what was said or written in an interview, and what was drawn from it."""
        found = interviews.interview(self.db, self.engagement.id, number)
        assert found is not None
        writer = None if told.get("written") else found.interviewers[0].id
        for question, text in told.get("notes", {}).items():
            note = interviews.Note(0, number, found.interviewers[0].id, question, text, 1, 240, ended)
            capture.put_note(self.db, note)
        for question, (text, consent) in told.get("answers", {}).items():
            written.change_answer(self.db, number, Written(question, text, consent, 0, "demo"), ended)
        if writer is None:
            written.receive(self.db, number, ended)
        else:
            capture.begin(self.db, number, ended - timedelta(minutes=found.minutes))
            capture.finish(self.db, number, ended)
        self._rate(number, told)
        for each in told.get("passages", ()):
            self._mark(number, writer, each, ended)

    def _rate(self, number: int, told: _Told) -> None:
        for item, name in ((statement_item, "statements"), (job_item, "jobs")):
            for identity, codes in told.get(name, {}).items():
                for question, code in zip(("current", "target"), codes, strict=True):
                    capture.put_rating(self.db, number, item(identity), question, code)
        given = {
            self.priorities[of]: points
            for of, points in told.get("points", {}).items()
            if of in self.priorities
        }
        if sum(given.values()) == 100:
            every = dict.fromkeys(self.priorities.values(), 0)
            capture.put_points(self.db, number, every | given)

    def _mark(self, number: int, writer: int | None, told: _Told, now: datetime) -> None:
        passage = quotes.add_passage(
            self.db,
            engagement_id=self.engagement.id,
            interview_id=number,
            interviewer_id=writer,
            question=told["question"],
            text=told["text"],
            consent=told["consent"],
            now=now,
        )
        quotes.change_passage(
            self.db, passage, text=told["text"], consent=told["consent"], shown_as=told.get("shown_as", "")
        )
        for theme in told["themes"]:
            themes.tag(self.db, [passage], self.themes[theme])
        self.passages[told["text"]] = passage

    def _source(self) -> None:
        for each in self.content["priorities"]:
            of = self.priorities[each["of"]]
            named = each.get("from", {})
            for name in named.get("interviews", ()):
                self._rests("priority", of, "interview", self.interviews[name])
            for text in named.get("passages", ()):
                self._rests("priority", of, "passage", self.passages[text])
            for title in named.get("documents", ()):
                self._rests("priority", of, "document", self.documents[title])

    def _look_ahead(self) -> None:
        told = self.content["outlook"]
        outlook.put_outlook(self.db, self.engagement.id, "vision", told["vision"])
        outlook.put_outlook(self.db, self.engagement.id, "future", told["future"])
        for aspect, found in outlook.outlook(self.db, self.engagement.id).items():
            for name in told["sources"].get(aspect, ()):
                self._rests("outlook", found.id, "interview", self.interviews[name])
        for each in self.content["objectives"]:
            number = outlook.add_objective(
                self.db,
                self.engagement.id,
                text=each["text"],
                due_on=self._day(each["in_days"]),
                priority_id=self.priorities[each["of"]],
            )
            for name in each.get("from", ()):
                self._rests("objective", number, "interview", self.interviews[name])

    def _rests(self, of: sources.Of, of_id: int, kind: sources.Kind, kind_id: int) -> None:
        sources.add_source(self.db, self.engagement.id, of, of_id, kind=kind, kind_id=kind_id, consent="role")

    def _fill_in(self) -> None:
        for sheet in sheets_of(self.pack, self.engagement):
            told = self.content["worksheets"].get(sheet.id)
            for row in told["rows"] if told else ():
                key = secrets.token_hex(8)
                cells = [
                    Change(key, field=field, text=self._typed(cell))
                    for field, cell in zip(told["columns"], row, strict=True)
                    if cell != ""
                ]
                apply(self.db, sheet, [Change(key, "add"), *cells], self.now)

    def _typed(self, cell: object) -> str:
        """Return a cell as it is typed; +120 is the day in 120 days."""
        text = str(cell)
        return self._day(int(text)).isoformat() if text.startswith("+") else text

    def _day(self, days: int) -> date:
        return self.now.date() + timedelta(days=days)


def _working_day(day: date) -> date:
    """Return the day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))
