"""What a session may talk about: where people differ, and what else the findings bring up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.charter import Archetype
from questionnaires.charter_place import Place
from questionnaires.comparison import PerceptionGap, perception_gaps, widest
from questionnaires.findings import Context, every_finding
from questionnaires.ranking import by_disagreement
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.charter_wording import called
from reports.dossier import Dossier
from reports.evidence import answers_today
from reports.facts.saying import brief
from reports.finding_read import FindingRead
from reports.wording import NBSP, camps, deviation, listed, people_agree, raised, set_apart

Kind = Literal["camps", "apart", "groups", "charter", "leaders"]
KINDS: Mapping[Kind, str] = {
    "camps": "two camps",
    "apart": "wide spread",
    "groups": "groups see it differently",
    "charter": "the role of the function",
    "leaders": "leaders see it differently",
}
"""How people can differ, and what a table calls it."""
LIGHT: Mapping[str, str] = {
    "opportunity": "Opportunity",
    "strength": "Strength",
    "blind_spot": "Blind spot",
    "over_investment": "Over-investment",
}
"""The kinds of findings that are talked about without rating again, and what a margin calls them."""
_LONGEST = 160
_MOST_DISPUTES, _MOST_ALIKE = 6, 2


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that people see differently; `title` stands alone, `told` says how they differ.

    `capability` is empty and `seen` None where it is no capability. `groups` are the two that lie furthest
    apart, None where none can be shown that do. `accepted` says that consultants accepted it as a finding.
    """

    key: str
    kind: Kind
    title: str
    told: str
    capability: str = ""
    seen: Distribution | None = None
    groups: PerceptionGap | None = None
    accepted: bool = False

    @property
    def called(self) -> str:
        """Return how people differ on it, in a few words."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding to be talked about without rating again: its kind's name, its title, what it says."""

    label: str
    title: str
    text: str
    capability: str = ""
    kind: str = ""


def rated_apart(dossier: Dossier) -> tuple[Matter, ...]:
    """Return the capabilities that people, or two groups, rate differently.

    Those that consultants accepted as findings come first, then two camps, then the larger agenda score, then
    those on which only groups differ, the widest first.
    """
    pack, scores = dossier.pack, dossier.scores
    accepted = _accepted(dossier, "disagreement", "perception")
    found = []
    for key in by_disagreement(pack, scores):
        seen = answers_today(scores, key)
        if seen and seen.ad is not None and not people_agree(seen):
            found.append(_of_capability(dossier, key, seen, accepted))
    taken = {each.capability for each in found}
    for gap in perception_gaps(pack, scores):
        seen = answers_today(scores, gap.capability)
        if gap.flagged and seen and gap.capability not in taken:
            taken.add(gap.capability)
            found.append(_of_capability(dossier, gap.capability, seen, accepted))
    return tuple(sorted(found, key=lambda each: (not each.accepted, each.kind != "camps")))


def charter_step(dossier: Dossier) -> tuple[Archetype, Archetype] | None:
    """Return the kinds of function seen today and wanted where they differ, in the view that leads."""
    base = dossier.charter.base if dossier.charter else None
    today, wanted = (base.seen.current, base.seen.target) if base else (None, None)
    if not isinstance(today, Place) or not isinstance(wanted, Place):
        return None
    if not today.archetype or not wanted.archetype or today.archetype == wanted.archetype:
        return None
    return today.archetype, wanted.archetype


def of_the_charter(dossier: Dossier) -> Matter | None:
    """Return the role of the function: where people see it differently, or want it to be another one."""
    step = charter_step(dossier)
    told = _seen_as(dossier)
    if step is not None:
        told = told or [f"Seen today as {called(step[0])}."]
        told = [*told, f"{raised(called(step[1]))} is wanted."]
    if not told:
        return None
    return Matter("charter", "charter", f"The role of {dossier.pack.function}", " ".join(told))


