"""How many gave what: the small table that every figure comes from, whatever the number of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK, CODES, NOT_APPLICABLE, QUESTIONS, AnswerTable
from questionnaires.crossings import COMPARED, Crossings, respondents_of

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_PAIRS = CODES * CODES
_AT_ONCE = 200_000
_CURRENT, _TARGET, _IMPORTANCE = range(len(QUESTIONS))
_BOTH = len(QUESTIONS)
_RATED = 2 * len(QUESTIONS) + 1
"""What is counted: levels of each question, of today with wanted, and whatever is said to each question."""
OFFERED, CHOSE, PICKED = range(3)
"""The columns of picks: who was offered a capability, who of them picked any at all, and who picked it."""
ALIKE = 10
"""From so many ratings on, all of them the same, someone is said to have answered all alike."""
MOST_ASKED = 1_000_000
"""More people than that nobody asks."""


def _nothing() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _untold() -> Bools:
    return np.zeros(0, dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of one assessment, over everyone and per group.

    `sets` names the rows of the first axis: ("", "") is everyone, else (group column, value).
    `people` is (sets,), who gave at least one level: someone without any did not respond;
    `codes` is (sets, capabilities, questions, 8 codes), whose sum over the codes is who was asked that item;
    `pairs` is (sets, capabilities, 5 current levels, 5 target levels), people who gave both.
    `asked` is (capabilities, questions): whether that question was put at all.
    Where answers of a file were added to those that people gave here, `filed_people` and `filed`, shaped like
    `people` and `ratings`, say how many came from files: whoever made the file knows them. `filed_levels` is
    (sets, capabilities, questions, 5 levels), what these gave.
    `picks` is (capabilities, 3), over everyone: who was offered it, picked any at all, and picked it.
    `crossings` are the combinations of values of the first COMPARED columns that occur: for each of these
    columns the row in `sets`, or 0 for people who stand in none of its rows. `crossed_people` and `crossed`
    are shaped like `people` and `ratings` with crossings for sets, `crossed_filed_people` and `crossed_filed`
    like those of files. Without crossings, groups can be told apart by the first column only. `ahead`, shaped
    like `crossed`, says how everyone's ratings cross where those of groups are of an earlier count: see
    questionnaires.refreshing.
    `open_ended`: an open link took people in, so that nobody knows how many were asked.
    `absent` is how many more were asked than a file has rows: blank over everyone, and in no group, so that
    nobody knows how many of each group were asked.
    `alike` is (capabilities, questions, 5 levels), over everyone: what those `alike_people` gave whose
    ratings, ALIKE or more, are all the same.
    A count that holds no more than may be shown says which that is: `told`, (sets,), and `told_ratings`,
    (sets, capabilities, 4): each question, and gaps; of any other they are empty. See
    questionnaires.published.
    """

    capabilities: tuple[str, ...]
    sets: tuple[tuple[str, str], ...]
    people: Ints
    codes: Ints
    pairs: Ints
    asked: Bools
    filed_people: Ints = field(default_factory=_nothing)
    filed: Ints = field(default_factory=_nothing)
    filed_levels: Ints = field(default_factory=_nothing)
    picks: Ints = field(default_factory=_nothing)
    crossings: tuple[tuple[int, ...], ...] = ()
    crossed_people: Ints = field(default_factory=_nothing)
    crossed: Ints = field(default_factory=_nothing)
    crossed_filed_people: Ints = field(default_factory=_nothing)
    crossed_filed: Ints = field(default_factory=_nothing)
    ahead: Ints = field(default_factory=_nothing)
    open_ended: bool = False
    absent: int = 0
    alike: Ints = field(default_factory=_nothing)
    alike_people: int = 0
    told: Bools = field(default_factory=_untold)
    told_ratings: Bools = field(default_factory=_untold)

    def __post_init__(self) -> None:
        """Let what was not counted be none; ValueError where crossings do not fit the sets."""
        sets, items, crossings = len(self.sets), len(self.capabilities), len(self.crossings)
        shapes = {
            "filed_people": (sets,),
            "filed": (sets, items, _RATED),
            "filed_levels": (sets, items, len(QUESTIONS), 5),
            "picks": (items, 3),
            "crossed_people": (crossings,),
            "crossed": (crossings, items, _RATED),
            "crossed_filed_people": (crossings,),
            "crossed_filed": (crossings, items, _RATED),
            "ahead": (crossings, items, _RATED),
            "alike": (items, len(QUESTIONS), 5),
        }
        for name, shape in shapes.items():
            if not getattr(self, name).size:
                object.__setattr__(self, name, np.zeros(shape, dtype=np.int64))
        columns = [{0, *rows} for rows in self.columns.values()][:COMPARED]
        for each in self.crossings:
            if len(each) != len(columns) or any(a not in b for a, b in zip(each, columns, strict=True)):
                raise ValueError("a crossing names one row of each column that is compared")
        told = (sets,), (sets, items, _BOTH + 1)
        if self.told.size and (self.told.shape, self.told_ratings.shape) != told:
            raise ValueError("what may be shown is told of each set and item")
        if self.crossed.shape != shapes["crossed"] or self.crossed_people.shape != shapes["crossed_people"]:
            raise ValueError("crossings need as many counts")

    @cached_property
    def ratings(self) -> Ints:
        """Return how many rated, (sets, capabilities, 7), see rated."""
        return rated(self.codes, self.pairs)

    @property
    def columns(self) -> Mapping[str, tuple[int, ...]]:
        """Return the rows of each group column, as places in `sets`."""
        columns: dict[str, list[int]] = {}
        for row, (column, _) in enumerate(self.sets):
            if row:
                columns.setdefault(column, []).append(row)
        return {column: tuple(rows) for column, rows in columns.items()}

    def as_json(self) -> bytes:
        """Return the tally as JSON, to be stored."""
        counts = {name: _told(getattr(self, name)) for name in _COUNTS}
        return msgspec.json.encode(
            _Stored(
                capabilities=self.capabilities,
                sets=self.sets,
                people=self.people.tolist(),
                codes=self.codes.ravel().tolist(),
                pairs=self.pairs.ravel().tolist(),
                asked=self.asked.ravel().tolist(),
                crossings=self.crossings,
                open_ended=self.open_ended,
                absent=self.absent,
                alike_people=self.alike_people,
                told=self.told.tolist(),
                told_ratings=self.told_ratings.ravel().tolist(),
                **counts,
            )
        )

    @classmethod
    def from_json(cls, data: bytes | str) -> "Tally":
        """Return a tally that was stored; msgspec.DecodeError or ValueError where it is not one."""
        stored = msgspec.json.decode(data, type=_Stored)
        sets, items, crossings = len(stored.sets), len(stored.capabilities), len(stored.crossings)
        return cls(
            capabilities=stored.capabilities,
            sets=stored.sets,
            people=np.array(stored.people, dtype=np.int64),
            codes=np.array(stored.codes, dtype=np.int64).reshape(sets, items, len(QUESTIONS), CODES),
            pairs=np.array(stored.pairs, dtype=np.int64).reshape(sets, items, 5, 5),
            asked=np.array(stored.asked, dtype=bool).reshape(items, len(QUESTIONS)),
            filed_people=_read(stored.filed_people, sets),
            filed=_read_ratings(stored.filed, sets, items),
            filed_levels=_read(stored.filed_levels, sets, items, len(QUESTIONS), 5),
            picks=_read(stored.picks, items, 3),
            crossings=stored.crossings,
            crossed_people=_read(stored.crossed_people, crossings),
            crossed=_read_ratings(stored.crossed, crossings, items),
            crossed_filed_people=_read(stored.crossed_filed_people, crossings),
            crossed_filed=_read_ratings(stored.crossed_filed, crossings, items),
            ahead=_read(stored.ahead, crossings, items, _RATED),
            open_ended=stored.open_ended,
            absent=stored.absent,
            alike=_read(stored.alike, items, len(QUESTIONS), 5),
            alike_people=stored.alike_people,
            told=np.array(stored.told, dtype=bool),
            told_ratings=np.array(stored.told_ratings, dtype=bool).reshape(
                (sets, items, _BOTH + 1) if stored.told else (0,)
            ),
        )


