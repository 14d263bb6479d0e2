"""How many gave what: the small table that every figure comes from, whatever the number of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK, CODES, NOT_APPLICABLE, NOT_STATED, QUESTIONS, AnswerTable

Ints = NDArray[np.int64]
_PAIRS = CODES * CODES
_AT_ONCE = 200_000
_CURRENT, _TARGET, _IMPORTANCE = range(len(QUESTIONS))
_RATED = len(QUESTIONS) + 1
"""What ratings are counted of: each question, and today with wanted."""
OFFERED, CHOSE, PICKED = range(3)
"""The columns of picks: who was offered a capability, who of them picked any at all, and who picked it."""


def _nothing() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of one assessment, over everyone and per group.

    `sets` names the rows of the first axis: ("", "") is everyone, else (group column, value).
    `people` is (sets,), who gave at least one level: someone without any did not respond;
    `codes` is (sets, capabilities, questions, 8 codes), whose sum over the codes is who was asked that item;
    `pairs` is (sets, capabilities, 5 current levels, 5 target levels), people who gave both.
    `asked` is (capabilities, questions): whether that question was put at all.
    Where answers of a file were added to those that people gave here, `filed_people` and `filed`, shaped like
    `people` and `ratings`, say how many came from files: whoever made the file knows them.
    `picks` is (capabilities, 3), over everyone: who was offered it, picked any at all, and picked it.
    """

    capabilities: tuple[str, ...]
    sets: tuple[tuple[str, str], ...]
    people: Ints
    codes: Ints
    pairs: Ints
    asked: NDArray[np.bool_]
    filed_people: Ints = field(default_factory=_nothing)
    filed: Ints = field(default_factory=_nothing)
    picks: Ints = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        """Let what was not counted be none."""
        sets, capabilities = len(self.sets), len(self.capabilities)
        shapes = {"filed_people": (sets,), "filed": (sets, capabilities, _RATED), "picks": (capabilities, 3)}
        for name, shape in shapes.items():
            if not getattr(self, name).size:
                object.__setattr__(self, name, np.zeros(shape, dtype=np.int64))

    @property
    def ratings(self) -> Ints:
        """Return how many rated, (sets, capabilities, 4): each question, and both today and wanted."""
        given = self.codes[..., 1:6].sum(axis=-1)
        both = self.pairs.sum(axis=(-2, -1))
        found: Ints = np.concatenate([given, both[..., None]], axis=-1)
        return found

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
        return msgspec.json.encode(
            _Stored(
                capabilities=self.capabilities,
                sets=self.sets,
                people=self.people.tolist(),
                codes=self.codes.ravel().tolist(),
                pairs=self.pairs.ravel().tolist(),
                asked=self.asked.ravel().tolist(),
                filed_people=_told(self.filed_people),
                filed=_told(self.filed),
                picks=_told(self.picks),
            )
        )

    @classmethod
    def from_json(cls, data: bytes | str) -> "Tally":
        """Return a tally that was stored; msgspec.DecodeError where it is not one."""
        stored = msgspec.json.decode(data, type=_Stored)
        sets, capabilities = len(stored.sets), len(stored.capabilities)
        return cls(
            capabilities=stored.capabilities,
            sets=stored.sets,
            people=np.array(stored.people, dtype=np.int64),
            codes=np.array(stored.codes, dtype=np.int64).reshape(sets, capabilities, len(QUESTIONS), CODES),
            pairs=np.array(stored.pairs, dtype=np.int64).reshape(sets, capabilities, 5, 5),
            asked=np.array(stored.asked, dtype=bool).reshape(capabilities, len(QUESTIONS)),
            filed_people=_read(stored.filed_people, sets),
            filed=_read(stored.filed, sets, capabilities, _RATED),
            picks=_read(stored.picks, capabilities, 3),
        )


def _told(counts: Ints) -> list[int]:
    """Return counts to be stored; where all are 0, none."""
    return counts.ravel().tolist() if counts.any() else []


