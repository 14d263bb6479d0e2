"""The third step of the demonstration: initiatives, what there is to do them with, schedule and return."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any

import yaml
from sqlite_utils import Database

from questionnaires.roadmap.joining import merged
from questionnaires.roadmap.plan import (
    Effort,
    Initiative,
    Lift,
    Measure,
    Milestone,
    Placement,
    Risk,
    Span,
)
from workshop import demo
from workshop.access import Opened
from workshop.outlook.store import objectives
from workshop.priorities.store import priorities
from workshop.roadmap import routes as schedule
from workshop.roadmap import store as roadmap
from workshop.roadmap.initiatives import merging, suggesting
from workshop.roadmap.initiatives import store as initiatives
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.reading import roadmap_of
from workshop.roadmap.returns import saving
from workshop.roadmap.returns.store import Held
from workshop.roadmap.store import Means, Role

_Told = Mapping[str, Any]
_PLAIN = ("title", "component", "why", "owner", "supplier", "quarters", "stops_if")
_LISTS = ("findings", "deliverables")


def told() -> dict[str, Any]:
    """Return what the consultant of the demonstration made of the findings."""
    content: dict[str, Any] = yaml.safe_load((files(demo) / "roadmap.yaml").read_text(encoding="utf-8"))
    return content


def planned(db: Database, access: Opened, now: datetime) -> None:
    """Store initiatives, capacity, schedule and return of an engagement; inside write()."""
    content = told()
    planning = _Planning(db, access, now)
    planning.draft(content["drafted"], content["left_out"])
    planning.make(content["initiatives"])
    planning.schedule(content["capacity"], content["pinned"])
    planning.expect(content["outcomes"], content["figures"])


class _Planning:
    """What has been stored so far: the numbers of initiatives by the names that the content uses."""

    def __init__(self, db: Database, access: Opened, now: datetime) -> None:
        self.db, self.access, self.now = db, access, now
        self.engagement, self.actor = access.engagement, access.account.actor
        self.numbers: dict[str, int] = {}
        self.objectives = [each.id for each in objectives(db, access.engagement.id)]
        self.priorities = {each.pack_priority: each.id for each in priorities(db, access.engagement.id)}

    def _room(self) -> Room:
        return room_of(self.db, self.engagement)

    def draft(self, wanted: list[str], unwanted: list[str]) -> None:
        """Draft suggestions, and leave some out."""
        room = self._room()
        chosen = [each for each in room.suggestions if each.key in wanted]
        self.numbers = suggesting.draft(self.db, self.access, room, chosen, self.now)
        for key in unwanted:
            initiatives.dismiss(self.db, self.engagement.id, key, self.actor, self.now)

    def make(self, content: Mapping[str, _Told]) -> None:
        """Merge, add and change initiatives, each after those it rests on."""
        for name, each in content.items():
            if "of" in each:
                self.numbers[name] = self._merge(each)
            elif "is" in each:
                self.numbers[name] = self.numbers[each["is"]]
            else:
                made = Initiative(id=0, title=each["title"], component=each["component"])
                self.numbers[name] = initiatives.add(
                    self.db, self.engagement.id, made, "own", self.actor, self.now
                )
        room = self._room()
        for name, each in content.items():
            kept = room.one(self.numbers[name])
            assert kept is not None, name
            made = self._edited(kept.initiative, each, room)
            initiatives.change(self.db, kept.id, made, self.actor, self.now)

    def _merge(self, each: _Told) -> int:
        room = self._room()
        parts = [kept for kept in room.kept if kept.initiative.key in each["of"]]
        made = merged([kept.initiative for kept in parts], each["title"], each["component"])
        return merging.unite(self.db, self.access, room, parts, made, self.now)

    def _edited(self, found: Initiative, each: _Told, room: Room) -> Initiative:
        """Return an initiative with what is said of it; all else stays as it was drafted."""
        said: dict[str, Any] = {name: each[name] for name in _PLAIN if name in each}
        said |= {name: tuple(each[name]) for name in _LISTS if name in each}
        said |= {name: Span(*each[name]) for name in ("one_off", "running") if name in each}
        if "serves" in each:
            said["priorities"] = tuple(self.priorities[name] for name in each["serves"])
        if "objective" in each:
            said["objective"] = self.objectives[each["objective"] - 1]
        if "rests_on" in each:
            said["prerequisites"] = tuple(self.numbers[name] for name in each["rests_on"])
        if "raises" in each:
            said["lifts"] = tuple(
                Lift(capability, room.usual_origin(capability) or 1.0, to)
                for capability, to in each["raises"].items()
            )
        if "milestones" in each:
            said["milestones"] = tuple(Milestone(quarter, text) for quarter, text in each["milestones"])
        said["effort"] = tuple(
            Effort(role, quarter, float(days))
            for role, those in each["done"].items()
            for quarter, days in enumerate(those, 1)
            if days
        )
        return replace(found, **said, measures=_measures(found, each), risks=_risks(found, each))

    def schedule(self, held: _Told, pinned: Mapping[str, int]) -> None:
        """Say what there is, pin some initiatives, and draft the schedule."""
        number = self.engagement.id
        roles = tuple(
            Role(name, each["rate"], tuple(map(float, each["days"]))) for name, each in held["roles"].items()
        )
        roadmap.touched(self.db, number, self.actor, self.now, reserve=held["reserve"])
        means = Means(None, held["reserve"], tuple(held["budget"]), roles)
        roadmap.put_means(self.db, number, means)
        for name, quarter in pinned.items():
            roadmap.put_placement(self.db, number, self.numbers[name], Placement(quarter, pinned=True))
        found = roadmap_of(self.db, self.engagement, self.engagement.manner.today(self.now))
        schedule.draft_all(self.db, self.access, found, self.now)

    def expect(self, outcomes: list[_Told], figures: Mapping[str, _Told]) -> None:
        """Say what comes of it, and what money is worth."""
        for each in outcomes:
            low, expected, high = each["span"]
            held = Held(
                name=each["name"],
                low=low,
                expected=expected,
                high=high,
                counted=10 * each["counted"],
                lag=each["lag"],
                ramp=each["ramp"],
                timing=each["timing"],
                initiatives=tuple(self.numbers[name] for name in each["from"]),
                priority=self.priorities[each["of"]],
                reason=each["reason"],
                source=each["source"],
            )
            saving.put_outcome(self.db, self.access, held, self.now)
        for kind, one in figures.items():
            held_by = (one["value"], one["reason"], self.now, one["source"])
            saving.put_figure(self.db, self.access, kind, *held_by)  # type: ignore[arg-type]


def _measures(found: Initiative, each: _Told) -> tuple[Measure, ...]:
    """Return measures as they are told, or the drafted ones, each with whether it has data."""
    if "measures" in each:
        return tuple(Measure(*one) for one in each["measures"])
    there: list[bool | None] = [*each.get("data", ()), *(None for _ in found.measures)]
    return tuple(replace(one, has_data=has) for one, has in zip(found.measures, there, strict=False))


def _risks(found: Initiative, each: _Told) -> tuple[Risk, ...]:
    """Return risks as they are told, or the drafted ones, answered in their order."""
    if "risks" in each:
        return tuple(Risk(*one) for one in each["risks"])
    there: list[str] = [*each.get("answers", ()), *("" for _ in found.risks)]
    return tuple(Risk(one.text, answer) for one, answer in zip(found.risks, there, strict=False))
