"""Everything that leaves as a workbook, frozen and complete before the first cell is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from questionnaires.benchmark import Benchmark
from questionnaires.judgement import Judgements
from questionnaires.pack import MethodPack
from questionnaires.scores import Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A finding in the words that stand, with the figures that it is told beside, each a line.

    `about` names what it is about. `state`, `reason` and `changed` are for consultants: what was decided, why
    it was dismissed, and what is different now; empty where there is nothing to say. `on` is None while
    nobody has decided.
    """

    kind: str
    title: str
    text: str
    about: str
    figures: tuple[str, ...]
    by: str
    on: date | None
    state: str = ""
    reason: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What someone wrote about a capability: a comment, or why it is not applicable.

    `by` is whose it is where they agreed that the consultants know; empty for everybody else.
    """

    capability: str
    kind: Literal["comment", "reason"]
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The scores of one wave and what stands beside them, as far as its reader may see it.

    `assessed` is when the answers were in, `issued` the day of the export; `day` is how a spreadsheet writes
    days. `weighing` says in a sentence how scores are weighted. `strategic` are shares of capabilities, None
    where there is no alignment, or where the reader is not told. `for_sponsor` leaves out the states of
    findings; whoever makes an export for a sponsor hands in accepted findings only, and no remarks.
    """

    client: str
    consultancy: str
    pack: MethodPack
    scores: Scores
    wave: int
    mode: Literal["confidential", "named"]
    comment_threshold: int
    assessed: date
    issued: date
    weighing: str
    is_open: bool = False
    for_sponsor: bool = False
    page: str = "A4"
    day: str = "d mmm yyyy"
    benchmark: Benchmark = field(default_factory=Benchmark)
    judgements: Mapping[str, Judgements] = field(default_factory=dict)
    strategic: Mapping[str, float] | None = None
    findings: tuple[Said, ...] = ()
    remarks: tuple[Remark, ...] = ()