def _read(counts: list[int], *shape: int) -> Ints:
    return np.array(counts, dtype=np.int64).reshape(shape) if counts else _nothing()


class _Stored(msgspec.Struct, frozen=True, omit_defaults=True):
    capabilities: tuple[str, ...]
    sets: tuple[tuple[str, str], ...]
    people: list[int]
    codes: list[int]
    pairs: list[int]
    asked: list[bool]
    filed_people: list[int] = []
    filed: list[int] = []
    picks: list[int] = []


def count(table: AnswerTable) -> Tally:
    """Count the answers over everyone and per value of each group column."""
    sets, crossing, belongs = _sets(table)
    capabilities, crossings = len(table.capabilities), belongs.shape[1]
    codes = np.empty((len(sets), capabilities, len(QUESTIONS), CODES), dtype=np.int64)
    pairs = np.empty((len(sets), capabilities, 5, 5), dtype=np.int64)
    # As many capabilities at a time as stay in the processor's cache together.
    step = max(1, _AT_ONCE // max(1, len(crossing), crossings * _PAIRS))
    for start in range(0, capabilities, step):
        part = slice(start, min(start + step, capabilities))
        answers = table.codes[part]
        place = np.arange(len(answers))[:, None] * crossings + crossing
        both = place * _PAIRS + (answers[:, _CURRENT] * np.uint8(CODES) + answers[:, _TARGET])
        joint = _add_up(belongs, both, len(answers), _PAIRS).reshape(len(sets), -1, CODES, CODES)
        codes[:, part, _CURRENT] = joint.sum(axis=3)
        codes[:, part, _TARGET] = joint.sum(axis=2)
        codes[:, part, _IMPORTANCE] = _add_up(
            belongs, place * CODES + answers[:, _IMPORTANCE], len(answers), CODES
        )
        pairs[:, part] = joint[:, :, 1:6, 1:6]
    people = belongs @ np.bincount(crossing[_responded(table)], minlength=crossings)
    return Tally(table.capabilities, sets, people, codes, pairs, table.asked)


def _responded(table: AnswerTable) -> NDArray[np.bool_]:
    """Return who gave at least one level."""
    levels = (table.codes > BLANK) & (table.codes < NOT_APPLICABLE)
    return np.asarray(levels.any(axis=(0, 1)), dtype=np.bool_)


def _add_up(belongs: Ints, places: Ints, capabilities: int, width: int) -> Ints:
    """Return how often each place occurs, per set, capability and code: each crossing added to its sets."""
    crossings = belongs.shape[1]
    counts = np.bincount(places.ravel(), minlength=capabilities * crossings * width)
    return (belongs @ counts.reshape(capabilities, crossings, width)).swapaxes(0, 1)


def _sets(table: AnswerTable) -> tuple[tuple[tuple[str, str], ...], Ints, Ints]:
    """Return the names of all sets, the crossing of each respondent, and which crossings each set holds.

    A crossing is a combination of group values that occurs: answers are counted once per crossing and
    then added up, so that further group columns cost next to nothing.
    """
    sets: list[tuple[str, str]] = [("", "")]
    crossing = np.zeros(len(table.respondents), dtype=np.int64)
    held: list[Ints] = []
    for column, values in table.groups.items():
        stated = [value or NOT_STATED for value in values]
        # In the order of the alphabet: the order of the rows says nothing, and might tell.
        values_in_order = sorted(set(stated), key=lambda value: (value == NOT_STATED, value))
        places = {value: place for place, value in enumerate(values_in_order)}
        own = np.array([places[value] for value in stated], dtype=np.int64)
        kept, crossing = np.unique(crossing * len(places) + own, return_inverse=True)
        held = [each[kept // len(places)] for each in held]
        held.append(kept % len(places) + len(sets))
        sets += [(column, value) for value in places]
    crossings = len(held[0]) if held else 1
    belongs = np.zeros((len(sets), crossings), dtype=np.int64)
    belongs[0] = 1
    for rows in held:
        belongs[rows, np.arange(crossings)] = 1
    return tuple(sets), crossing, belongs
