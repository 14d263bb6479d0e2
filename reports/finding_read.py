"""A finding that consultants accepted, as a document tells it."""

from dataclasses import dataclass

from questionnaires.findings import Evidence

OWN = "own"
"""The kind of a finding that consultants added, or made out of several."""


@dataclass(frozen=True, slots=True)
class FindingRead:
    """A finding in the words that stand, beside the figures that it rests on.

    `kind` is one of those that are suggested, or OWN. `gone` says that the scores of this issue do not
    suggest it; `parts` are those that were merged into it. `key` is the one that initiatives name it by.
    """

    kind: str
    title: str
    text: str
    component: str = ""
    capabilities: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    gone: bool = False
    parts: tuple["FindingRead", ...] = ()
    key: str = ""

    @property
    def figures(self) -> tuple[Evidence, ...]:
        """Return what it rests on: of one made out of several, what each of them does, and nothing twice."""
        own = (*self.evidence, *(each for part in self.parts for each in part.figures))
        return tuple(dict.fromkeys(own))
