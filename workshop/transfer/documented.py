"""What a file holds of the blueprint: words that can be printed, and documents that are what they seem."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.snapshot import BrokenSnapshot, read_snapshot
from workshop.blueprints.template.checking import faults_of
from workshop.documents.files import NoFile, kind_of, safe_name
from workshop.sources.words import paragraphs
from workshop.transfer.checking import Row, check_rows, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, file_of, part_of
from workshop.transfer.tables import BY_NAME

_CHAPTER = re.compile(r"[A-Za-z0-9_-]{1,60}")
_MOST_ISSUES = 60
_MOST_PARAGRAPHS, _MOST_FIGURES = 40, 20
_NO_WORD = "is no Word document without macros."


def check_documented(parcel: Parcel, faults: Faults) -> None:
    """Add what is wrong with chapters, own paragraphs, issues and the template to the faults."""
    check_rows(parcel, _Check().by_table, faults)
    issues, template = BY_NAME["issue"], BY_NAME["client_template"]
    number = 0
    for number, _row in enumerate(rows(parcel, issues), start=1):
        name = file_of(issues, number)
        try:
            if kind_of(parcel.files.read(name), "issue.docx") != "docx":
                faults.add(_NO_WORD, name)
        except NoFile:
            faults.add(_NO_WORD, name)
    if number > _MOST_ISSUES:
        faults.add(f"has {number} issues, more than the {_MOST_ISSUES} there may be.", part_of(issues))
    for number, row in enumerate(rows(parcel, template), start=1):
        if safe_name(str(row["name"]), "docx") != row["name"]:
            faults.add("name is none that a file is kept under.", part_of(template), number)
        for said in faults_of(parcel.files.read(file_of(template, number))):
            faults.add(f"is no template. {said}", file_of(template, number))


@dataclass
class _Check:
    """The checks, each a function that yields what is wrong with a row of its table."""

    count: Counter[object] = field(default_factory=Counter)

    @property
    def by_table(self) -> Mapping[str, Callable[[Row], Iterator[str]]]:
        """Return the checks by table, in the order of the file."""
        return {
            "blueprint_chapter": self._chapter,
            "own_paragraph": self._paragraph,
            "own_paragraph_figure": self._figure,
            "issue": self._issue,
        }

    def _chapter(self, row: Row) -> Iterator[str]:
        if not _CHAPTER.fullmatch(str(row["chapter"])):
            yield "names no chapter."

    def _paragraph(self, row: Row) -> Iterator[str]:
        yield from self._chapter(row)
        if paragraphs(str(row["text"])) != row["text"]:
            yield "text is not written as a paragraph."
        if self._is_over(row["chapter"], _MOST_PARAGRAPHS):
            yield f"is one paragraph more than the {_MOST_PARAGRAPHS} that a chapter may have."

    def _figure(self, row: Row) -> Iterator[str]:
        if self._is_over(row["paragraph_id"], _MOST_FIGURES):
            yield f"is one figure more than the {_MOST_FIGURES} that a paragraph leans on."

    def _is_over(self, counted: object, most: int) -> bool:
        self.count[counted] += 1
        return self.count[counted] == most + 1

    def _issue(self, row: Row) -> Iterator[str]:
        # Each has one more than the one before it, so that none has more than there may be.
        if not (isinstance(row["number"], int) and 1 <= row["number"] <= _MOST_ISSUES):
            yield "number is none that an issue has."
        try:
            read_snapshot(str(row["dossier"]).encode())
        except (BrokenSnapshot, UnicodeEncodeError):
            yield "dossier is none of an issue."
