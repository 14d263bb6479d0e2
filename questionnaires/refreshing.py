"""How figures that were shown give way to later ones, so that their difference gives nobody away.

Who keeps the figures of yesterday can subtract them from those of today. So a count that was shown takes up
new ratings item by item, and only where nothing that follows from the difference is about fewer than k
people: for everyone and all groups, or else for everyone alone, or else not at all. Today, wanted and the gap
of a capability go together.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK
from questionnaires.disclosure import visible_without
from questionnaires.growing import is_uncovered, may_grow, together, too_little
from questionnaires.lone_ratings import BOTH, TODAY, WANTED, both_only, lone, without_lone
from questionnaires.tally import CHOSE, OFFERED, Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


_PEOPLE = ("people", "filed_people", "crossed_people", "crossed_filed_people")


def refreshed(shown: Tally | None, counted: Tally, threshold: int) -> Tally:
    """Return what may be shown of a new count beside what was shown before.

    Where no groups were shown before, they are taken as they are counted wherever everyone is: only the rule
    of a single count holds for them. ValueError where the two count different capabilities.
    """
    if shown is None:
        return counted
    if shown.capabilities != counted.capabilities:
        raise ValueError("the two were counted with different packs")
    base, now = _aligned(shown, counted)
    # What was left out of the figures shown before stays out of those of groups that stay as they were.
    base = without_lone(base, threshold)
    known = [*shown.columns] == [*counted.columns]
    all_may, everyone_may = may_grow(base, now, known, threshold)
    if known and not all_may.all():
        # Which groups are hidden follows from their people: it stays as long as figures of theirs do.
        now = replace(now, **{name: getattr(base, name) for name in _PEOPLE})
    before, after = base.picks[:, CHOSE], now.picks[:, CHOSE]
    # Fewer than k were not shown before: there is nothing to subtract.
    picks_wait = (before >= threshold) & (after - before < threshold)
    mixed = _mixed(base, now, ~all_may, ~everyone_may, picks_wait)
    # Beside those who came to everyone alone, other groups may be hidden than before they came.
    uncovered = together(is_uncovered(base, mixed, threshold))
    if (uncovered & ~all_may).any():
        mixed = _mixed(base, now, ~all_may, ~everyone_may | (uncovered & ~all_may), picks_wait)
    return _with_alike(base, now, mixed, threshold)


def next_shown(shown: Tally | None, counted: Tally, every: Tally, threshold: int) -> Tally:
    """Return what may be shown while answers still come in; all three are over everyone only.

    `counted` are those of some people, and `every` those of all so far: what is shown leaves at least k
    ratings of each item for the count that follows, or none of them could be added later. Lone ratings are
    left out until as many of them are shown, and left.
    """
    empty = replace(
        counted,
        codes=_blank(counted.codes),
        pairs=np.zeros_like(counted.pairs),
        filed=np.zeros_like(counted.filed),
        filed_levels=np.zeros_like(counted.filed_levels),
        crossed=np.zeros_like(counted.crossed),
        crossed_filed=np.zeros_like(counted.crossed_filed),
        picks=counted.picks * (np.arange(3) == OFFERED),
        alike=np.zeros_like(counted.alike),
    )
    base = empty if shown is None else _aligned(shown, counted)[0]
    alone, ever = lone(counted.ratings[0]), lone(every.ratings[0])
    too_few = (alone > 0) & ((alone < threshold) | (ever - alone < threshold))
    some = both_only(counted, too_few & (every.ratings[0, :, BOTH] > 0), threshold)
    waits = _waits(base.ratings, some.ratings, every.ratings, threshold)[0]
    known, given = lone(base.ratings[0]), lone(some.ratings[0])
    linked = (known > 0) & (base.ratings[0, :, BOTH] > 0) & (given != known) & (given - known < threshold)
    both = some.ratings[0, :, BOTH]
    linked |= (alone > 0) & (both > 0) & (both < threshold)
    waits[:, [TODAY, WANTED]] |= linked[:, None]
    before, now, later = (each.picks[:, CHOSE] for each in (base, counted, every))
    stays = together(waits)
    mixed = _mixed(base, some, stays, stays, _waits(before, now, later, threshold))
    return _untold(mixed, threshold)


def _waits(before: Ints, now: Ints, later: Ints, threshold: int) -> Bools:
    """Return what grew by too few, or would leave too few for the count that follows."""
    found: Bools = (later > 0) & (later - now < threshold)
    found |= (before > 0) & (now - before < threshold)
    return found


def _mixed(base: Tally, now: Tally, groups_stay: Bools, everyone_stays: Bools, picks_wait: Bools) -> Tally:
    """Return a count in which items keep what they were, (capabilities, 3): the groups, and everyone."""
    stays = np.repeat(groups_stay[None], len(now.sets), axis=0)
    stays[0] = everyone_stays
    with_gap = np.concatenate([stays, stays[..., :1], stays], axis=-1)
    crossed_stay = with_gap[1] if len(stays) > 1 else with_gap[0]
    return replace(
        now,
        codes=np.where(stays[..., None], base.codes, now.codes),
        pairs=np.where(stays[..., 0][..., None, None], base.pairs, now.pairs),
        filed=np.where(with_gap, base.filed, now.filed),
        filed_levels=np.where(stays[..., None], base.filed_levels, now.filed_levels),
        crossed=np.where(crossed_stay, base.crossed, now.crossed),
        crossed_filed=np.where(crossed_stay, base.crossed_filed, now.crossed_filed),
        ahead=_ahead(base, now, crossed_stay, with_gap[0]),
        picks=np.where(picks_wait[:, None], base.picks, now.picks),
        alike=np.where(everyone_stays[..., None], base.alike, now.alike),
    )


def _ahead(base: Tally, now: Tally, groups_stay: Bools, everyone_stays: Bools) -> Ints:
    """Return how everyone's ratings cross where they have once moved on without those of groups."""
    already = base.ratings[0] != base.crossed.sum(axis=0)
    alone = np.where(already, 0, now.crossed)
    return np.where(everyone_stays, base.ahead, np.where(groups_stay, alone, 0))


