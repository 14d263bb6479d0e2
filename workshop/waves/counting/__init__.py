"""A wave's answers become its stored count: whole once it has ended, in steps of k while it is open.

What is shown while answers come in rests on some of the sheets handed in, over everyone and not by group, and
leaves out at least k of them: so neither two such counts nor the last one and that at the closing differ by
fewer than k people. See questionnaires.refreshing. Which sheets they are is drawn by chance and told nobody:
who knows who was first could subtract these people from a group that is shown at the closing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import SystemRandom

from sqlite_utils import Database

from questionnaires.charter import charter_items
from questionnaires.pack import MethodPack
from questionnaires.refreshing import next_shown, refreshed
from questionnaires.tally import Tally
from workshop.assessments.comments.taking import take_up
from workshop.assessments.store import store_tally
from workshop.waves.counting import reading, store
from workshop.waves.counting.store import Sheets
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave, questionnaires, wave_by_id

Step = Callable[[int, int], None]
_UNCOUNTED = ("planned", "waiting", "sealed")
"""The states of waves whose answers are not counted: there are none, or they are counted for good."""


_CHANCE = SystemRandom()


def _quietly(_done: int, _total: int) -> None:
    """Hear how far a count is, and do nothing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a wave at a moment, before it is compared with what is shown already.

    `some` are all sheets once the wave has ended; while it is open, the settled ones of those handed in, and
    `every` all of these. The charter's are None where it is not asked.
    """

    wave: Wave
    at: datetime
    state: str
    some: Tally
    every: Tally | None
    charter: Tally | None
    charter_every: Tally | None


def due(db: Database, wave: Wave, now: datetime) -> bool:
    """Return whether the answers of a wave are to be counted now: it ended, or another k were handed in."""
    state = wave.state(now)
    if state in _UNCOUNTED:
        return False
    held = store.shown(db, wave.id)
    if state != "open":
        end = wave.closed_at or wave.closes_at
        return held is None or end is None or held[1] <= end
    if not _shows_everyone_only(db, wave):
        return False
    before = store.handed_in(db, wave.id, held[1]) if held is not None else 0
    return settled(store.handed_in(db, wave.id), wave.threshold) > settled(before, wave.threshold)


def _shows_everyone_only(db: Database, wave: Wave) -> bool:
    """Return whether no groups are shown: of a wave that was closed before, what was shown stays as it is."""
    held = store.shown(db, wave.id)
    return held is None or len(held[0].sets) <= 1


def settled(handed_in: int, threshold: int) -> int:
    """Return on how many sheets the figures of an open wave rest, when so many were handed in."""
    return max(0, handed_in // threshold - 1) * threshold


def recount(db: Database, wave: Wave, pack: MethodPack, now: datetime) -> None:
    """Store what may be shown of a wave's answers at a moment; called inside write().

    A sealed wave is never counted again. While it is open, nothing is stored before 2k sheets are handed in.
    """
    draw(db, wave, now)
    found = read(db, wave, pack, now)
    if found is not None:
        keep(db, found)


def draw(db: Database, wave: Wave, now: datetime) -> None:
    """Choose by chance which further sheets the figures of an open wave rest on; called inside write()."""
    if wave.state(now) != "open" or not _shows_everyone_only(db, wave):
        return
    most = settled(store.handed_in(db, wave.id), wave.threshold) - store.settled(db, wave.id)
    if most > 0:
        store.settle(db, _CHANCE.sample(store.unsettled(db, wave.id), most))


def count_if_due(db: Database, wave: Wave, now: datetime) -> bool:
    """Count a wave that is due and return whether it was; called inside write()."""
    if not due(db, wave, now):
        return False
    recount(db, wave, decoded_pack(db, wave.id), now)
    return True


def read(db: Database, wave: Wave, pack: MethodPack, now: datetime, step: Step = _quietly) -> Counted | None:
    """Count what there is of a wave at a moment, and store nothing; None where there is nothing to count.

    Of an open wave draw() has chosen the sheets before.
    """
    state = wave.state(now)
    if state in _UNCOUNTED:
        return None
    if state == "closed":
        some, charter = tallies(db, wave, pack, step=step)
        return Counted(wave, now, state, some, None, charter, None)
    if not store.settled(db, wave.id) or not _shows_everyone_only(db, wave):
        return None
    items = (*(each.id for each in pack.capabilities), *_charter(db, wave, pack))
    counts = reading.read(db, wave.id, items, handed_in=True, step=step)
    some, charter = _parts(db, wave, pack, counts, Sheets(wave.id, handed_in=True, settled=True), (1,))
    every, charter_every = _parts(db, wave, pack, counts, Sheets(wave.id, handed_in=True), (1, 2))
    return Counted(wave, now, state, some, every, charter, charter_every)


def keep(db: Database, found: Counted) -> None:
    """Store what may be shown of a count, beside what is shown already; called inside write()."""
    wave, held = found.wave, store.shown(db, found.wave.id)
    before, charter_before = held[0] if held else None, store.shown_charter(db, wave.id)
    charter = found.charter
    if found.every is None:
        shown = refreshed(before, found.some, wave.threshold)
        charter = charter and refreshed(charter_before, charter, wave.threshold)
    else:
        shown = next_shown(before, found.some, found.every, wave.threshold)
        if charter is not None and found.charter_every is not None:
            charter = next_shown(charter_before, charter, found.charter_every, wave.threshold)
    store_tally(db, wave.id, shown, found.at, charter)
    if found.every is None:
        take_up(db, wave.id, shown, wave.comment_threshold)


def has_moved_on(db: Database, found: Counted, now: datetime) -> bool:
    """Return whether a wave was closed, or opened again, since it was counted."""
    wave = wave_by_id(db, found.wave.id)
    end = (found.wave.closed_at or found.wave.closes_at) if found.state == "closed" else None
    if wave is None or wave.state(now) != found.state:
        return True
    return end is not None and end != (wave.closed_at or wave.closes_at)


def counted(db: Database, wave: Wave, pack: MethodPack) -> Tally:
    """Return the count of all of a wave's sheets, handed in or not."""
    return tallies(db, wave, pack)[0]


def tallies(
    db: Database, wave: Wave, pack: MethodPack, *, step: Step = _quietly
) -> tuple[Tally, Tally | None]:
    """Return the counts of all of a wave's sheets and of the charter in them, from one reading."""
    items = (*(each.id for each in pack.capabilities), *_charter(db, wave, pack))
    return _parts(db, wave, pack, reading.read(db, wave.id, items, step=step), Sheets(wave.id), (1,))


def _parts(
    db: Database, wave: Wave, pack: MethodPack, counts: reading.Counts, which: Sheets, turns: tuple[int, ...]
) -> tuple[Tally, Tally | None]:
    """Return the tallies of capabilities and charter over the sheets of some turns.

    Groups are told apart only where all sheets are counted.
    """
    grouped, capabilities = not which.handed_in, tuple(each.id for each in pack.capabilities)
    found = reading.tally(db, wave.id, counts, capabilities, turns=turns, grouped=grouped)
    found = replace(found, picks=reading.picks(db, which, counts, capabilities))
    items = _charter(db, wave, pack)
    if not items:
        return found, None
    return found, reading.charter_tally(db, wave.id, counts, items, turns=turns, grouped=grouped)


def _charter(db: Database, wave: Wave, pack: MethodPack) -> tuple[str, ...]:
    """Return the items of the charter that a wave asks."""
    if pack.charter is None or not any(each.charter for each in questionnaires(db, wave.id)):
        return ()
    return tuple(charter_items(pack.charter))
