"""What the database counted of a wave, part by part, and the tallies that this adds up to.

The answers are read once, grouped by what sheets have in common; everything else is sums of these groups.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from questionnaires.answers import BLANK, CODES, NOT_APPLICABLE, QUESTIONS
from questionnaires.crossings import crossings_of
from questionnaires.tally import ALIKE, CHOSE, OFFERED, PICKED, Tally, rated, tally_of
from workshop.waves.counting import store
from workshop.waves.counting.store import Part, Sheets
from workshop.waves.store import Questionnaire, questionnaires

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
AT_A_TIME = 5_000
"""How many sheets one query counts: its groups then fit into memory, and somebody can see how far it is."""
_IN_ONE_QUERY = 500
_LEVELS = 5
_PAIRS = CODES * CODES
_CHARTER = "charter:"

Groups = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Sheets that cannot be told apart; `turn` is 1 for what is counted, 2 for what comes later, else 0."""

    questionnaire: int
    filed: bool
    turn: int
    groups: Groups


@dataclass(eq=False)
class Counts:
    """What was counted: sheets, people and codes of each crowd, the latter by item.

    `both` is (items, 8 codes of today, 8 wanted), `importance` (items, 8). `alike` holds of each turn what
    those gave whose levels are all the same: how many gave an item and question a level.
    """

    items: tuple[str, ...]
    sheets: Counter[Crowd] = field(default_factory=Counter)
    people: Counter[Crowd] = field(default_factory=Counter)
    charter_people: Counter[Crowd] = field(default_factory=Counter)
    both: dict[Crowd, Ints] = field(default_factory=dict)
    importance: dict[Crowd, Ints] = field(default_factory=dict)
    alike: dict[int, Counter[tuple[str, str, int]]] = field(default_factory=dict)
    alike_people: Counter[int] = field(default_factory=Counter)

    def add_codes(self, crowd: Crowd, places: Sequence[int], codes: Sequence[int], people: Ints) -> None:
        """Add how many of a crowd gave which codes to the items at these places."""
        if crowd not in self.both:
            self.both[crowd] = np.zeros((len(self.items), CODES, CODES), dtype=np.int64)
            self.importance[crowd] = np.zeros((len(self.items), CODES), dtype=np.int64)
        at, given = np.array(places), np.array(codes)
        wanted, today = np.divmod(given % _PAIRS, CODES)
        np.add.at(self.both[crowd], (at, today, wanted), people)
        np.add.at(self.importance[crowd], (at, given // _PAIRS), people)

    def of(self, crowd: Crowd, items: Sequence[str]) -> tuple[Ints, Ints]:
        """Return codes, (items, questions, 8), and pairs, (items, 5, 5), of a crowd, of some of the items."""
        if crowd not in self.both:
            shape = (len(items), len(QUESTIONS), CODES)
            return np.zeros(shape, dtype=np.int64), np.zeros((len(items), _LEVELS, _LEVELS), dtype=np.int64)
        where = [self.items.index(each) for each in items]
        both, importance = self.both[crowd][where], self.importance[crowd][where]
        codes = np.stack([both.sum(axis=2), both.sum(axis=1), importance], axis=1)
        return codes, both[:, 1:6, 1:6]


def read(
    db: Database,
    wave_id: int,
    items: Iterable[str],
    *,
    handed_in: bool = False,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Counts:
    """Return the counts of a wave's sheets; or of those handed in. `step` hears how far it is."""
    found = Counts(tuple(items))
    charter = any(each.startswith(_CHARTER) for each in found.items)
    sheets = store.sheets(db, wave_id)
    starts = sheets[::AT_A_TIME]
    step(0, len(starts))
    for place, first in enumerate(starts):
        last = starts[place + 1] - 1 if place + 1 < len(starts) else sheets[-1]
        _read_part(db, Part(wave_id, first, last, handed_in), found, charter=charter)
        step(place + 1, len(starts))
    return found


def _read_part(db: Database, part: Part, found: Counts, *, charter: bool) -> None:
    crowds: dict[int, Crowd] = {}
    for kind in store.kinds(db, part):
        groups = tuple(sorted(store.groups_of(kind.names).items()))
        crowds[kind.number] = crowd = Crowd(kind.questionnaire_id, kind.imported, kind.turn, groups)
        found.sheets[crowd] += kind.sheets
    alike: dict[int, list[int]] = {}
    for sheet, kind_number, levels, lowest, highest in store.respondents(db, part):
        crowd = crowds[kind_number]
        found.people[crowd] += 1
        if levels >= ALIKE and lowest == highest:
            alike.setdefault(crowd.turn, []).append(sheet)
    place_of = {each: place for place, each in enumerate(found.items)}
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for kind_number, item, codes, people in store.ratings(db, part):
        if item in place_of:
            rows.setdefault(kind_number, []).append((place_of[item], codes, people))
    for kind_number, given in rows.items():
        places, codes_given, numbers = zip(*given, strict=True)
        found.add_codes(crowds[kind_number], places, codes_given, np.array(numbers))
    for turn, those in alike.items():
        found.alike_people[turn] += len(those)
        held = found.alike.setdefault(turn, Counter())
        for start in range(0, len(those), _IN_ONE_QUERY):
            for item, question, level, people in store.levels(db, those[start : start + _IN_ONE_QUERY]):
                held[item, question, level] += people
    if charter:
        for kind_number, people in store.charter_respondents(db, part):
            found.charter_people[crowds[kind_number]] += people


def tally(
    db: Database, wave_id: int, counts: Counts, capabilities: Sequence[str], *, turns: Collection[int] = (1,),
    grouped: bool = True,
) -> Tally:  # fmt: skip
    """Return the tally of a wave's capabilities over the sheets of these turns, by group if `grouped`.

    Everyone who holds an item was asked it, whether their sheet is counted or not; who has not answered it
    left it blank. What came from files is told apart where it stands beside other answers.
    """
    place = {each: at for at, each in enumerate(capabilities)}
    asks = {each.id: _asked_of(each, place) for each in questionnaires(db, wave_id)}
    made = _added_up(counts, capabilities, asks, counts.people, turns, grouped=grouped)
    alike = np.zeros((len(place), len(QUESTIONS), _LEVELS), dtype=np.int64)
    for turn in set(turns) & counts.alike.keys():
        for (item, question, level), people in counts.alike[turn].items():
            if item in place:
                alike[place[item], QUESTIONS.index(question), level - 1] += people
    return replace(
        made,
        open_ended=store.is_open_ended(db, wave_id),
        alike=alike,
        alike_people=sum(counts.alike_people[turn] for turn in turns),
    )


def charter_tally(
    db: Database, wave_id: int, counts: Counts, items: Sequence[str], *, turns: Collection[int] = (1,),
    grouped: bool = True,
) -> Tally:  # fmt: skip
    """Return the tally of a wave's charter: whose questionnaire holds it was asked all of it.

    A step of the charter is a level, and everything else said about it counts as nothing said.
    """
    everything = np.tile(np.array([True, True, False]), (len(items), 1))
    asks = {each.id: everything & each.charter for each in questionnaires(db, wave_id)}
    found = _added_up(counts, items, asks, counts.charter_people, turns, grouped=grouped, levels_only=True)
    return replace(found, asked=everything)


def _added_up(
    counts: Counts, items: Sequence[str], asks: Mapping[int, Bools], people: Counter[Crowd],
    turns: Collection[int], *, grouped: bool, levels_only: bool = False,
) -> Tally:  # fmt: skip
    """Return the tally of counts; what nobody answered is blank, an answer to what was not asked nobody's."""
    crowds = list(counts.sheets)
    columns = sorted({column for each in crowds for column, _ in each.groups}) if grouped else []
    values = [tuple(dict(each.groups).get(column, "") for column in columns) for each in crowds]
    # Without any sheet there is still everyone, of whom there is nobody.
    many = len(values) or 1
    codes = np.zeros((many, len(items), len(QUESTIONS), CODES), dtype=np.int64)
    pairs = np.zeros((many, len(items), _LEVELS, _LEVELS), dtype=np.int64)
    put = np.zeros((many, len(items), len(QUESTIONS)), dtype=np.int64)
    given, filed = np.zeros(many, dtype=np.int64), np.zeros(many, dtype=np.int64)
    for row, crowd in enumerate(crowds):
        put[row], filed[row] = counts.sheets[crowd] * asks[crowd.questionnaire], crowd.filed
        if crowd.turn in turns:
            given[row] = people[crowd]
            codes[row], pairs[row] = counts.of(crowd, items)
    if levels_only:
        codes[..., NOT_APPLICABLE:] = pairs[:] = 0
    codes *= (put > 0)[..., None]
    pairs *= (put[..., 0] > 0)[..., None, None] & (put[..., 1] > 0)[..., None, None]
    codes[..., BLANK] = 0
    codes[..., BLANK] = put - codes.sum(axis=-1)
    told: tuple[Ints, ...] = ()
    if len({each.filed for each in crowds}) > 1:
        from_files = filed[:, None, None]
        told = (given * filed, rated(codes, pairs) * from_files, codes[..., 1:6] * from_files[..., None])
    groups = crossings_of(columns, values or [("",) * len(columns)])
    return tally_of(groups, tuple(items), given, codes, pairs, (put > 0).any(axis=0), *told)


def _asked_of(questionnaire: Questionnaire, place: Mapping[str, int]) -> Bools:
    items = np.zeros((len(place), len(QUESTIONS)), dtype=bool)
    for capability, question in questionnaire.items:
        if capability in place:
            items[place[capability], QUESTIONS.index(question)] = True
    return items


def picks(db: Database, which: Sheets, counts: Counts, capabilities: Sequence[str]) -> Ints:
    """Return of each capability to how many it was offered, who of them picked any, and who picked it.

    Like the pages of the questionnaire, one that asks about some capabilities offers these, else all.
    """
    place = {each: at for at, each in enumerate(capabilities)}
    offers: dict[int, Bools] = {}
    for each in questionnaires(db, which.wave_id):
        asked = {capability for capability, _ in each.items if capability in place}
        offered = np.array([capability in (asked or place) for capability in place], dtype=bool)
        offers[each.id] = offered & bool(each.picks)
    found = np.zeros((len(place), 3), dtype=np.int64)
    for crowd, sheets in counts.sheets.items():
        found[:, OFFERED] += sheets * offers[crowd.questionnaire]
    for questionnaire, capability, number in store.picks(db, which):
        if not capability:
            found[:, CHOSE] += number * offers[questionnaire]
        elif capability in place and offers[questionnaire][place[capability]]:
            found[place[capability], PICKED] += number
    return found
