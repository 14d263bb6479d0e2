"""A plan as a whole: who gets which questionnaire, how long it takes, what stands in the way of a launch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from reports.wording import counted, listed
from workshop.engagements.groups.store import Choice, choices
from workshop.engagements.store import Engagement
from workshop.people.store import Person, people
from workshop.waves import store as waves
from workshop.waves.plans import store
from workshop.waves.plans.asking import (
    Asking,
    Kinds,
    assigned,
    is_empty,
    is_long,
    minutes,
    people_by_capability,
    summary_of,
)
from workshop.waves.plans.choices import READY, Ready, Split, chosen, ready, split_of, usual_split
from workshop.waves.store import Questionnaire, Wave

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence on what stands in the way, or what to think of, and the part of the page that mends it."""

    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Line:
    """A questionnaire as the plan lists it: for whom it is and what it asks in words, people, minutes."""

    questionnaire: Questionnaire
    whom: str
    asks: str
    people: int
    minutes: int
    is_long: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A ready choice, with the people and minutes that it means."""

    choice: Ready
    name: str
    note: str
    is_chosen: bool


@dataclass(frozen=True)
class Plan:
    """A planned wave with everything that its plan is made from."""

    engagement: Engagement
    wave: Wave
    pack: MethodPack
    functions: Sequence[Choice]
    seniorities: Sequence[Choice]
    respondents: Sequence[Person]
    questionnaires: Sequence[Questionnaire]
    by_hand: Mapping[int, Questionnaire]
    reminders: Sequence[int]
    others: Sequence[Wave]

    @property
    def kinds(self) -> Kinds:
        """Return the numbers of the functions and of the seniorities."""
        return Kinds(
            frozenset(each.id for each in self.functions), frozenset(each.id for each in self.seniorities)
        )

    @cached_property
    def given(self) -> dict[int, Questionnaire | None]:
        """Return the questionnaire of each respondent, by their number; None for those who match none."""
        return assigned(self.respondents, self.questionnaires, self.kinds, self.by_hand)

    @cached_property
    def asked(self) -> dict[int, Questionnaire]:
        """Return the questionnaire of everyone who gets one, by their number."""
        return {person: each for person, each in self.given.items() if each is not None}

    @property
    def left_out(self) -> list[Person]:
        """Return the respondents who match no questionnaire."""
        return [each for each in self.respondents if self.given[each.id] is None]

    @property
    def lines(self) -> list[Line]:
        """Return the questionnaires as the plan lists them."""
        counts = [each.id for each in self.asked.values()]
        return [
            Line(
                each,
                whom(each, self.functions, self.seniorities, last=place > 0),
                summary_of(each, self.pack),
                counts.count(each.id),
                minutes(each),
                is_long(each),
            )
            for place, each in enumerate(self.questionnaires)
        ]

    @property
    def time_needed(self) -> str:
        """Return how long it takes those who are asked: "6 to 12 minutes"."""
        return span([minutes(each) for each in {one.id: one for one in self.asked.values()}.values()])

    @cached_property
    def split(self) -> Split:
        """Return who leads and who works in what, as the questionnaires have it."""
        usual = usual_split(self.functions, self.seniorities, self.pack)
        return split_of(self.questionnaires, self.functions, self.pack, usual)

    @property
    def offers(self) -> list[Offer]:
        """Return the ready choices with what each means for these people."""
        now = chosen(self.questionnaires, self.pack, self.functions, self.split)
        return [Offer(each, name, self._meaning(each), each == now) for each, name in READY.items()]

    def _meaning(self, choice: Ready) -> str:
        if choice == "own":
            return "Begin with one questionnaire for everyone, and change it."
        drafts = ready(choice, self.pack, self.functions, self.split)
        told = assigned(self.respondents, drafts, self.kinds)
        used = {id(each): each for each in told.values() if each is not None}
        asked = sum(each is not None for each in told.values())
        needed = span([minutes(each) for each in used.values()] or [minutes(each) for each in drafts])
        many = counted(len(drafts), "questionnaire")
        return f"{many}, {counted(asked, 'person')}, {needed} each."


def pack_now(name: str) -> MethodPack:
    """Return the pack that a wave launched now asks; packs change with the program, never while it runs."""
    return shipped_pack(name)


def plan_of(db: Database, engagement: Engagement, wave: Wave) -> Plan:
    """Return the plan of a wave that is not launched, as it is stored now."""
    questionnaires = waves.questionnaires(db, wave.id)
    by_number = {each.id: each for each in questionnaires}
    return Plan(
        engagement,
        wave,
        pack_now(engagement.pack),
        choices(db, engagement.id, "function"),
        choices(db, engagement.id, "seniority"),
        [each for each in people(db, engagement.id) if "respondent" in each.roles],
        questionnaires,
        {person: by_number[each] for person, each in store.chosen_by_hand(db, wave.id).items()},
        store.reminder_days(db, wave.id),
        [each for each in waves.waves(db, engagement.id) if each.id != wave.id],
    )


def whom(
    asking: Asking, functions: Sequence[Choice], seniorities: Sequence[Choice], *, last: bool = False
) -> str:
    """Return for whom a questionnaire is: "Marketing or Sales, as Manager"; `last`: others come before it."""
    areas = _either([each.name for each in functions if each.id in asking.groups])
    ranks = _either([each.name for each in seniorities if each.id in asking.groups])
    if areas and ranks:
        return f"{areas}, as {ranks}"
    return areas or ranks or ("Everyone else" if last else "Everyone")


def span(numbers: Sequence[int]) -> str:
    """Return minutes from the least to the most: "12 minutes", "6 to 12 minutes"."""
    if not numbers:
        return "no time"
    least, most = min(numbers), max(numbers)
    return counted(most, "minute") if least == most else f"{least} to {counted(most, 'minute')}"


def hindrances(plan: Plan, now: datetime) -> list[Finding]:
    """Return what a wave cannot be launched with."""
    found = [*_nobody(plan), *_questionless(plan), *_times(plan, now), *_still_open(plan, now)]
    if plan.engagement.archived:
        found.append(Finding("This engagement is archived. Take it out of the archive first.", "launch"))
    return found


def cautions(plan: Plan, now: datetime) -> list[Finding]:
    """Return what to think of before a launch; none of it stands in the way."""
    found = [
        Finding(
            f"“{line.questionnaire.name}” takes {counted(line.minutes, 'minute')}. Over 15 many stop.",
            "asked",
        )
        for line in plan.lines
        if line.is_long and line.people
    ]
    if plan.left_out and plan.asked:
        many = len(plan.left_out)
        verb = "matches" if many == 1 else "match"
        said = f"{counted(many, 'respondent')} {verb} no questionnaire, and so nobody asks them."
        found.append(Finding(said, "asked"))
    if plan.asked:
        found += _thin(plan)
    if plan.wave.opens_at is not None and plan.wave.opens_at <= now:
        found.append(Finding("The time at which it opens has passed. It opens with the launch.", "times"))
    return found


def _nobody(plan: Plan) -> list[Finding]:
    if not plan.respondents:
        return [Finding("Nobody in this engagement is a respondent. Add people first.", "people")]
    if not plan.questionnaires:
        return [Finding("Nothing is asked. Use a ready choice, or add a questionnaire.", "asked")]
    if not plan.asked:
        return [Finding("No respondent matches a questionnaire. Change for whom they are.", "asked")]
    if len(plan.asked) < plan.wave.threshold:
        verb = "is" if len(plan.asked) == 1 else "are"
        return [
            Finding(
                f"{counted(len(plan.asked), 'person')} {verb} asked, fewer than the threshold of "
                f"{plan.wave.threshold}: no figure could ever be shown. Ask more people, or lower it.",
                "promise",
            )
        ]
    return []


def _questionless(plan: Plan) -> list[Finding]:
    known = set(plan.pack.capability)
    return [
        *(
            Finding(f"“{each.name}” asks nothing. Choose what it asks, or remove it.", "asked")
            for each in plan.questionnaires
            if is_empty(each)
        ),
        *(
            Finding(f"“{each.name}” asks for what the method has no more. Save it again.", "asked")
            for each in plan.questionnaires
            if {capability for capability, _ in each.items} - known
            or (each.charter and not plan.pack.charter)
        ),
    ]


def _times(plan: Plan, now: datetime) -> list[Finding]:
    if plan.wave.closes_at is None:
        return [Finding("It has no closing time. Give one.", "times")]
    if plan.wave.closes_at <= now:
        return [Finding("Its closing time has passed. Give a later one.", "times")]
    return []


def _still_open(plan: Plan, now: datetime) -> list[Finding]:
    return [
        Finding(
            f"Wave {each.number} is not closed. Close it first, since a personal link leads to one wave.",
            "launch",
        )
        for each in plan.others
        if each.state(now) in ("waiting", "open")
    ]


def _thin(plan: Plan) -> list[Finding]:
    """Say of which components no figure can be shown, since too few people are asked."""
    counts = people_by_capability(plan.asked.values())
    unasked, thin = [], []
    for part in plan.pack.components:
        most = max(counts.get(each.id, 0) for each in part.capabilities)
        if not most:
            unasked.append(part.short_name)
        elif most < plan.wave.threshold:
            thin.append(f"{part.short_name} ({most})")
    found = []
    if unasked and counts:
        found.append(Finding(f"Nobody is asked about {listed(unasked)}.", "asked"))
    if thin:
        found.append(
            Finding(
                f"Fewer than {plan.wave.threshold} people are asked about {listed(thin)}: its figures stay "
                "hidden.",
                "asked",
            )
        )
    return found


def _either(names: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