def _with_alike(base: Tally, now: Tally, mixed: Tally, threshold: int) -> Tally:
    """Return the mixed count with those who answered all alike as they were, where few more or less do.

    Scores are shown with and without them: whoever keeps both of before subtracts them from both of now.
    Where that would tell about few, they are as they were if the scores are, and else never told again.
    """
    people = [np.array([each.alike_people, each.people[0] - each.alike_people]) for each in (base, now)]
    few = ((people[0] > 0) & (people[0] < threshold)).any()
    stays = not few and bool(too_little(people[1] - people[0], threshold)[0])
    levels = [
        np.stack([each.alike, each.codes[0, ..., 1:6] - each.alike]) for each in (base, now)
    ]  # theirs, and those of all others
    more = levels[1].sum(axis=-1) - levels[0].sum(axis=-1)
    differ = (levels[1] != levels[0]).any(axis=-1)
    wait = (too_little(more, threshold) | (differ & (more == 0))).any(axis=0)
    wait[:, : WANTED + 1] |= wait[:, : WANTED + 1].any(axis=1)[:, None]
    known = visible_without(base, threshold) & (base.ratings[0, :, :BOTH] > 0)
    moved = without_lone(mixed, threshold).codes[0, ..., 1:6] != base.codes[0, ..., 1:6]
    for_good = np.array([0, 0, 0, 0, threshold - 1])
    ended = (base.alike == for_good).all(axis=-1) | (known & wait & moved.any(axis=-1))
    ended |= _may_be_all_but_few(base, levels[1], threshold) & ~(known & wait)
    ended[:, : WANTED + 1] = ended[:, : WANTED + 1].any(axis=1)[:, None]
    alike = np.where((known & wait)[..., None], base.alike, mixed.alike)
    return replace(
        mixed,
        alike=np.where(ended[..., None], for_good, alike),
        alike_people=base.alike_people if stays else mixed.alike_people,
    )


