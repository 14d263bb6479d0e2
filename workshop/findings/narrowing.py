"""Which of the findings a page shows: by what was decided, by kind and by component."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from workshop.findings.standing import KIND_NAMES, Standing

STATES = {
    "open": "To decide",
    "again": "To look at again",
    "accepted": "Accepted",
    "dismissed": "Left out",
}
"""What can be asked for; a merged finding stands with the one that it is a part of."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a page was asked to show; empty words show all."""

    state: str = ""
    kind: str = ""
    component: str = ""

    @classmethod
    def asked_for(cls, asked: Mapping[str, str], pack: MethodPack) -> "Narrowing":
        """Return what an address asks for; what it does not know counts as not asked."""
        known = {
            "state": STATES,
            "kind": KIND_NAMES,
            "component": {each.id for each in pack.components},
        }
        return cls(**{name: asked[name] for name, those in known.items() if asked.get(name) in those})

    @property
    def address(self) -> dict[str, str]:
        """Return what stands in the address."""
        asked = {"state": self.state, "kind": self.kind, "component": self.component}
        return {name: value for name, value in asked.items() if value}

    def fits(self, standing: Standing, component_of: Mapping[str, str]) -> bool:
        """Return whether a finding is shown."""
        about = {standing.component, *(component_of.get(each, "") for each in standing.capabilities)}
        return (
            self.state in ("", *states_of(standing))
            and self.kind in ("", standing.kind)
            and (not self.component or self.component in about)
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """The findings of a page: those to look at again, to decide, accepted and left out."""

    again: tuple[Standing, ...]
    open: tuple[Standing, ...]
    accepted: tuple[Standing, ...]
    dismissed: tuple[Standing, ...]

    @property
    def every(self) -> tuple[Standing, ...]:
        """Return all of them."""
        return (*self.again, *self.open, *self.accepted, *self.dismissed)


def states_of(standing: Standing) -> tuple[str, ...]:
    """Return which of STATES a finding is in: one to look at again is also what it was decided to be."""
    if standing.state == "merged":
        return ()
    return ("again", standing.state) if standing.look_again else (standing.state,)


def listed(found: Iterable[Standing]) -> Listed:
    """Return findings by where they stand on the page."""
    places: dict[str, list[Standing]] = {each: [] for each in STATES}
    for each in found:
        if each.state != "merged":
            places[states_of(each)[0]].append(each)
    return Listed(*(tuple(places[each]) for each in ("again", "open", "accepted", "dismissed")))


def next_to_decide(found: Sequence[Standing], anchor: str) -> Standing | None:
    """Return what is to be decided after one that was: the next in the order of worth, else the first."""
    at = next((place for place, each in enumerate(found) if each.anchor == anchor), -1)
    onward = [each for each in (*found[at + 1 :], *found[: at + 1]) if each.anchor != anchor]
    return next((each for each in onward if {"open", "again"} & {*states_of(each)}), None)


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """Return how many findings are in each of STATES."""
    states = [state for each in found for state in states_of(each)]
    return {state: states.count(state) for state in STATES}
