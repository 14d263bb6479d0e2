"""What is said of one worksheet: a finding, bars, tables and remarks, with every figure written out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from questionnaires.worksheet_sayings.given import HUNDRED, LeftOut
from questionnaires.written import rounded
from reports.facts.flow import Flow
from reports.wording import counted, listed, lowered, spelled

Tone = Literal["dark", "light", "open"]
"""What a length stands for: what counts, the rest of the whole, and what is not known."""

MOST_BARS = 12
"""So many bars a picture has; the first ones are drawn."""
MOST_ROWS = 8
"""So many rows a table has; where there are more, the last one adds the others up."""
_LONGEST = 60
NOTHING = "\N{EN DASH}"
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Figures:
    """How a client writes amounts of its currency, numbers and days."""

    money: Callable[[Decimal], str]
    number: Callable[[Decimal], str]
    day: Callable[[date], str]
    components: Mapping[str, str]
    """The names of the components by their ids."""

    def tenth(self, value: Decimal) -> str:
        """Return a number with one decimal at most."""
        return self.number(rounded(value, 1))

    def signed(self, value: Decimal) -> str:
        """Return a difference with its sign and one decimal at most; zero has none."""
        size = rounded(abs(value), 1)
        sign = "" if not size else "+" if value > 0 else "\N{MINUS SIGN}"
        return f"{sign}{self.number(size)}"

    def component(self, identity: str) -> str:
        """Return the name of a component, or that none is stated."""
        return self.components.get(identity, identity) if identity else "No component stated"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its lengths from the start, what is written at its end and beside it.

    `said` tells those who cannot see it what it shows. `hot` marks what the title is about.
    """

    name: str
    lengths: tuple[tuple[Tone, float], ...]
    end: str
    beside: str
    said: str
    inside: str = ""
    hot: bool = False

    @property
    def whole(self) -> float:
        """Return the length of all of it."""
        return sum(length for _, length in self.lengths)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars under a title, a finding without full stop; `note` says what is drawn and what the tones mean."""

    title: str
    note: str
    beside: str
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """Return the bars that a picture has room for, the first ones."""
        return self.bars[:MOST_BARS]

    @property
    def told(self) -> str:
        """Return the note, and how many bars are left out of the picture."""
        left_out = len(self.bars) > MOST_BARS
        return f"{self.note}; the first {MOST_BARS} of {len(self.bars)}" if left_out else self.note


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, its width in a document in mm (0: what is left), and whether it holds numbers."""

    name: str
    width: float = 0.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A table under a title, a finding without full stop; the last row sums up where `has_total`."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a worksheet says. `remarks` are sentences by what they are about, `flow` the way of measures."""

    worksheet: str
    title: str
    component: str
    rows: int
    finding: str
    chart: Bars | None = None
    boards: tuple[Board, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    left_out: str = ""
    flow: Flow | None = None

    @property
    def is_drawn_as_found(self) -> bool:
        """Return whether the title of its bars says the finding already."""
        return self.chart is not None and f"{self.chart.title}." == self.finding


@dataclass(frozen=True, slots=True)
class Said:
    """The wording of one kind of worksheet, before it is known which worksheet it is."""

    finding: str
    left_out: LeftOut
    chart: Bars | None = None
    boards: tuple[Board | None, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    flow: Flow | None = None


def brief(name: str, most: int = _LONGEST) -> str:
    """Return words that someone typed; where they are long, cut at a word, or within a long one."""
    if len(name) <= most:
        return name
    whole = name[:most].rpartition(" ")[0].rstrip(" ,;:")
    cut = whole if len(whole) >= most // 2 else name[: most - 1].rstrip()
    return f"{cut}\N{HORIZONTAL ELLIPSIS}"


def named(names: Sequence[str], most: int = 4) -> str:
    """Return names as a list in a sentence, the last ones as a number."""
    if len(names) <= most:
        return listed([brief(each, 40) for each in names])
    first = ", ".join(brief(each, 40) for each in names[: most - 1])
    return f"{first} and {spelled(len(names) - most + 1)} others"


def percent(part: Decimal | None) -> str:
    """Return a share in whole per cent, half up, or that there is none."""
    return NOTHING if part is None else f"{rounded(part * HUNDRED, 0):f}%"


def shortened(
    things: Sequence[_Thing],
    row: Callable[[_Thing], tuple[str, ...]],
    others: Callable[[Sequence[_Thing]], tuple[str, ...]],
) -> tuple[tuple[str, ...], ...]:
    """Return a row for each thing; where they are too many, the last row adds the others up."""
    if len(things) <= MOST_ROWS:
        return tuple(row(each) for each in things)
    shown = MOST_ROWS - 1
    return (*(row(each) for each in things[:shown]), others(things[shown:]))


def and_others(number: int) -> str:
    """Return how the row is called that adds others up."""
    return f"{number} others"


def left_out(found: LeftOut) -> str:
    """Return how many rows are left out and why: 2 of 31 rows are left out: no yearly cost."""
    if not found.rows:
        return ""
    reasons = []
    for each in found.lacking:
        name = lowered(each.name)
        said = [(each.missing, f"no {name}"), (each.misfit, f"{name} does not fit")]
        reasons += [(number, reason) for number, reason in said if number]
    many = len(reasons) > 1
    why = ", ".join(f"{reason} ({number})" if many else reason for number, reason in reasons)
    verb = "is" if found.rows == 1 else "are"
    return f"{found.rows} of {counted(found.of, 'row')} {verb} left out: {why}."