def _untold(tally: Tally, threshold: int) -> Tally:
    """Return a count that tells nothing of those who answered all alike, as if they were too few."""
    too_few = np.broadcast_to(np.array([threshold - 1, 0, 0, 0, 0]), tally.alike.shape)
    return replace(tally, alike=too_few.copy(), alike_people=threshold - 1)


def _may_be_all_but_few(base: Tally, parts: Ints, threshold: int) -> Bools:
    """Return where some of now, (parts, capabilities, questions, 5), may be all but a few of those before."""
    before = base.codes[0, ..., 1:6]
    more = parts - before
    within = (more <= 0).all(axis=-1) | (more >= 0).all(axis=-1)
    told = before.sum(axis=-1) >= threshold
    return np.asarray((within & _few(more.sum(axis=-1), threshold)).any(axis=0) & told)


def _few(more: Ints, threshold: int) -> Bools:
    """Return which numbers differ from nothing by too few."""
    return np.asarray((more != 0) & (np.abs(more) < threshold))


def _blank(codes: Ints) -> Ints:
    """Return codes as if everyone asked had left everything blank."""
    blank = np.zeros_like(codes)
    blank[..., BLANK] = codes.sum(axis=-1)
    return blank


def _aligned(shown: Tally, counted: Tally) -> tuple[Tally, Tally]:
    """Return both counts with the sets of the new one and the crossings of either, 0 where one is new."""
    place = {each: row for row, each in enumerate(shown.sets)}
    rows = [place.get(each, -1) for each in counted.sets]
    again = {each: row for row, each in enumerate(counted.sets)}
    columns = [*shown.columns] == [*counted.columns]
    moved = [
        tuple(again.get(shown.sets[row], -1) if row else 0 for row in each) if columns else (-1,)
        for each in shown.crossings
    ]
    # Who was in a group that is gone is in none: the groups that are left do not hold them.
    crossings = tuple(dict.fromkeys([*counted.crossings, *(each for each in moved if -1 not in each)]))
    before, now = (_places(of, crossings) for of in (moved, counted.crossings))
    base = replace(
        counted,
        people=_taken(shown.people, rows),
        filed_people=_taken(shown.filed_people, rows),
        codes=_taken(shown.codes, rows),
        pairs=_taken(shown.pairs, rows),
        filed=_taken(shown.filed, rows),
        filed_levels=_taken(shown.filed_levels, rows),
        picks=shown.picks,
        crossings=crossings,
        crossed_people=_taken(shown.crossed_people, before),
        crossed=_taken(shown.crossed, before),
        crossed_filed_people=_taken(shown.crossed_filed_people, before),
        crossed_filed=_taken(shown.crossed_filed, before),
        ahead=_taken(shown.ahead, before),
        alike=shown.alike,
        alike_people=shown.alike_people,
    )
    return base, replace(
        counted,
        crossings=crossings,
        crossed_people=_taken(counted.crossed_people, now),
        crossed=_taken(counted.crossed, now),
        crossed_filed_people=_taken(counted.crossed_filed_people, now),
        crossed_filed=_taken(counted.crossed_filed, now),
        ahead=_taken(counted.ahead, now),
    )


def _places(of: Sequence[tuple[int, ...]], crossings: Sequence[tuple[int, ...]]) -> list[int]:
    place = {each: at for at, each in enumerate(of)}
    return [place.get(each, -1) for each in crossings]


def _taken(values: Ints, rows: list[int]) -> Ints:
    """Return these rows, nothing for those that are -1."""
    found = np.zeros((len(rows), *values.shape[1:]), dtype=values.dtype)
    there = np.array(rows, dtype=np.int64) >= 0
    found[there] = values[np.array(rows, dtype=np.int64)[there]]
    return found
