"""Answers drawn from a profile: the same on every machine, whatever the versions of Python and numpy."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeAlias

from questionnaires.pack import MethodPack
from workshop.demo.profile import Abstention, Profile, Remark, Tendency

Cell: TypeAlias = int | str
"""A level from 1 to 5, "NA", "DK", or "" for nothing."""

Ratings: TypeAlias = tuple[Cell, Cell, Cell]
"""What one person answered about one capability: today, wanted, importance."""

NOBODY_WANTS_LESS = 0.95
"""The share of answers in which what is wanted is never below what is there."""

STILL_WANTS = 0.5
"""The share of those who don't know where the organisation stands and yet say where it should."""


@dataclass(frozen=True, slots=True)
class Person:
    """A respondent: an opaque id, the groups, and the person's own ways, in levels."""

    id: str
    function: str
    seniority: str
    leniency: float
    keenness: float


class Chance:
    """Draws for one purpose, which no other purpose disturbs.

    Only `Random.random` is used, whose sequence Python promises to keep; the other methods may change.
    """

    def __init__(self, *purpose: str) -> None:
        """Seed the draws with their purpose."""
        self._random = random.Random(":".join(purpose))  # noqa: S311  no secret depends on it

    def happens(self, share: float) -> bool:
        """Return True in the given share of draws."""
        return self._random.random() < share

    def normal(self, spread: float) -> float:
        """Return a normal deviate with mean 0."""
        return NormalDist().inv_cdf(self._random.random() or 0.5) * spread

    def number(self) -> float:
        """Return a number from 0 up to 1, to order things by."""
        return self._random.random()


def draw_people(profile: Profile) -> tuple[Person, ...]:
    """Return the people of the profile, shuffled, so that an id says nothing about a group."""
    groups = [
        (function, seniority)
        for function, seniorities in profile.people.items()
        for seniority, count in seniorities.items()
        for _ in range(count)
    ]
    order = Chance(profile.seed, "order")
    shuffled = sorted(groups, key=lambda _: order.number())
    people = []
    for number, (function, seniority) in enumerate(shuffled, start=1):
        chance = Chance(profile.seed, "person", str(number))
        leniency = chance.normal(profile.scatter.leniency)
        keenness = chance.normal(profile.scatter.keenness)
        people.append(Person(f"r{number:02}", function, seniority, leniency, keenness))
    return tuple(people)


def draw_ratings(profile: Profile, pack: MethodPack, person: Person) -> dict[str, Ratings]:
    """Return what one person answered, by capability in the order of the pack."""
    drawn: dict[str, Ratings] = {}
    stopped = False
    for capability in pack.capabilities:
        component = pack.component_of[capability.id].id
        stopped = stopped or profile.stops.get(person.id) == component
        if stopped:
            drawn[capability.id] = ("", "", "")
        elif person.id in profile.straight:
            level = profile.straight[person.id]
            drawn[capability.id] = (level, level, level)
        else:
            drawn[capability.id] = _ratings(profile, person, capability.id, component)
    return drawn


def give_remarks(
    profile: Profile,
    people: Sequence[Person],
    ratings: Mapping[str, Mapping[str, Ratings]],
    remarks: Mapping[str, Sequence[Remark]],
) -> dict[tuple[str, str], str]:
    """Return the comments by person id and capability, spread over the people whom they suit.

    `ratings` are by person id and capability. ValueError when a remark suits nobody who is still free.
    """
    given: dict[tuple[str, str], str] = {}
    written = dict.fromkeys((person.id for person in people), 0)
    for capability, candidates in remarks.items():
        for remark in candidates:
            chance = Chance(profile.seed, "remark", remark.text)
            suited = [
                (written[person.id], chance.number(), person.id)
                for person in people
                if person.function == remark.by
                and ratings[person.id][capability][0] in remark.rated
                and (person.id, capability) not in given
            ]
            if not suited:
                raise ValueError(f"{capability}: this remark suits nobody in {remark.by}: {remark.text}")
            chosen = min(suited)[2]
            given[chosen, capability] = remark.text
            written[chosen] += 1
    return given


def _ratings(profile: Profile, person: Person, capability: str, component: str) -> Ratings:
    """Return one person's three answers about one capability."""
    chance = Chance(profile.seed, person.id, capability)
    tendency = profile.capabilities[capability]
    named = {capability, component}
    if chance.happens(_share(profile.not_applicable, person, named)):
        return ("NA", "NA", "NA")
    shift = sum(
        view.levels
        for view in profile.views
        if view.who in (person.function, person.seniority) and named & {*view.of}
    )
    deviation = shift + person.leniency + chance.normal(tendency.spread)
    today = _level(tendency.today + deviation)
    wanted = _wanted(profile, tendency, person, chance, deviation)
    if capability not in profile.less_wanted and chance.happens(NOBODY_WANTS_LESS):
        wanted = max(today, wanted)
    importance = _level(tendency.importance + chance.normal(profile.scatter.importance))
    answers: list[Cell] = [today, wanted, importance]
    unknown = max(tendency.unknown, _share(profile.unknown, person, named), profile.unknown_otherwise)
    if chance.happens(unknown):
        answers[:2] = ["DK", wanted if chance.happens(STILL_WANTS) else "DK"]
    said = ["" if chance.happens(profile.blank) else each for each in answers]
    return (said[0], said[1], said[2])


def _wanted(profile: Profile, tendency: Tendency, person: Person, chance: Chance, deviation: float) -> int:
    """Return the level a person wants, which follows in part how the person sees today."""
    scatter = profile.scatter
    own = person.keenness + chance.normal(scatter.wanted)
    return _level(tendency.wanted + scatter.carried * deviation + own)


def _share(abstentions: Sequence[Abstention], person: Person, named: set[str]) -> float:
    """Return the largest share among the abstentions that apply."""
    shares = [
        each.share
        for each in abstentions
        if each.who in (person.function, person.seniority) and named & {*each.of}
    ]
    return max(shares, default=0.0)


def _level(value: float) -> int:
    return min(5, max(1, round(value)))
