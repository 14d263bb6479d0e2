"""What the blueprint says of strategy: what leaders want, where that is from, what it asks of capabilities.

Nothing in here says more of an interviewee than they allow: words and names come as `Shown`, out of the one
gate that every quote passes, and what interviewees gave in figures comes as means only.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from questionnaires.quoting import Shown

MOST_WEIGHED = 10
"""So many capabilities documents name with their strategic weight."""


def _let_through(quotes: tuple[Shown, ...]) -> None:
    if not all(isinstance(each, Shown) for each in quotes):
        raise TypeError("Only what the gate lets through may be quoted or named.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was reviewed, with its date where that is known."""

    title: str
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What something rests on.

    `heard` has an entry for each interview and each way in which it may be named, `unnamed` counts the
    interviews and passages that may not be named at all, `words` are what consultants typed.
    """

    heard: tuple[Shown, ...] = ()
    unnamed: int = 0
    papers: tuple[Paper, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse whom the gate did not let through."""
        _let_through(self.heard)

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.heard or self.unnamed or self.papers or self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """A business objective with its share of all weight, 0 to 1; `points` is the mean that leaders give."""

    name: str
    outcome: str = ""
    measured_by: str = ""
    share: float
    points: float | None = None
    sources: Sources = Sources()
    quotes: tuple[Shown, ...] = ()

    def __post_init__(self) -> None:
        """Refuse quotes that the gate did not let through."""
        _let_through(self.quotes)


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the weights came about: set for a reason, or alike as nobody set any, or as all are 0."""

    basis: Literal["set", "alike", "zero"] = "alike"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What leaders give the priorities: how many share out points, and Kendall's W of the `ranked` ones."""

    n: int
    agreement: float | None = None
    ranked: int = 0


@dataclass(frozen=True, slots=True)
class Interviews:
    """How many interviews were held of those planned, from which day to which, and are still under way."""

    held: int = 0
    planned: int = 0
    first: date | None = None
    last: date | None = None
    under_way: int = 0

    @property
    def done(self) -> int:
        """Return how many are over."""
        return self.held - self.under_way


@dataclass(frozen=True, slots=True)
class Written:
    """The vision or the future environment: its text, in paragraphs, and what it rests on."""

    text: str = ""
    sources: Sources = Sources()
    quotes: tuple[Shown, ...] = ()

    def __post_init__(self) -> None:
        """Refuse quotes that the gate did not let through."""
        _let_through(self.quotes)


@dataclass(frozen=True, slots=True)
class Objective:
    """Something to be reached, by which day, and the place of the priority that it serves, from 0."""

    text: str
    due_on: date | None = None
    serves: int | None = None
    sources: Sources = Sources()


@dataclass(frozen=True, slots=True)
class Supporting:
    """A capability with its strategic weight, 0 to 1, and how strongly it supports each priority in order."""

    name: str
    component: str
    share: float
    strengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The capabilities with a strategic weight, the heaviest first, out of `of` that there are.

    `cells` counts the strengths there are, `own` those that consultants chose otherwise than the method.
    """

    capabilities: tuple[Supporting, ...]
    of: int
    cells: int
    own: int

    @property
    def heaviest(self) -> tuple[Supporting, ...]:
        """Return the capabilities that documents name."""
        return self.capabilities[:MOST_WEIGHED]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What leaders disagree on, open for the session.

    `n` is how many gave the answers in which it shows, 0 where it rests on the consultants' word or on fewer
    answers than may be told of; `camps`: they stand in two camps.
    """

    text: str
    about: str
    n: int = 0
    camps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """The strategy of an engagement, as far as it is known; priorities in their order.

    `alignment` is None where no capability stands out by its weight. `withheld` counts the disagreements that
    rest on too few answers to be told.
    """

    interviews: Interviews = Interviews()
    priorities: tuple[Priority, ...] = ()
    weighting: Weighting = Weighting()
    opinions: Opinions | None = None
    vision: Written = Written()
    future: Written = Written()
    objectives: tuple[Objective, ...] = ()
    alignment: Alignment | None = None
    disputes: tuple[Dispute, ...] = ()
    withheld: int = 0