def rated(codes: Ints, pairs: Ints) -> Ints:
    """Return how many rated, (..., 7): each question, both today and wanted, and who said anything to each.

    Don't know and not applicable are said too; what is left blank is not.
    """
    given = codes[..., 1:6].sum(axis=-1)
    both = pairs.sum(axis=(-2, -1))
    said = given + codes[..., NOT_APPLICABLE:].sum(axis=-1)
    found: Ints = np.concatenate([given, both[..., None], said], axis=-1)
    return found


def _told(counts: Ints) -> list[int]:
    """Return counts to be stored; where all are 0, none."""
    return counts.ravel().tolist() if counts.any() else []


def _read(counts: list[int], *shape: int) -> Ints:
    return np.array(counts, dtype=np.int64).reshape(shape) if counts else _nothing()


def _read_ratings(counts: list[int], rows: int, items: int) -> Ints:
    """Return ratings that were stored; earlier, only levels were counted as said."""
    if not counts or len(counts) != rows * items * (_BOTH + 1):
        return _read(counts, rows, items, _RATED)
    found = _read(counts, rows, items, _BOTH + 1)
    return np.concatenate([found, found[..., :_BOTH]], axis=-1)


class _Stored(msgspec.Struct, frozen=True, omit_defaults=True):
    capabilities: tuple[str, ...]
    sets: tuple[tuple[str, str], ...]
    people: list[int]
    codes: list[int]
    pairs: list[int]
    asked: list[bool]
    filed_people: list[int] = []
    filed: list[int] = []
    filed_levels: list[int] = []
    picks: list[int] = []
    crossings: tuple[tuple[int, ...], ...] = ()
    crossed_people: list[int] = []
    crossed: list[int] = []
    crossed_filed_people: list[int] = []
    crossed_filed: list[int] = []
    ahead: list[int] = []
    open_ended: bool = False
    absent: int = 0
    alike: list[int] = []
    alike_people: int = 0
    told: list[bool] = []
    told_ratings: list[bool] = []


