"""Notes that come back from the paper of an interview, line by line to the questions that they belong to.

A line that begins with "Notes G1:" or "G1:", or with the words of a question, tells what the lines after it
belong to. What the paper prints itself is left out where the paper prints it; everything else is kept, and
what stands at no question of the interview goes to the general notes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.interview_sheet import (
    ELSEWHERE,
    GENERAL_LABEL,
    POINTS,
    RATINGS,
    InterviewPaper,
    PaperQuestion,
    PaperSection,
    charter_lines,
    heading,
    marker,
    points_lines,
)
from workshop.interviews.store import GENERAL

_BULLET = r"[\s\u2022\u25cf\u25aa\u2013\u2014*·-]*"


@dataclass(frozen=True, slots=True)
class Placed:
    """Notes by the question's id, GENERAL among them; `unplaced` are the lines that stood at no question."""

    notes: Mapping[str, str]
    unplaced: tuple[str, ...]

    @property
    def everything_else(self) -> str:
        """Return what goes to the general notes: what stood there, and what could not be placed."""
        parts = (self.notes.get(GENERAL, ""), "\n".join(self.unplaced))
        return "\n\n".join(each for each in parts if each)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a line may begin with, and whose notes follow; `prints` stands on the paper before them."""

    question: str
    pattern: re.Pattern[str]
    first: str
    is_marker: bool
    prints: frozenset[str] = frozenset()


def placed(paper: InterviewPaper, guide: InterviewPaper, lines: Iterable[str]) -> Placed:
    """Return where the lines of a filled-in paper belong, be it that of the interview or the whole guide."""
    return _Placing(paper, guide).place(lines)


class _Placing:
    """Goes through the lines with the place they have reached in mind."""

    def __init__(self, paper: InterviewPaper, guide: InterviewPaper) -> None:
        asked = {each.id: each.label for section in paper.sections for each in section.questions}
        self._others = {
            each.id: each.label
            for section in guide.sections
            for each in section.questions
            if each.id not in asked
        }
        sections = (*paper.sections, *guide.sections)
        questions = {each.id: each for section in reversed(sections) for each in section.questions}
        self._anchors = _by_first_word(_anchors(questions.values()))
        self._headings = frozenset(_plain(each) for each in _headings(sections))
        self._head = frozenset(_plain(each) for one in (paper, guide) for each in _head(one))
        charter = paper.charter or guide.charter
        self._tables = {
            _plain(RATINGS): frozenset(map(_plain, charter_lines(charter) if charter else ())),
            _plain(POINTS): frozenset(map(_plain, points_lines(paper.priorities))),
        }
        self._notes: dict[str, list[str]] = {}
        self._unplaced: list[str] = []
        self._here: str | None = None
        self._skips: frozenset[str] = self._head

    def place(self, lines: Iterable[str]) -> Placed:
        """Return where every line went."""
        for line in lines:
            self._take(line.rstrip())
        notes = {key: _tidy(found) for key, found in self._notes.items()}
        unplaced = [each.strip() for each in self._unplaced if each.strip()]
        unplaced += [f"{label}: {notes[key]}" for key, label in self._others.items() if notes.get(key)]
        kept = {key: text for key, text in notes.items() if text and key not in self._others}
        return Placed(kept, tuple(unplaced))

    def _take(self, line: str) -> None:
        plain = _plain(line)
        found = self._found(line, plain)
        if found:
            anchor, rest = found
            self._here = anchor.question
            # Behind its mark everything is a note, whatever it says.
            self._skips = frozenset() if anchor.is_marker else anchor.prints
            kept = self._notes.setdefault(anchor.question, [])
            if rest:
                kept.append(rest)
        elif _unnumbered(plain) in self._headings:
            self._here, self._skips = None, self._tables.get(plain, self._head)
        elif plain and plain in self._skips:
            return
        elif self._here is None:
            self._unplaced.append(line)
        else:
            self._notes[self._here].append(line)

    def _found(self, line: str, plain: str) -> tuple[_Anchor, str] | None:
        for anchor in self._anchors.get(_first_word(plain), ()):
            match = anchor.pattern.match(line)
            if match:
                return anchor, line[match.end() :].strip()
        return None


def _anchors(questions: Iterable[PaperQuestion]) -> list[_Anchor]:
    found = [_marker(GENERAL, GENERAL_LABEL)]
    for each in questions:
        prints = frozenset(map(_plain, each.probes))
        found.append(_marker(each.id, each.label))
        found.append(_question(each, prints))
        found.append(_label(each, prints))
        found.append(_words(each, prints))
    return found


def _marker(question: str, label: str) -> _Anchor:
    words = _loose(marker(label).rstrip(":"))
    return _Anchor(question, _compiled(rf"{words}(?:\s*:|\t|\s*$)"), "notes", is_marker=True)


def _question(each: PaperQuestion, prints: frozenset[str]) -> _Anchor:
    """Return what finds a question by what it is called, with its words behind that."""
    # One run of blanks is read in one way only: a line of nothing else would take minutes.
    pattern = _compiled(rf"{_loose(each.label)}\s*(?:[:.)\u2013-]\s*)?{_loose(each.text)}(?!\w)")
    return _Anchor(each.id, pattern, _first_word(_plain(each.label)), is_marker=False, prints=prints)


def _label(each: PaperQuestion, prints: frozenset[str]) -> _Anchor:
    """Return what finds a question by what it is called alone, as somebody types it."""
    pattern = _compiled(rf"{_loose(each.label)}(?:\s*:|[.)](?=\s|$)|\t|\s*$)")
    return _Anchor(each.id, pattern, _first_word(_plain(each.label)), is_marker=False, prints=prints)


def _words(each: PaperQuestion, prints: frozenset[str]) -> _Anchor:
    return _Anchor(
        each.id,
        _compiled(rf"{_loose(each.text)}(?!\w)"),
        _first_word(_plain(each.text)),
        is_marker=False,
        prints=prints,
    )


def _by_first_word(anchors: Sequence[_Anchor]) -> Mapping[str, list[_Anchor]]:
    """Return the anchors by the word that they begin with, in their order: few are tried on a line."""
    found: dict[str, list[_Anchor]] = {}
    for each in anchors:
        found.setdefault(each.first, []).append(each)
    return found


def _headings(sections: Iterable[PaperSection]) -> list[str]:
    return [*(heading(0, each) for each in sections), ELSEWHERE, RATINGS, POINTS]


def _unnumbered(plain: str) -> str:
    """Return a line as the heading of a part whose number does not matter."""
    return re.sub(r"^part \d{1,3}:", "part 0:", plain, count=1)


def _head(paper: InterviewPaper) -> list[str]:
    """Return what stands above the first question, and below the heading of a section."""
    facts = [text for fact in paper.facts for text in (*fact, " ".join(fact)) if text]
    return [paper.client, paper.title, *facts, *(each.purpose for each in paper.sections if each.purpose)]


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(_BULLET + words, re.IGNORECASE)


def _loose(text: str) -> str:
    """Return a pattern for a text, however its words are parted."""
    return r"\s+".join(re.escape(word) for word in text.split())


def _plain(text: str) -> str:
    """Return a line as it is compared: without marks of lists, blanks and capitals."""
    return " ".join(re.sub(f"^{_BULLET}", "", text).split()).casefold()


def _first_word(plain: str) -> str:
    found = re.match(r"\w+", plain)
    return found[0] if found else ""


def _tidy(lines: Sequence[str]) -> str:
    """Return lines as one text, without blank ones around it and with at most one between."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
