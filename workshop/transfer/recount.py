"""The counts of a file's waves, made anew from its answers: what is shown follows from what is there.

That of a wave that people answered is final and stays as it was: the file holds its answers blanked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
import numpy as np

from questionnaires.answers import BLANK, CODES, NOT_STATED, QUESTIONS, AnswerTable
from questionnaires.loading import PackFaults, load_pack
from questionnaires.pack import LEVELS, MethodPack
from questionnaires.pack_files import to_yaml
from questionnaires.tally import MOST_ASKED, Tally, count, with_absent
from workshop.answering.outline import jobs_and_statements
from workshop.transfer.checking import Row, rows
from workshop.transfer.faults import Faults
from workshop.transfer.final import MAX_SETS, final_charter, final_count
from workshop.transfer.parcel import Parcel, part_of
from workshop.transfer.tables import BY_NAME

MAX_CELLS = 300_000_000
"""Ratings that there is room for: half a million people and a method of 200 capabilities."""


@dataclass
class _Wave:
    """What people answered in one wave, as it is gathered from the tables."""

    pack: MethodPack
    places: Mapping[str, int]
    sheets: list[str] = field(default_factory=list)
    groups: dict[str, dict[int, str]] = field(default_factory=dict)
    questionnaires: list[int] = field(default_factory=list)
    asks: dict[int, np.ndarray[tuple[int, int], np.dtype[np.bool_]]] = field(default_factory=dict)
    charters: set[int] = field(default_factory=set)
    codes: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]] = field(init=False)

    def make_room(self) -> int:
        """Make the tables of codes, all blank, and return how many cells they have."""
        shape = (len(self.places), len(QUESTIONS), len(self.sheets))
        self.codes = np.zeros(shape, dtype=np.uint8)
        return self.codes.size

    def ask(self, questionnaire: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """Return which items a questionnaire holds, to be filled in."""
        return self.asks.setdefault(
            questionnaire, np.zeros((len(self.places), len(QUESTIONS)), dtype=np.bool_)
        )

    def counted(self, columns: list[str]) -> Tally:
        """Return the count of the answers; only whose questionnaire holds an item was asked it."""
        table = self.table(columns)
        tally = count(table)
        for row, (column, value) in enumerate(tally.sets):
            values = table.groups[column] if row else ()
            held = Counter(
                questionnaire
                for place, questionnaire in enumerate(self.questionnaires)
                if not row or (values[place] or NOT_STATED) == value
            )
            for questionnaire, sheets in held.items():
                tally.codes[row, ..., BLANK] -= sheets * ~self.ask(questionnaire)
        return tally

    def table(self, columns: list[str]) -> AnswerTable:
        """Return the answers; group columns stand in this order, then in that of the alphabet."""
        people = range(len(self.sheets))
        order = [*dict.fromkeys(each for each in columns if each in self.groups), *sorted(self.groups)]
        groups = {
            name: tuple(self.groups[name].get(each, "") for each in people) for name in dict.fromkeys(order)
        }
        asked = np.zeros((len(self.places), len(QUESTIONS)), dtype=np.bool_)
        for questionnaire in {*self.questionnaires}:
            asked |= self.ask(questionnaire)
        return AnswerTable(tuple(self.sheets), groups, tuple(self.places), self.codes, asked)


def recounted(parcel: Parcel, faults: Faults) -> dict[int, tuple[str, str]]:
    """Return the counts of each wave that had any, by the wave's number in the file, as they are stored.

    The second is that of the charter, which is never counted again: single answers leave without it.

    What is wrong with packs and answers is added to the faults; where there is any, nothing is counted.
    """
    waves: dict[int, _Wave] = {}
    for number, row in _rows(parcel, "wave"):
        pack = stored_pack(row)
        if pack is None:
            faults.add("has no method that can be read.", part_of(BY_NAME["wave"]), number)
        else:
            waves[int(row["id"] or 0)] = _Wave(pack, {each.id: i for i, each in enumerate(pack.capabilities)})
    faults.raise_if_any()
    _gather(parcel, waves, faults)
    faults.raise_if_any()
    imported = {row["wave_id"] for _, row in _rows(parcel, "wave_import")}
    found = {}
    for number, row in _rows(parcel, "tally"):
        wave, document = int(row["wave_id"] or 0), str(row["document"])
        is_final = wave not in imported
        count = final_count(document, waves[wave].pack) if is_final else _counted(waves[wave], document)
        charter = final_charter(str(row["charter"]), waves[wave].pack) if row["charter"] else ""
        if count is None or charter is None:
            faults.add("is no count of answers.", part_of(BY_NAME["tally"]), number)
        else:
            found[wave] = count, charter
    return found


def _counted(wave: _Wave, document: str) -> str | None:
    """Return the count of a wave made anew, or None where the one that is there is none.

    That one tells the order of the group columns, and how many were asked who have no row.
    """
    try:
        held = Tally.from_json(document)
    except (ValueError, OverflowError, RecursionError):
        return None
    if not 0 <= held.absent <= MOST_ASKED:
        return None
    return with_absent(wave.counted(list(held.columns)), held.absent).as_json().decode()


def stored_pack(row: Row) -> MethodPack | None:
    """Return the method that a wave asked, or None where it is not one that could have been loaded."""
    pack = _loaded(str(row["pack"]))
    named = pack is not None and (row["pack_id"], row["pack_version"]) == (pack.id, pack.version)
    return pack if named else None


@lru_cache(maxsize=4)  # the waves of an engagement mostly ask the same
def _loaded(document: str) -> MethodPack | None:
    """Return a method from its JSON; its files are read as if a person had written them, with every check."""
    try:
        pack = msgspec.json.decode(document, type=MethodPack)
        return pack if load_pack(to_yaml(pack)) == pack else None
    except (ValueError, RecursionError, PackFaults):
        return None


def _rows(parcel: Parcel, name: str) -> Iterator[tuple[int, Row]]:
    return enumerate(rows(parcel, BY_NAME[name]), start=1)


def _gather(parcel: Parcel, waves: Mapping[int, _Wave], faults: Faults) -> None:
    """Fill the waves with the rows of the tables of answers."""
    place: dict[int, tuple[_Wave, int]] = {}
    for _, row in _rows(parcel, "sheet"):
        wave = waves[int(row["wave_id"] or 0)]
        place[int(row["id"] or 0)] = wave, len(wave.sheets)
        wave.sheets.append(str(row["label"]))
        wave.questionnaires.append(int(row["questionnaire_id"] or 0))
    cells = sum(len(wave.places) * len(QUESTIONS) * len(wave.sheets) for wave in waves.values())
    if cells > MAX_CELLS:
        faults.add("has more people than there is room for.", part_of(BY_NAME["sheet"]))
        faults.raise_if_any()
    for wave in waves.values():
        wave.make_room()
    _gather_questions(parcel, waves, faults)
    _gather_answers(parcel, place, faults)
    _gather_groups(parcel, place, faults)


def _gather_questions(parcel: Parcel, waves: Mapping[int, _Wave], faults: Faults) -> None:
    belongs = {}
    for _, row in _rows(parcel, "questionnaire"):
        belongs[row["id"]] = wave = waves[int(row["wave_id"] or 0)]
        if row["charter"]:
            wave.charters.add(int(row["id"] or 0))
    for number, row in _rows(parcel, "questionnaire_item"):
        wave = belongs[row["questionnaire_id"]]
        item = _item(wave, row)
        if item is None:
            faults.add("asks what its method does not.", part_of(BY_NAME["questionnaire_item"]), number)
        else:
            wave.ask(int(row["questionnaire_id"] or 0))[item] = True


def _item(wave: _Wave, row: Row) -> tuple[int, int] | None:
    """Return the place of a capability and a question, or None where the method has no such."""
    capability, question = str(row["capability"]), str(row["question"])
    if capability not in wave.places or question not in QUESTIONS:
        return None
    return wave.places[capability], QUESTIONS.index(question)


def _gather_answers(parcel: Parcel, place: Mapping[int, tuple[_Wave, int]], faults: Faults) -> None:
    for number, row in _rows(parcel, "answer"):
        wave, person = place[int(row["sheet_id"] or 0)]
        item, code = _item(wave, row), int(row["code"] or 0)
        questionnaire = wave.questionnaires[person]
        if row["given_ms"]:
            faults.add("says when it was given.", part_of(BY_NAME["answer"]), number)
        elif questionnaire in wave.charters and _is_of_charter(wave, row, code):
            continue
        elif item is None or not wave.ask(questionnaire)[item] or not 0 < code < CODES:
            faults.add("answers what was not asked.", part_of(BY_NAME["answer"]), number)
        else:
            wave.codes[(*item, person)] = code
    for table in ("comment", "reason", "pick"):
        for number, row in _rows(parcel, table):
            wave, _ = place[int(row["sheet_id"] or 0)]
            if str(row["capability"]) not in wave.places:
                faults.add("is about what its method does not ask.", part_of(BY_NAME[table]), number)


def _is_of_charter(wave: _Wave, row: Row, code: int) -> bool:
    charter = wave.pack.charter
    if charter is None or row["question"] not in ("current", "target") or code not in LEVELS:
        return False
    return str(row["capability"]) in jobs_and_statements(charter)


def _gather_groups(parcel: Parcel, place: Mapping[int, tuple[_Wave, int]], faults: Faults) -> None:
    sets: dict[int, set[tuple[str, str]]] = {}
    for _, row in _rows(parcel, "sheet_group"):
        wave, person = place[int(row["sheet_id"] or 0)]
        column, value = str(row["group_column"]), str(row["value"])
        wave.groups.setdefault(column, {})[person] = value
        known = sets.setdefault(id(wave), set())
        known.add((column, value))
        if len(known) > MAX_SETS:
            faults.add("has more groups than there is room for.", part_of(BY_NAME["sheet_group"]))
            faults.raise_if_any()
