"""A spreadsheet of answers becomes an answer table, or all of its faults at once."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from questionnaires.answers import BLANK, DONT_KNOW, NOT_APPLICABLE, QUESTIONS, AnswerTable, Comment
from questionnaires.header import AnswerFaults, Columns, Fault, Faults, read_header
from questionnaires.pack import LEVELS, MethodPack
from questionnaires.spreadsheet import NotASpreadsheet, Row, column_letters, read_rows

ALLOWED_VALUES = "allowed: 1, 2, 3, 4, 5, NA, DK or empty"
MAX_GROUPS = 100
"""Values of one group column: more of them are names or addresses, not groups."""
FEWEST_NAMES = 20
"""From so many values on, a column in which more than half of them differ holds names, not groups."""
MAX_NAME = 200
"""Characters of a respondent's label and of a group's name."""

_CODES = {"": BLANK, "NA": NOT_APPLICABLE, "DK": DONT_KNOW} | {str(each): each for each in LEVELS}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_answers(data: bytes, pack: MethodPack) -> AnswerTable:
    """Return the answers in a CSV or XLSX file, one row a respondent.

    AnswerFaults with every fault where there is any.
    """
    try:
        rows = list(read_rows(data))
    except NotASpreadsheet as error:
        raise AnswerFaults([Fault(None, None, "the file cannot be read", str(error))]) from None
    if not rows:
        remedy = "write a row of column names and a row for each respondent"
        raise AnswerFaults([Fault(None, None, "the sheet is empty", remedy)])
    faults = Faults()
    columns = read_header(rows[0], pack, faults)
    people = rows[1:]
    if not people:
        remedy = "write one row for each respondent under the column names"
        faults.add(None, None, "there is no respondent", remedy)
    respondents = tuple(_labels(people, columns, faults))
    groups = {
        name: tuple(_group(row, number, columns, faults) for row in people)
        for name, number in columns.groups.items()
    }
    for name, values in groups.items():
        _check_groups(name, values, columns, faults)
    codes, asked = _codes(people, columns, pack, faults)
    faults.raise_if_any()
    capabilities = tuple(each.id for each in pack.capabilities)
    return AnswerTable(respondents, groups, capabilities, codes, asked, tuple(_comments(people, columns)))


def _labels(rows: Sequence[Row], columns: Columns, faults: Faults) -> Iterator[str]:
    """Yield the respondents' labels, each of which must be there once."""
    number = columns.respondent
    if number is None:
        return
    first: dict[str, int] = {}
    for row in rows:
        name = _CONTROL.sub("", _cell(row, number))
        found, allowed = "", "give each row a label of its own"
        if not name:
            found = "the respondent has no label"
        elif name in first:
            found = f"respondent {_short(name)!r} stands in row {first[name]} too"
        elif len(name) > MAX_NAME:
            found, allowed = f"the label has {len(name)} characters", f"allowed: at most {MAX_NAME}"
        if found:
            faults.add(row.number, columns.label(number), found, allowed)
        first.setdefault(name, row.number)
        yield name


def _check_groups(name: str, values: Sequence[str], columns: Columns, faults: Faults) -> None:
    """Refuse a column that tells people apart instead of grouping them: its values would be printed."""
    different = len(set(values))
    found = f"there are {different:,} different values"
    if different > MAX_GROUPS:
        remedy = f"a column of groups may have {MAX_GROUPS}; merge some of them or remove the column"
        faults.add(None, columns.label(columns.groups[name]), found, remedy)
    elif different >= FEWEST_NAMES and different * 2 > len(values):
        remedy = "they look like names, not groups; merge some of them or remove the column"
        faults.add(None, columns.label(columns.groups[name]), f"{found} in {len(values)} rows", remedy)


def _group(row: Row, number: int, columns: Columns, faults: Faults) -> str:
    name = _CONTROL.sub("", _cell(row, number))
    if len(name) > MAX_NAME:
        found = f"the group's name has {len(name)} characters"
        faults.add(row.number, columns.label(number), found, f"allowed: at most {MAX_NAME}")
    return name


def _codes(
    rows: Sequence[Row], columns: Columns, pack: MethodPack, faults: Faults
) -> tuple[
    np.ndarray[tuple[int, int, int], np.dtype[np.uint8]], np.ndarray[tuple[int, int], np.dtype[np.bool_]]
]:
    """Return the codes of all ratings, shape (capabilities, questions, respondents), and what was asked."""
    codes = np.zeros((len(pack.capabilities), len(QUESTIONS), len(rows)), dtype=np.uint8)
    asked = np.zeros((len(pack.capabilities), len(QUESTIONS)), dtype=np.bool_)
    for place in columns.items:
        asked[place] = True
    for person, row in enumerate(rows):
        for (capability, question), number in columns.items.items():
            text = _cell(row, number)
            code = _CODES.get(text.upper())
            if code is None:
                found = f"{_short(text)!r} is not a rating"
                faults.add(row.number, columns.label(number), found, ALLOWED_VALUES)
            else:
                codes[capability, question, person] = code
        if stray := next((number for number in _strays(row, columns)), None):
            found = f"{_short(row.cells[stray])!r} stands in a column without a name"
            faults.add(row.number, column_letters(stray), found, "name the column or remove the value")
    return codes, asked


def _strays(row: Row, columns: Columns) -> Iterator[int]:
    """Yield the places of values that no column name stands above."""
    for number, text in enumerate(row.cells):
        if text and (number >= len(columns.names) or not columns.names[number]):
            yield number


def _comments(rows: Sequence[Row], columns: Columns) -> Iterator[Comment]:
    for person, row in enumerate(rows):
        for capability, number in columns.comments.items():
            if text := _CONTROL.sub("", _cell(row, number)):
                yield Comment(person, capability, text)


def _cell(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
