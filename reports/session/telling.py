"""What each kind of item is for, what it rests on, how the group works, and what comes out."""

from collections.abc import Callable, Mapping, Sequence

from reports.dossier import Dossier
from reports.session import telling_findings, telling_work
from reports.session.matters import Matter
from reports.session.told import Told

_ITEMS: Mapping[str, Callable[[Dossier, Sequence[Matter]], Told]] = {
    "opening": telling_findings.opening,
    "scores": telling_findings.scores,
    "aims": telling_findings.aims,
    "talk": telling_findings.talk,
    "charter": telling_findings.charter,
    "leaders": telling_findings.leaders,
    "remarks": telling_findings.strengths,
    "initiatives": telling_work.initiatives,
    "sheets": telling_work.sheets,
    "vote": telling_work.vote,
    "value": telling_work.value,
    "order": telling_work.order,
    "owners": telling_work.owners,
    "reserve": telling_work.reserve,
    "decisions": telling_work.decisions,
}


def told(dossier: Dossier, key: str, matters: Sequence[Matter]) -> Told:
    """Return what is said of the item of a kind; `matters` are what it is about."""
    return _ITEMS[key](dossier, matters)
