"""Where a function stands between the archetypes of its charter, from ratings of statements and jobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from questionnaires.charter import Archetype, Charter
from questionnaires.rounding import rounded

_LOWEST, _HIGHEST = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place from 1 to 5 with how it came about; None, with no archetype, where too little was rated.

    `start` is the mean of the rated statements, `share` what odd jobs take of all jobs (0 to 1), `taken_off`
    what that costs. `jobs_known` is False where no job was rated above the lowest step, or the odd jobs not
    at all: the share is 0 then, and a page says so.
    """

    place: float | None
    archetype: Archetype | None
    start: float | None
    share: float
    taken_off: float
    jobs_known: bool
    statements: int

    @property
    def shown(self) -> Decimal | None:
        """Return the place as it is shown, to one decimal, half up."""
        return None if self.place is None else rounded(self.place)


def placed(charter: Charter, jobs: Mapping[str, float], statements: Mapping[str, float]) -> Place:
    """Return the place that ratings from 1 to 5, or their means for a group, give by the charter's rule.

    Both mappings go by id and hold what was rated only. place = mean of the statements - odd_job_weight x
    share, kept within 1 to 5; share = (odd job - 1) / sum over rated jobs of (rating - 1). The place is
    rounded before it is held against the bounds, so that the number shown and the name agree. Source: the
    rule of the pack's charter.
    """
    rule = charter.rule
    rated = [statements[each.id] for each in charter.statements if each.id in statements]
    done = sum(jobs[each.id] - 1 for each in charter.jobs if each.id in jobs)
    known = rule.odd_job in jobs and done > 0
    share = (jobs[rule.odd_job] - 1) / done if known else 0.0
    off = rule.odd_job_weight * share
    if len(rated) < rule.statements_needed:
        start = fmean(rated) if rated else None
        return Place(None, None, start, share, off, known, len(rated))
    start = fmean(rated)
    place = min(max(start - off, _LOWEST), _HIGHEST)
    return Place(place, _named(charter, place), start, share, off, known, len(rated))


def _named(charter: Charter, place: float) -> Archetype:
    """Return the archetype of a place: the one with the highest bound that the shown number reaches."""
    number = rounded(place)
    reached = [each for each in charter.rule.bounds if rounded(each.origin) <= number]
    bound = max(reached or charter.rule.bounds[:1], key=lambda each: each.origin)
    return next(each for each in charter.archetypes if each.id == bound.id)
