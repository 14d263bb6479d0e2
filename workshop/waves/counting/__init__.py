"""A wave's answers become its stored count: whole once it has ended, in steps of k while it is open.

What is shown while answers come in rests on the first so many sheets handed in, over everyone and not by
group, and leaves out at least the last k of them: so neither two such counts nor the last one and that at
the closing differ by fewer than k people. See questionnaires.refreshing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from questionnaires.answers import BLANK, CODES, QUESTIONS
from questionnaires.pack import MethodPack
from questionnaires.refreshing import next_shown, refreshed
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally
from workshop.assessments.store import store_tally
from workshop.waves.counting import charter, store
from workshop.waves.counting.sets import ALL, add_unstated, everyone, in_order, named, without
from workshop.waves.counting.store import Set, Sheets
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave, questionnaires

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def due(db: Database, wave: Wave, now: datetime) -> bool:
    """Return whether the answers of a wave are to be counted now: it ended, or another k were handed in."""
    state = wave.state(now)
    if state in ("planned", "waiting", "sealed"):
        return False
    held = store.shown(db, wave.id)
    if state != "open":
        end = wave.closed_at or wave.closes_at
        return held is None or end is None or held[1] <= end
    if held is not None and len(held[0].sets) > 1:
        return False  # it was closed before and opened again: what was shown stays until it has ended
    before = store.handed_in(db, wave.id, held[1]) if held is not None else 0
    return settled(store.handed_in(db, wave.id), wave.threshold) > settled(before, wave.threshold)


def settled(handed_in: int, threshold: int) -> int:
    """Return on how many sheets the figures of an open wave rest, when so many were handed in."""
    return max(0, handed_in // threshold - 1) * threshold


def recount(db: Database, wave: Wave, pack: MethodPack, now: datetime) -> None:
    """Store what may be shown of a wave's answers at a moment; called inside write().

    A sealed wave is never counted again. While it is open, nothing is stored before 2k sheets are handed in.
    """
    state = wave.state(now)
    if state in ("planned", "waiting", "sealed"):
        return
    held = store.shown(db, wave.id)
    before = held[0] if held else None
    if state == "closed":
        whole = refreshed(before, counted(db, wave, pack), wave.threshold)
        store_tally(db, wave.id, whole, now, charter.in_the_end(db, wave, pack))
        return
    most = settled(store.handed_in(db, wave.id), wave.threshold)
    if not most or (before is not None and len(before.sets) > 1):
        return
    some = everyone(counted(db, wave, pack, Sheets(wave.id, handed_in=True, most=most)))
    every = everyone(counted(db, wave, pack, Sheets(wave.id, handed_in=True)))
    part = next_shown(before, some, every, wave.threshold)
    store_tally(db, wave.id, part, now, charter.so_far(db, wave, pack, most))


def count_if_due(db: Database, wave: Wave, now: datetime) -> bool:
    """Count a wave that is due and return whether it was; called inside write()."""
    if not due(db, wave, now):
        return False
    recount(db, wave, decoded_pack(db, wave.id), now)
    return True


def counted(db: Database, wave: Wave, pack: MethodPack, which: Sheets | None = None) -> Tally:
    """Return the count of a wave's sheets, of all of them unless others are named.

    Everyone who holds an item was asked it, whether their sheet is counted or not; who has not answered it
    left it blank. What came from files is told apart where it stands beside other answers.
    """
    which = which or Sheets(wave.id)
    tally = _counted(db, wave, pack, which)
    if not store.is_mixed(db, wave.id):
        return tally
    filed = _counted(db, wave, pack, replace(which, filed=True))
    return replace(tally, filed_people=filed.people, filed=filed.ratings)


def _counted(db: Database, wave: Wave, pack: MethodPack, which: Sheets) -> Tally:
    place = {each.id: at for at, each in enumerate(pack.capabilities)}
    sets = in_order(store.sets(db, wave.id))
    row = {each: at for at, each in enumerate(sets)}
    codes = np.zeros((len(sets), len(place), len(QUESTIONS), CODES), dtype=np.int64)
    pairs = np.zeros((len(sets), len(place), 5, 5), dtype=np.int64)
    people = np.zeros(len(sets), dtype=np.int64)
    for at, capability, question, code, number in store.codes(db, which):
        if capability in place:
            codes[row[named(at)], place[capability], QUESTIONS.index(question), code] += number
    for at, capability, today, target, number in store.pairs(db, which):
        if capability in place:
            pairs[row[named(at)], place[capability], today - 1, target - 1] += number
    for at, number in store.respondents(db, which).items():
        people[row[named(at)]] += number
    sheets, put, asked = _put(db, wave.id, place, row)
    tally = Tally(tuple(place), sets, people, codes, pairs, asked, picks=_picks(db, which, place))
    add_unstated(tally, people, codes, pairs, sheets, put)
    codes[..., BLANK] = put - codes.sum(axis=-1)
    return without(tally, sheets == 0)


def _put(
    db: Database, wave_id: int, place: Mapping[str, int], row: Mapping[Set, int]
) -> tuple[Ints, Ints, Bools]:
    """Return how many sheets each set has, to how many each item was put, and which were put at all."""
    asks = {}
    for each in questionnaires(db, wave_id):
        items = asks[each.id] = np.zeros((len(place), len(QUESTIONS)), dtype=bool)
        for capability, question in each.items:
            if capability in place:
                items[place[capability], QUESTIONS.index(question)] = True
    sheets = np.zeros(len(row), dtype=np.int64)
    put = np.zeros((len(row), len(place), len(QUESTIONS)), dtype=np.int64)
    asked = np.zeros(put.shape[1:], dtype=bool)
    for at, questionnaire, number in store.holders(db, wave_id):
        sheets[row[named(at)]] += number
        put[row[named(at)]] += number * asks[questionnaire]
        asked |= asks[questionnaire]
    return sheets, put, asked


def _picks(db: Database, which: Sheets, place: Mapping[str, int]) -> Ints:
    """Return of each capability to how many it was offered, who of them picked any, and who picked it.

    Like the pages of the questionnaire, one that asks about some capabilities offers these, else all.
    """
    offers: dict[int, Bools] = {}
    for each in questionnaires(db, which.wave_id):
        asked = {capability for capability, _ in each.items if capability in place}
        offered = np.array([capability in (asked or place) for capability in place], dtype=bool)
        offers[each.id] = offered & bool(each.picks)
    found = np.zeros((len(place), 3), dtype=np.int64)
    for at, questionnaire, number in store.holders(db, which.wave_id):
        if at == ALL:
            found[:, OFFERED] += number * offers[questionnaire]
    for questionnaire, capability, number in store.picks(db, which):
        if not capability:
            found[:, CHOSE] += number * offers[questionnaire]
        elif capability in place and offers[questionnaire][place[capability]]:
            found[place[capability], PICKED] += number
    return found
