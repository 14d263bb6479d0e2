"""What a file holds of interviews: that every word belongs to a talk, and every question to its guide."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.pack import MethodPack
from workshop.answering.outline import jobs_and_statements
from workshop.fields import trimmed
from workshop.interviews.guide import OWN, guide_questions
from workshop.people.cells import cleaned, folded, is_readable
from workshop.quotes.verbatim import tidied
from workshop.themes.naming import fault_of_name
from workshop.transfer.checking import Row, check_rows, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel
from workshop.transfer.tables import BY_NAME

WHOLE = 100
"""The points that an interviewee shares out; fewer are left where a priority was removed since."""
_OWN = re.compile(rf"{OWN}:[1-9][0-9]{{0,5}}")
_UID = re.compile(r"[A-Za-z0-9@._-]{8,40}")
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{64})?")
_ELSEWHERE = "has an interviewer of another interview."
_NO_QUESTION = "is about a question that no guide of its method has."


def check_said(parcel: Parcel, pack: MethodPack, faults: Faults) -> None:
    """Add what is wrong with interviews, and with what was said in them, to the faults."""
    check_rows(parcel, _Check(parcel, pack).by_table, faults)


@dataclass
class _Check:
    """The checks, each a function that yields what is wrong with a row of its table."""

    parcel: Parcel
    pack: MethodPack
    talk_of: dict[object, object] = field(init=False)
    notes: set[tuple[object, ...]] = field(init=False)
    points: Counter[object] = field(default_factory=Counter)
    themes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.guide = guide_questions(self.pack)
        self.subjects = jobs_and_statements(self.pack.charter) if self.pack.charter else {}
        self.talk_of = {row["id"]: row["interview_id"] for row in self._rows("interviewer")}
        spoken = ((row["interview_id"], row["question"], row["interviewer_id"]) for row in self._rows("note"))
        written = ((row["interview_id"], row["question"], None) for row in self._rows("written_answer"))
        self.notes = {*spoken, *written}

    @property
    def by_table(self) -> Mapping[str, Callable[[Row], Iterator[str]]]:
        """Return the checks by table, in the order of the file."""
        return {
            "interviewer": self._interviewer,
            "interview_calendar": self._calendar,
            "interview_question": self._question,
            "note": self._note,
            "written_answer": self._answer,
            "interview_rating": self._rating,
            "passage": self._passage,
            "passage_approval": self._approval,
            "theme": self._theme,
            "interview_points": self._points,
        }

    def _rows(self, name: str) -> Iterator[Row]:
        return rows(self.parcel, BY_NAME[name])

    def _asks(self, question: object) -> bool:
        return question in self.guide or _OWN.fullmatch(str(question)) is not None

    def _interviewer(self, row: Row) -> Iterator[str]:
        name = str(row["name"])
        if trimmed(name) != name or not is_readable(name):
            yield "name is not written as one."

    def _calendar(self, row: Row) -> Iterator[str]:
        if not _UID.fullmatch(str(row["uid"])):
            yield "uid is none that a calendar would keep."

    def _question(self, row: Row) -> Iterator[str]:
        is_own = _OWN.fullmatch(str(row["question"])) is not None
        if bool(row["text"]) != is_own or not (is_own or row["question"] in self.guide):
            yield _NO_QUESTION

    def _note(self, row: Row) -> Iterator[str]:
        if self.talk_of[row["interviewer_id"]] != row["interview_id"]:
            yield _ELSEWHERE
        if row["question"] and not self._asks(row["question"]):
            yield _NO_QUESTION

    def _answer(self, row: Row) -> Iterator[str]:
        if not self._asks(row["question"]):
            yield _NO_QUESTION

    def _rating(self, row: Row) -> Iterator[str]:
        if row["subject"] not in self.subjects:
            yield "rates what the charter of its method does not ask."

    def _passage(self, row: Row) -> Iterator[str]:
        # Its words may stand there no more: a note goes on, and such a passage is not quoted to anyone.
        if (row["interview_id"], row["question"], row["interviewer_id"]) not in self.notes:
            yield "belongs to no note or written answer of this file."
        if tidied(str(row["text"])) != row["text"]:
            yield "text is not written as a passage."
        role = str(row["shown_as"])
        if role and (cleaned(role) != role or not is_readable(role)):
            yield "shown_as is not written as a role."

    def _approval(self, row: Row) -> Iterator[str]:
        if not _FINGERPRINT.fullmatch(str(row["fingerprint"])):
            yield "fingerprint is none of a quote."

    def _theme(self, row: Row) -> Iterator[str]:
        name = str(row["name"])
        if cleaned(name) != name or fault_of_name(name):
            yield "name is not written as one."
        if folded(name) in self.themes:
            yield "repeats an earlier row."
        self.themes.add(folded(name))

    def _points(self, row: Row) -> Iterator[str]:
        before = self.points[row["interview_id"]]
        self.points[row["interview_id"]] += int(row["points"] or 0)
        if before <= WHOLE < self.points[row["interview_id"]]:
            yield f"makes more than {WHOLE} points of one interview."
