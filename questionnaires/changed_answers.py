"""What changed between two counts where nobody came: somebody took back what they had said, or said another.

How many rated is the same then, and the difference of both counts is about whoever changed their mind.
"""

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import NOT_APPLICABLE, QUESTIONS
from questionnaires.lone_ratings import BOTH, SAID, TODAY, WANTED
from questionnaires.tally import Tally

Ints = NDArray[np.int64]
LONE = SAID + len(QUESTIONS)
"""The place of lone ratings, behind all others."""
_WIDTH = 25
_LEVELS = NOT_APPLICABLE - 1
_CODES = _LEVELS + 2


def changes(before: Tally, now: Tally) -> Ints:
    """Return by how many each answer was given more or less often here, (sets, capabilities, 8, 25).

    Of each question, of today and wanted together, and of lone ratings. What came from files is left out: its
    levels, and all else that it may have changed. Both counts are of the same sets.
    """
    found = np.zeros((*now.filed.shape[:2], LONE + 1, _WIDTH), dtype=np.int64)
    codes, pairs = now.codes - before.codes, now.pairs - before.pairs
    filed = (now.filed != before.filed)[..., None]
    found[:, :, :BOTH, :_CODES] = codes[..., 1 : _CODES + 1]
    found[:, :, :BOTH, :_LEVELS] -= now.filed_levels - before.filed_levels
    found[:, :, :BOTH, _LEVELS:] *= ~filed[:, :, :BOTH]
    found[:, :, BOTH] = pairs.reshape(*pairs.shape[:2], _WIDTH) * ~filed[:, :, BOTH]
    for question, axis, first in ((TODAY, -1, 0), (WANTED, -2, _LEVELS)):
        alone = codes[:, :, question, 1 : _LEVELS + 1] - pairs.sum(axis=axis)
        found[:, :, LONE, first : first + _LEVELS] = alone * ~filed[:, :, question]
    return found
