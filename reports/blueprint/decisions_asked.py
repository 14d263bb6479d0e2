"""The decisions asked of the board: what the findings, disagreements and initiatives leave open."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from questionnaires.charter_place import Place
from questionnaires.ranking import by_disagreement, by_gap
from questionnaires.roadmap.capital import capital_plan
from questionnaires.rounding import rounded, signed
from reports.blueprint.programme import Programme, programme_of
from reports.charter_wording import called
from reports.dossier import Dossier
from reports.evidence import answers, gap_of
from reports.facts.saying import brief
from reports.wording import camps, dated, lowered, part_of, plural, set_apart, spelled, spelled_out

MOST = 5
_LONGEST = 70
_YEAR = 4
_WIDE = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision, until when it is needed, and the amount that it is about; both empty where nothing says.

    `more` goes on with what it rests on, where there is room.
    """

    text: str
    by: str = ""
    amount: str = ""
    more: str = ""

    def said(self, longest: int) -> str:
        """Return the decision in so many characters, with what it rests on if that fits."""
        whole = f"{self.text}{self.more}"
        return whole if len(whole) <= longest else brief(self.text, longest)


def decisions_asked(dossier: Dossier) -> tuple[Asked, ...]:
    """Return at most five decisions, each with what it rests on; fewer where less is open."""
    return tuple(islice(_open(dossier), MOST))


def _open(dossier: Dossier) -> Iterator[Asked]:
    programme = programme_of(dossier)
    yield from _charter(dossier)
    if programme is not None:
        yield from _money(dossier, programme)
        yield from _owners(dossier, programme)
    yield from _leaders(dossier)
    if programme is None:
        yield from _gaps(dossier)
    yield from _two_camps(dossier)
    if programme is not None:
        yield from _left_out(programme)
    yield from _less(dossier)


def _session(dossier: Dossier) -> str:
    """Return the day of the session, as that by which something is needed; empty where none is set."""
    return dated(dossier.sitting.on) if dossier.sitting.on else ""


def _charter(dossier: Dossier) -> Iterator[Asked]:
    """Yield the step from the kind of function that is seen today to the one that is wanted."""
    base = dossier.charter.base if dossier.charter else None
    today, wanted = (base.seen.current, base.seen.target) if base else (None, None)
    if not isinstance(today, Place) or not isinstance(wanted, Place):
        return
    if today.archetype and wanted.archetype and today.archetype != wanted.archetype:
        seen = f"; today it is seen as {called(today.archetype)}"
        yield Asked(f"Adopt the charter of {called(wanted.archetype)}", _session(dossier), more=seen)


def _money(dossier: Dossier, programme: Programme) -> Iterator[Asked]:
    """Yield the release of what the first year of the roadmap costs."""
    roadmap = programme.roadmap
    first = min((roadmap.start(each.id) or 0 for each in roadmap.in_order), default=0)
    if not first:
        yield Asked("Place the initiatives on a roadmap: none has its quarter yet", _session(dossier))
        return
    plan = capital_plan(roadmap)
    last = min(_YEAR, len(plan.names))
    amount = sum(plan.whole.both[:last])
    span = f"{plan.names[0]} to {plan.names[last - 1]}"
    if amount > 0:
        yield Asked(f"Release the money for {span}", plan.names[first - 1], dossier.money.shown(amount))
    else:
        yield Asked(f"Begin the initiatives of {span}", plan.names[first - 1])


def _owners(dossier: Dossier, programme: Programme) -> Iterator[Asked]:
    """Yield the naming of owners for initiatives that have none, the first to begin first."""
    roadmap = programme.roadmap
    placed = [each for each in roadmap.in_order if not each.owner.strip()]
    bare = placed + [each for each in roadmap.initiatives if each not in placed and not each.owner.strip()]
    if not bare:
        return
    start = roadmap.start(bare[0].id)
    by = roadmap.capacity.name(start) if start else _session(dossier)
    title = brief(programme.title(bare[0]), _LONGEST)
    if len(roadmap.initiatives) == 1:
        yield Asked(f"Name an owner for “{title}”", by)
        return
    which = part_of(len(bare), len(roadmap.initiatives), "initiative")
    owners = "an owner" if len(bare) == 1 else "owners"
    yield Asked(f"Name {owners} for {which}", by, more=f", first for “{title}”")


def _leaders(dossier: Dossier) -> Iterator[Asked]:
    """Yield the points on which leaders disagree."""
    disputes = dossier.strategy.disputes if dossier.strategy else ()
    if disputes:
        points = spelled_out(len(disputes), "point")
        first = brief(set_apart(disputes[0].text), _LONGEST)
        more = f": {lowered(first)}" if len(disputes) == 1 else f", first: {lowered(first)}"
        yield Asked(f"Settle {points} on which leaders disagree", _session(dossier), more=more)


def _gaps(dossier: Dossier) -> Iterator[Asked]:
    """Yield the gaps that initiatives are still to be named for."""
    gaps = ((key, gap_of(dossier.scores, key)) for key in by_gap(dossier.pack, dossier.scores))
    known = [(key, gap.mean) for key, gap in gaps if gap and gap.mean is not None and rounded(gap.mean) > 0]
    if not known:
        return
    wide = sum(rounded(mean) >= _WIDE for _, mean in known)
    key, mean = known[0]
    first = f"{lowered(brief(dossier.pack.capability[key].name, _LONGEST))} ({signed(mean)})"
    if wide > 1:
        yield Asked(f"Name who closes the {spelled_out(wide, 'gap')} of two levels", more=f", first {first}")
    else:
        yield Asked(f"Name who closes the largest gap, in {first}")


def _two_camps(dossier: Dossier) -> Iterator[Asked]:
    """Yield the capability on which two camps lie furthest apart."""
    for key in by_disagreement(dossier.pack, dossier.scores):
        seen = answers(dossier.scores.capabilities[key].current)
        if seen is not None and seen.polarised:
            name = lowered(brief(dossier.pack.capability[key].name, _LONGEST))
            yield Asked(f"Agree on the level of {name}", _session(dossier), more=f": {camps(seen)}")
            return


def _left_out(programme: Programme) -> Iterator[Asked]:
    """Yield what found no place on the roadmap."""
    roadmap = programme.roadmap
    gone = [each for each in roadmap.left_out if each.id in roadmap.initiative]
    if gone:
        number = spelled_out(len(gone), "initiative")
        title = brief(programme.title(roadmap.initiative[gone[0].id]), _LONGEST)
        verb = "has" if len(gone) == 1 else "have"
        first = f"“{title}”" if len(gone) == 1 else f"first “{title}”"
        yield Asked(f"Drop, shrink or wait with {number} that {verb} no place", more=f": {first}")


def _less(dossier: Dossier) -> Iterator[Asked]:
    """Yield where effort may move from, since less is wanted than there is."""
    keys = by_gap(dossier.pack, dossier.scores)
    over = [key for key in keys if (gap := gap_of(dossier.scores, key)) and rounded(gap.mean or 0) < 0]
    if over:
        name = lowered(brief(dossier.pack.capability[over[-1]].name, _LONGEST))
        others = len(over) - 1
        more = f" and {spelled(others)} other {plural(others, 'capability')}" if others else ""
        yield Asked(f"Let effort move from {name}{more}", more=", rated above what is wanted")
