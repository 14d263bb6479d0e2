"""What of a later count may be shown to those who keep the figures of before: never less, and more by enough.

Counts that only grow, each time by k people or more, differ by as many from every one that was ever shown.
Where somebody took back what they said, figures stay as they were until more have come than have gone.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from questionnaires.changed_answers import LONE, changes
from questionnaires.disclosure import gate, visible_growth
from questionnaires.lone_ratings import BOTH, SAID, TODAY, WANTED, left_out, lone, without_lone
from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_RATINGS = ("ratings", "filed", "crossed", "crossed_filed")


def may_grow(base: Tally, now: Tally, columns_known: bool, threshold: int) -> tuple[Bools, Bools]:
    """Return of which questions, (capabilities, 3), all cells may be shown anew, and everyone at least.

    `base` is what was shown before, and `now` a new count of the same sets and crossings; unless
    `columns_known`, nothing of groups was shown.
    """
    before, after = base, without_lone(now, threshold)
    grown = {name: _with_lone(getattr(after, name)) - _with_lone(getattr(before, name)) for name in _RATINGS}
    changed = changes(before, after)
    told = _told(before, threshold)
    everyone = told & _keeps_everyone(grown, changed, threshold)
    everyone[:, LONE] |= told[:, [TODAY, WANTED]].any(axis=1) & _is_swapped(base, now, threshold)
    everyone_may = ~together(everyone)
    if not columns_known:
        return everyone_may, everyone_may
    if len(before.sets) > 1:
        # Where nothing was counted of groups yet, there is nothing of everyone to set beside them.
        anew = ~_with_lone(before.ratings)[1:].any(axis=0) | _can_follow(before, after, threshold)
        _let_follow(anew, before, after, grown, changed)
    sets, filed, crossed, crossed_filed = (each.reshape(len(each), told.size) for each in grown.values())
    crosses = bool(base.crossed.any() or not base.ratings.any())
    different = changed.reshape(len(changed), told.size, -1)
    may = visible_growth(now, (sets, filed, crossed, crossed_filed), different, threshold, crosses)
    groups = (told & ~may.reshape(told.shape)) | is_uncovered(base, now, threshold)
    all_may = ~together(everyone | groups)
    return all_may, all_may | everyone_may


def _told(before: Tally, threshold: int) -> Bools:
    """Return of which ratings, (capabilities, 8), something was shown: else there is nothing to subtract."""
    told = _with_lone(before.ratings)[0] >= threshold
    levels, said = before.ratings[0, :, :BOTH], before.ratings[0, :, SAID:]
    told[:, SAID:LONE] = (said > 0) & ((levels == 0) | (levels >= threshold))
    told[:, LONE] &= told[:, [TODAY, WANTED]].any(axis=1)
    return np.asarray(told)


def _keeps_everyone(grown: Mapping[str, Ints], changed: Ints, threshold: int) -> Bools:
    """Return of which ratings, (capabilities, 8), everyone's stay: fewer, too few more, or others' minds."""
    more = grown["ratings"][0]
    here = more - grown["filed"][0]
    few = too_little(more, threshold) | too_little(here, threshold)
    return np.asarray(few | ((here == 0) & changed[0].any(axis=-1)))


def _let_follow(anew: Bools, before: Tally, after: Tally, grown: Mapping[str, Ints], changed: Ints) -> None:
    """Let those of everyone since groups were counted stand for those who came, where groups may follow."""
    for of_all, of_groups in (("ratings", "crossed"), ("filed", "crossed_filed")):
        since = _with_lone(getattr(after, of_all))[0] - _with_lone(getattr(before, of_groups)).sum(axis=0)
        grown[of_all][0] = np.where(anew, since, grown[of_all][0])
    column = [*next(iter(after.columns.values()))]
    changed[0] = np.where(anew[..., None], changed[column].sum(axis=0), changed[0])


def _can_follow(before: Tally, after: Tally, threshold: int) -> Bools:
    """Return of which ratings, (capabilities, 8), groups may follow everyone, who has once moved on alone.

    Everyone of then and now part those who came in two, and the groups tell of both together: a sum of these
    holds at the least, of each crossing, the fewer of the two.
    """
    between, everyone = _with_lone(before.ahead), _with_lone(before.ratings)[0]
    first = between - _with_lone(before.crossed)
    then = _with_lone(after.crossed) - between
    fewest = np.minimum(first, then).sum(axis=0)
    safe = (fewest >= threshold) | ~first.any(axis=0) | ~then.any(axis=0)
    only_grown = ((first >= 0) & (then >= 0)).all(axis=0)
    return np.asarray(safe & only_grown & (between.sum(axis=0) == everyone) & ~after.filed.any())


def is_uncovered(base: Tally, now: Tally, threshold: int) -> Bools:
    """Return of which ratings, (capabilities, 8), a group would be shown that was hidden with some in it.

    Those who were in it before could be told from everyone before, and the groups that stayed as they were.
    """
    before, after = gate(base, threshold), gate(now, threshold)
    found = np.zeros((len(base.capabilities), LONE + 1), dtype=bool)
    newly = after.levels & ~before.levels & (base.ratings[..., SAID:] > 0)
    found[:, :BOTH] = (newly & before.levels[0])[1:].any(axis=0)
    gaps = after.gaps & ~before.gaps & (base.ratings[..., BOTH] > 0)
    found[:, BOTH] = (gaps & before.gaps[0])[1:].any(axis=0)
    return found


def _is_swapped(base: Tally, now: Tally, threshold: int) -> Bools:
    """Return of which capabilities lone ratings that were shown are left out now, or parted from others."""
    shown = ~left_out(base, threshold) & (lone(base.ratings[0]) > 0)
    before, after = (each.ratings[0, :, BOTH] for each in (base, now))
    parted = (before > 0) & (before < threshold) & (after >= threshold)
    return np.asarray(shown & (left_out(now, threshold) | parted))


def _with_lone(ratings: Ints) -> Ints:
    return np.concatenate([ratings, lone(ratings)[..., None]], axis=-1)


def together(each: Bools) -> Bools:
    """Return of which questions, (capabilities, 3), anything is so, from what is of ratings."""
    found = each[:, :BOTH] | each[:, SAID:LONE]
    of_both = each[:, BOTH] | each[:, LONE:].any(axis=1)
    found[:, TODAY] = found[:, WANTED] = found[:, [TODAY, WANTED]].any(axis=1) | of_both
    return found


def too_little(more: Ints, threshold: int) -> Bools:
    """Return which numbers are fewer than before, or more by too few."""
    return np.asarray((more != 0) & (more < threshold))
