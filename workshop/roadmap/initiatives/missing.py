"""What an initiative still lacks before it can be planned with, in a word or two each."""

from collections.abc import Container, Mapping
from typing import Literal

from questionnaires.roadmap.plan import Initiative

Lack = Literal["owner", "capabilities", "reason", "deliverables", "milestones", "measures", "effort", "cost"]
LACKS: Mapping[Lack, str] = {
    "owner": "Owner open",
    "capabilities": "Raises nothing",
    "reason": "Answers no finding",
    "deliverables": "No deliverables",
    "milestones": "No milestones",
    "measures": "No measures",
    "effort": "No effort",
    "cost": "No cost",
}
"""What may be missing, as pages say it."""


def missing(each: Initiative, needed: Container[int] = ()) -> tuple[Lack, ...]:
    """Return what an initiative lacks, in the order of LACKS.

    One of those that others rest on, the `needed` ones, has its reason in them and needs no finding.
    """
    there: Mapping[Lack, object] = {
        "owner": each.owner,
        "capabilities": each.lifts,
        "reason": each.findings or each.id in needed,
        "deliverables": each.deliverables,
        "milestones": each.milestones,
        "measures": each.measures,
        "effort": each.effort,
        "cost": each.one_off.high or each.running.high,
    }
    return tuple(name for name in LACKS if not there[name])