_COUNTS = (
    *("filed_people", "filed", "filed_levels", "picks", "alike"),
    *("crossed_people", "crossed", "crossed_filed_people", "crossed_filed", "ahead"),
)
"""What is stored only where there is any."""


def tally_of(
    groups: Crossings,
    capabilities: tuple[str, ...],
    people: Ints,
    codes: Ints,
    pairs: Ints,
    asked: Bools,
    filed_people: Ints | None = None,
    filed: Ints | None = None,
    filed_levels: Ints | None = None,
) -> Tally:
    """Return the tally of counts per combination of group values, `crossings_of(columns, values)`.

    Every count has these combinations for its first axis: `people` (combinations,), `codes` (combinations,
    capabilities, questions, 8), `pairs` (combinations, capabilities, 5, 5), and of those from files
    `filed_people` (combinations,), `filed` (combinations, capabilities, 7, see rated) and
    `filed_levels` (combinations, capabilities, questions, 5). A combination may stand there more than once.
    The first COMPARED columns cross. Picks, open_ended and alike do not depend on groups: they follow.
    """
    belongs, (crossings, crossed) = groups.belongs, groups.compared()

    def added(where: Ints, counts: Ints | None) -> Ints:
        return _nothing() if counts is None else np.tensordot(where, counts, axes=1)

    return Tally(
        capabilities,
        groups.sets,
        added(belongs, people),
        added(belongs, codes),
        added(belongs, pairs),
        asked,
        filed_people=added(belongs, filed_people),
        filed=added(belongs, filed),
        filed_levels=added(belongs, filed_levels),
        crossings=crossings,
        crossed_people=added(crossed, people),
        crossed=added(crossed, rated(codes, pairs)),
        crossed_filed_people=added(crossed, filed_people),
        crossed_filed=added(crossed, filed),
    )


