"""The count of what people answered about the charter: kept beside that of the capabilities, by its rules.

Files of answers do not hold the charter, so all of it was answered here.
"""

import numpy as np
from sqlite_utils import Database

from questionnaires.answers import BLANK, CODES, QUESTIONS
from questionnaires.charter import charter_items
from questionnaires.pack import MethodPack
from questionnaires.refreshing import next_shown, refreshed
from questionnaires.tally import Tally
from workshop.waves.counting import store
from workshop.waves.counting.sets import add_unstated, everyone, in_order, named, without
from workshop.waves.counting.store import Sheets
from workshop.waves.store import Wave, questionnaires


def in_the_end(db: Database, wave: Wave, pack: MethodPack) -> Tally | None:
    """Return what may be shown of a closed wave; None where its charter is not asked."""
    found = counted(db, wave, pack)
    return found and refreshed(store.shown_charter(db, wave.id), found, wave.threshold)


def so_far(db: Database, wave: Wave, pack: MethodPack, most: int) -> Tally | None:
    """Return what may be shown of an open wave, over everyone only, from the first so many handed in."""
    some = counted(db, wave, pack, Sheets(wave.id, handed_in=True, most=most))
    every = counted(db, wave, pack, Sheets(wave.id, handed_in=True))
    if some is None or every is None:
        return None
    return next_shown(store.shown_charter(db, wave.id), everyone(some), everyone(every), wave.threshold)


def counted(db: Database, wave: Wave, pack: MethodPack, which: Sheets | None = None) -> Tally | None:
    """Return the count of the charter in a wave's sheets, of all of them unless others are named.

    Whose questionnaire holds the charter was asked all of it. None where no questionnaire does.
    """
    which = which or Sheets(wave.id)
    asking = {each.id for each in questionnaires(db, wave.id) if each.charter}
    if pack.charter is None or not asking:
        return None
    items = charter_items(pack.charter)
    place = {each: at for at, each in enumerate(items)}
    sets = in_order(store.sets(db, wave.id))
    row = {each: at for at, each in enumerate(sets)}
    codes = np.zeros((len(sets), len(items), len(QUESTIONS), CODES), dtype=np.int64)
    people, sheets = (np.zeros(len(sets), dtype=np.int64) for _ in range(2))
    for at, item, question, code, number in store.charter_codes(db, which):
        if item in place:
            codes[row[named(at)], place[item], QUESTIONS.index(question), code] += number
    for at, number in store.charter_respondents(db, which).items():
        people[row[named(at)]] += number
    for at, questionnaire, number in store.holders(db, wave.id):
        if questionnaire in asking:
            sheets[row[named(at)]] += number
    asked = np.tile(np.array([True, True, False]), (len(items), 1))
    pairs = np.zeros((len(sets), len(items), 5, 5), dtype=np.int64)
    tally = Tally(items, sets, people, codes, pairs, asked)
    add_unstated(tally, people, codes, sheets)
    put = sheets[:, None, None] * asked
    codes[..., BLANK] = put - codes.sum(axis=-1)
    return without(tally, sheets == 0)
