"""What questionnaires ask, whom they are for, and how long they take: values only."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from questionnaires.effort import LONGEST, minutes_needed
from questionnaires.pack import Capability, MethodPack
from workshop.waves.store import Item

Importance = Literal["none", "picks", "rated"]
PICKS = 5
"""How many capabilities people pick as those that matter most, unless the plan says otherwise."""


class Asking(Protocol):
    """A questionnaire, stored or not yet."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def items(self) -> frozenset[Item]:
        """What it asks: capabilities with a question each."""

    @property
    def groups(self) -> frozenset[int]:
        """The functions and seniorities that it is for; none where it is for everyone."""

    @property
    def picks(self) -> int:
        """How many capabilities are picked as those that matter most."""

    @property
    def charter(self) -> bool:
        """Whether it holds the charter."""


class Grouped(Protocol):
    """Someone with a number who may belong to a function and a seniority."""

    @property
    def id(self) -> int:
        """Their number."""

    @property
    def function_id(self) -> int | None:
        """Their function, None if it is not stated."""

    @property
    def seniority_id(self) -> int | None:
        """Their seniority, None if it is not stated."""


Each = TypeVar("Each", bound=Asking)


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire that is not stored yet."""

    name: str
    items: frozenset[Item]
    groups: frozenset[int] = frozenset()
    picks: int = 0
    charter: bool = False


@dataclass(frozen=True, slots=True)
class Kinds:
    """The numbers of an engagement's functions and of its seniorities."""

    functions: frozenset[int]
    seniorities: frozenset[int]


def items_of(capabilities: Iterable[Capability], *, importance: bool = False) -> frozenset[Item]:
    """Return what asking for some capabilities means: today and wanted, and importance if it is rated."""
    questions = ("current", "target", "importance") if importance else ("current", "target")
    return frozenset((each.id, question) for each in capabilities for question in questions)


def capabilities_of(asking: Asking) -> frozenset[str]:
    """Return the capabilities that are asked for."""
    return frozenset(capability for capability, _ in asking.items)


def importance_of(asking: Asking) -> Importance:
    """Return how a questionnaire asks what matters."""
    if any(question == "importance" for _, question in asking.items):
        return "rated"
    return "picks" if asking.picks else "none"


def minutes(asking: Asking) -> int:
    """Return how many minutes someone needs for a questionnaire."""
    return minutes_needed(
        len(capabilities_of(asking)), len(asking.items), picks=asking.picks, charter=asking.charter
    )


def is_long(asking: Asking) -> bool:
    """Return whether people would leave it before its end."""
    return minutes(asking) > LONGEST


def is_empty(asking: Asking) -> bool:
    """Return whether nothing is asked."""
    return not (asking.items or asking.picks or asking.charter)


def matches(person: Grouped, asking: Asking, kinds: Kinds) -> bool:
    """Return whether a questionnaire is for someone, by their function and their seniority."""
    functions, seniorities = asking.groups & kinds.functions, asking.groups & kinds.seniorities
    return (not functions or person.function_id in functions) and (
        not seniorities or person.seniority_id in seniorities
    )


def assigned(
    people: Sequence[Grouped],
    questionnaires: Sequence[Each],
    kinds: Kinds,
    by_hand: Mapping[int, Each] | None = None,
) -> dict[int, Each | None]:
    """Return the questionnaire of each person by their number, None for those who match none.

    What was chosen for someone by hand comes first, then the first questionnaire that is for them.
    """
    chosen = by_hand or {}
    # People of the same function and seniority share what they are asked, and there are few such pairs.
    known: dict[tuple[int | None, int | None], Each | None] = {}
    told: dict[int, Each | None] = {}
    for person in people:
        pair = (person.function_id, person.seniority_id)
        if pair not in known:
            known[pair] = next((each for each in questionnaires if matches(person, each, kinds)), None)
        told[person.id] = chosen.get(person.id, known[pair])
    return told


def people_by_capability(given: Collection[Asking | None]) -> dict[str, int]:
    """Return how many people are asked for each capability, from the questionnaire of every person."""
    each_of = {id(asking): asking for asking in given if asking is not None}
    counts: dict[str, int] = {}
    for number, people in Counter(id(asking) for asking in given if asking is not None).items():
        for capability in capabilities_of(each_of[number]):
            counts[capability] = counts.get(capability, 0) + people
    return counts


def summary_of(asking: Asking, pack: MethodPack) -> str:
    """Return in a few words what a questionnaire asks."""
    held = capabilities_of(asking)
    whole = [part.short_name for part in pack.components if {each.id for each in part.capabilities} <= held]
    short = frozenset(each.id for each in pack.short_form)
    if not held:
        text = "No capability"
    elif len(held) == len(pack.capabilities):
        text = f"All {len(held)} capabilities"
    elif held == short:
        text = f"The short form: {len(held)} capabilities"
    elif held == _within(whole, pack):
        text = f"{', '.join(whole)}: {len(held)} capabilities"
    else:
        text = "1 capability" if len(held) == 1 else f"{len(held)} capabilities"
    added = {"rated": "importance rated", "picks": f"the {asking.picks} that matter most", "none": ""}
    more = [added[importance_of(asking)], "the charter" if asking.charter else ""]
    return "; ".join([text, *filter(None, more)])


def _within(names: Collection[str], pack: MethodPack) -> frozenset[str]:
    return frozenset(
        each.id for part in pack.components if part.short_name in names for each in part.capabilities
    )