def _seen_as(dossier: Dossier) -> list[str]:
    """Return as what those who may be shown see the function, nothing where all see the same."""
    read = dossier.charter
    if read is None:
        return []
    placed = [(row, row.seen.current) for row in read.rows]
    several = any(row.seen.column for row, place in placed if isinstance(place, Place))
    kinds: dict[str, list[str]] = {}
    for row, place in placed:
        # Everyone together is made of the groups: beside them it is no view of its own.
        if isinstance(place, Place) and place.archetype and not (several and row.seen is read.everyone):
            kinds.setdefault(place.archetype.id, []).append(set_apart(brief(row.label, 60)))
    if len(kinds) < len(("one", "other")):
        return []
    named = {each.id: each for each in read.charter.archetypes}
    parts = [f"{called(named[key])}: {listed(who[:4])}" for key, who in kinds.items()]
    return [f"Seen today as {'; as '.join(parts)}."]


def of_leaders(dossier: Dossier) -> tuple[Matter, ...]:
    """Return what leaders disagree on, as far as it may be told, those in two camps first."""
    disputes = dossier.strategy.disputes if dossier.strategy else ()
    found = []
    for number, each in enumerate(disputes, start=1):
        stands = "in two camps" if each.camps else "far apart"
        told = f"Leaders stand {stands} (n{NBSP}={NBSP}{each.n})." if each.n else "Named by the consultants."
        title = set_apart(brief(raised(each.text or each.about), _LONGEST))
        found.append((not each.camps, Matter(f"leaders:{number}", "leaders", title, told)))
    ordered = sorted(found, key=lambda each: each[0])
    return tuple(matter for _, matter in ordered[:_MOST_DISPUTES])


def remarks(dossier: Dossier) -> tuple[Remark, ...]:
    """Return opportunities, strengths, blind spots and over-investments, the first few of each, as accepted.

    Where consultants have not accepted any finding yet, those that the rules find, the weightiest first.
    """
    if dossier.findings:
        of_kind = [(each.kind, each) for each in _flat(dossier.findings) if each.kind in LIGHT]
        made = [_remark(kind, each.title, each.text, each.capabilities) for kind, each in of_kind]
    else:
        every = every_finding(dossier.pack, dossier.scores, Context()).values()
        light = sorted((each for each in every if each.kind in LIGHT), key=lambda each: -each.worth)
        made = [_remark(each.kind, each.title, each.text, each.capabilities) for each in light]
    return tuple(each for kind in LIGHT for each in [one for one in made if one.kind == kind][:_MOST_ALIKE])


def _remark(kind: str, title: str, text: str, capabilities: tuple[str, ...]) -> Remark:
    first = capabilities[0] if capabilities else ""
    return Remark(LIGHT[kind], set_apart(brief(title, _LONGEST)), brief(text, 400), first, kind)


def _of_capability(dossier: Dossier, key: str, seen: Distribution, accepted: frozenset[str]) -> Matter:
    gap = widest(dossier.scores, key)
    kind: Kind = "camps" if seen.polarised else "groups" if people_agree(seen) else "apart"
    parts = [f"{raised(camps(seen))}."] if seen.polarised else []
    parts.append(f"Mean {shown(seen.mean or 0)}, {deviation(seen)}, n{NBSP}={NBSP}{seen.n}.")
    if gap:
        parts.append(f"{between(gap)}.")
    title = dossier.pack.capability[key].name
    return Matter(key, kind, title, " ".join(parts), key, seen, gap, key in accepted)


def between(gap: PerceptionGap) -> str:
    """Return how two groups rate a capability, without full stop."""
    high, low = set_apart(raised(gap.high)), set_apart(gap.low)
    return (
        f"{high} {shown(gap.high_mean)} (n{NBSP}={NBSP}{gap.high_n}), "
        f"{low} {shown(gap.low_mean)} (n{NBSP}={NBSP}{gap.low_n})"
    )


def _accepted(dossier: Dossier, *kinds: str) -> frozenset[str]:
    return frozenset(
        one for each in _flat(dossier.findings) if each.kind in kinds for one in each.capabilities
    )


def _flat(found: Iterable[FindingRead]) -> Iterator[FindingRead]:
    """Yield findings, and those that were merged into them."""
    for each in found:
        yield each
        yield from _flat(each.parts)
