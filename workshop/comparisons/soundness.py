"""The page of how sound the figures are as values: response, ratings behind each, what could be off."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.scores import (
    Distribution,
    GroupScores,
    Hidden,
    RollUp,
    Scores,
    StraightLining,
    Without,
)


@dataclass(frozen=True, slots=True)
class SoundRow:
    """One component, or the whole: its weight as a share, its score, and the score without straight-lining.

    `without` is None where it is not known, or the same because nobody answered so.
    """

    name: str
    share: float | None
    roll: RollUp | None
    hidden: bool
    without: Without | Hidden | None
    total: bool = False

    @property
    def scored(self) -> bool:
        """Return whether there is a figure for today."""
        return self.roll is not None and self.roll.current is not None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How many capabilities have what behind their mean of today."""

    census: int
    estimated: int
    widest: float | None
    bare: int
    unrated: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a page of one group column hatches: groups as a whole, and cells of today of the others."""

    column: str
    groups: int
    hidden_groups: int
    cells: int
    hidden_cells: int


@dataclass(frozen=True, slots=True)
class SoundPage:
    """Everything the page shows."""

    rows: tuple[SoundRow, ...]
    sureness: Sureness
    withheld: tuple[Withheld, ...]
    straight: StraightLining | Hidden | None

    @property
    def has_bounds(self) -> bool:
        """Return whether worst cases are known of any row."""
        return any(row.roll is not None and row.roll.bounds for row in self.rows)


def sound_page(pack: MethodPack, scores: Scores) -> SoundPage:
    """Return the page of a wave's scores."""
    straight = scores.soundness.straight_lining
    whole = sum(scores.weights.components.values())
    rows = [
        _row(
            part.name,
            scores.components[part.id],
            scores.weights.components[part.id] / whole,
            straight.components[part.id] if isinstance(straight, StraightLining) else None,
        )
        for part in pack.components
    ]
    overall = straight.overall if isinstance(straight, StraightLining) else None
    rows.append(_row("Overall", scores.overall, None, overall, total=True))
    return SoundPage(
        rows=tuple(rows),
        sureness=_sureness(scores),
        withheld=tuple(_withheld(scores)),
        straight=straight,
    )


def _row(
    name: str,
    roll: RollUp | Hidden,
    share: float | None,
    without: Without | Hidden | None,
    total: bool = False,
) -> SoundRow:
    hidden = isinstance(roll, Hidden)
    return SoundRow(name, share, None if isinstance(roll, Hidden) else roll, hidden, without, total)


def _sureness(scores: Scores) -> Sureness:
    cells = [each.current for each in scores.capabilities.values()]
    rated = [each for each in cells if isinstance(each, Distribution) and each.n]
    intervals = [each.interval for each in rated if each.interval is not None]
    census = sum(each.is_census for each in rated)
    hidden = sum(isinstance(each, Hidden) for each in cells)
    return Sureness(
        census=census,
        estimated=len(intervals),
        widest=max((high - low for low, high in intervals), default=None),
        bare=len(rated) - census - len(intervals),
        unrated=len(cells) - len(rated) - hidden,
        hidden=hidden,
    )


def _withheld(scores: Scores) -> Iterator[Withheld]:
    """Yield what each column hides: only what its hatched cells tell anyone who counts them."""
    for column, groups in scores.groups.items():
        shown = [each for each in groups.values() if isinstance(each, GroupScores)]
        cells = [cell.current for each in shown for cell in each.capabilities.values()]
        yield Withheld(
            column,
            len(groups),
            len(groups) - len(shown),
            len(cells),
            sum(isinstance(each, Hidden) for each in cells),
        )