def count(table: AnswerTable) -> Tally:
    """Count the answers over everyone and per value of each group column."""
    groups, crossing = respondents_of(table.groups, len(table.respondents))
    belongs, (crossings, crossed) = groups.belongs, groups.compared()
    sets, capabilities, combinations = len(groups.sets), len(table.capabilities), belongs.shape[1]
    codes = np.empty((sets, capabilities, len(QUESTIONS), CODES), dtype=np.int64)
    pairs = np.empty((sets, capabilities, 5, 5), dtype=np.int64)
    ratings = np.empty((len(crossings), capabilities, _RATED), dtype=np.int64)
    # As many capabilities at a time as stay in the processor's cache together.
    step = max(1, _AT_ONCE // max(1, len(crossing), combinations * _PAIRS))
    for start in range(0, capabilities, step):
        part = slice(start, min(start + step, capabilities))
        answers = table.codes[part]
        place = np.arange(len(answers))[:, None] * combinations + crossing
        both = place * _PAIRS + (answers[:, _CURRENT] * np.uint8(CODES) + answers[:, _TARGET])
        held = _counted(both, len(answers), combinations, _PAIRS)
        rank = _counted(place * CODES + answers[:, _IMPORTANCE], len(answers), combinations, CODES)
        codes[:, part], pairs[:, part] = _laid_out(belongs @ held, belongs @ rank)
        ratings[:, part] = rated(*_laid_out(crossed @ held, crossed @ rank))
    responded, alike = _who(table)
    people = np.bincount(crossing[responded], minlength=combinations)
    return Tally(
        table.capabilities,
        groups.sets,
        belongs @ people,
        codes,
        pairs,
        table.asked,
        crossings=crossings,
        crossed_people=crossed @ people,
        crossed=ratings,
        alike=_levels(table.codes[:, :, alike]),
        alike_people=int(alike.sum()),
    )


class FewerAsked(ValueError):
    """Fewer people are said to have been asked than there are rows of answers."""


def count_of_asked(table: AnswerTable, asked: int | None) -> Tally:
    """Count the answers of a table that leaves out who gave none of so many asked; None where all are in it.

    FewerAsked where there are more rows.
    """
    rows = len(table.respondents)
    if asked is not None and asked < rows:
        have = "is 1 row" if rows == 1 else f"are {rows:,} rows"
        raise FewerAsked(f"There {have}, each for one person asked: give {rows:,} or more, or leave it out.")
    return with_absent(count(table), 0 if asked is None else asked - rows)


def with_absent(tally: Tally, people: int) -> Tally:
    """Return a count over so many more who were asked and gave no answer."""
    codes = tally.codes.copy()
    codes[0, ..., BLANK] += people * tally.asked
    return replace(tally, codes=codes, absent=people)


def _counted(places: Ints, capabilities: int, combinations: int, width: int) -> Ints:
    """Return how often each place occurs, per capability, combination of groups, and code."""
    counts = np.bincount(places.ravel(), minlength=capabilities * combinations * width)
    return counts.reshape(capabilities, combinations, width)


def _laid_out(joint: Ints, rank: Ints) -> tuple[Ints, Ints]:
    """Return codes and pairs, sets first, from counts per capability and set of both codes, and of ranks."""
    both = joint.swapaxes(0, 1).reshape(joint.shape[1], joint.shape[0], CODES, CODES)
    codes = np.stack([both.sum(axis=3), both.sum(axis=2), rank.swapaxes(0, 1)], axis=2)
    return codes, both[:, :, 1:6, 1:6]


def _who(table: AnswerTable) -> tuple[Bools, Bools]:
    """Return who gave at least one level, and who gave ALIKE or more that are all the same."""
    number = np.zeros(len(table.respondents), dtype=np.int64)
    least = np.full(number.shape, CODES, dtype=np.uint8)
    most = np.zeros(number.shape, dtype=np.uint8)
    for answers in table.codes.reshape(len(table.capabilities) * len(QUESTIONS), len(number)):
        level = (answers > BLANK) & (answers < NOT_APPLICABLE)
        number += level
        np.minimum(least, answers, out=least, where=level)
        np.maximum(most, answers, out=most, where=level)
    return number > 0, (number >= ALIKE) & (least == most)


def _levels(codes: NDArray[np.uint8]) -> Ints:
    """Return how many gave each level, of codes whose last axis is people."""
    return np.stack([(codes == level).sum(axis=-1) for level in range(1, 6)], axis=-1)
