"""What people answered: a level, not applicable, don't know, or nothing; and all answers as a table."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

QUESTIONS = ("current", "target", "importance")
"""What is asked about each capability, in the order of the second axis of every table of counts."""

BLANK = 0
NOT_APPLICABLE = 6
DONT_KNOW = 7
CODES = 8
"""How many codes there are: 0 blank, 1 to 5 the levels, 6 not applicable, 7 don't know."""

NOT_STATED = "not stated"
"""The value of a group column for those who left it empty: they are people too, and count as a group."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of one respondent (its place in the table) about one capability."""

    respondent: int
    capability: str
    text: str


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """All answers of one assessment, by column, so that counting is one pass.

    `codes` is uint8 of shape (capabilities, questions, respondents); `asked` is bool of shape
    (capabilities, questions): whether that question was put at all. `capabilities` follows the pack.
    """

    respondents: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    capabilities: tuple[str, ...]
    codes: NDArray[np.uint8]
    asked: NDArray[np.bool_]
    comments: tuple[Comment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not fit together."""
        expected = (len(self.capabilities), len(QUESTIONS), len(self.respondents))
        if self.codes.shape != expected or self.asked.shape != expected[:2]:
            raise ValueError(f"codes and asked must have the shapes {expected} and {expected[:2]}")
        if any(len(values) != len(self.respondents) for values in self.groups.values()):
            raise ValueError("every group column needs one value for each respondent")
