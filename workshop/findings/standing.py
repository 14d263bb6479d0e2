"""A finding as it stands: what the data suggests now, what was decided, and how the two go together."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from questionnaires.findings import NAMES, Evidence, Finding, Worths
from workshop.findings.changing import Change, changes, figures
from workshop.findings.store import OWN, Decided, Decision

State = Literal["open", "accepted", "dismissed", "merged"]
KIND_NAMES: Mapping[str, str] = {**NAMES, OWN: "Own finding"}
"""What each kind is called on pages and in documents."""


def anchor_of(key: str) -> str:
    """Return what the finding of a key is called within a page."""
    return f"f{hashlib.sha256(key.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Standing:
    """One finding of an engagement.

    `finding` is what the data suggests now, None where it does not; `offered` says that it is among the few
    that are suggested, `known` that there is data at all. `parts` are those that were merged into it.
    """

    finding: Finding | None
    decision: Decision | None
    offered: bool
    known: bool = True
    own_worth: float = 0.0
    parts: tuple["Standing", ...] = ()

    @property
    def key(self) -> str:
        """Return what it is named by."""
        return self.finding.key if self.finding else self._decided.key

    @property
    def anchor(self) -> str:
        """Return its name within a page."""
        return anchor_of(self.key)

    @property
    def kind(self) -> str:
        """Return its kind."""
        return self.finding.kind if self.finding else self._decided.kind

    @property
    def kind_name(self) -> str:
        """Return what its kind is called."""
        return "Merged finding" if self.parts else KIND_NAMES[self.kind]

    @property
    def is_own(self) -> bool:
        """Return whether consultants added it, or made it out of several."""
        return self.kind == OWN

    @property
    def component(self) -> str:
        """Return the id of the component it is about, or nothing."""
        return self.finding.component if self.finding else self._decided.component

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Return the ids of the capabilities it is about."""
        return self.finding.capabilities if self.finding else self._decided.capabilities

    @property
    def suggested_title(self) -> str:
        """Return what is suggested, now or when it was decided; empty for one's own."""
        return self.finding.title if self.finding else self._decided.suggested_title

    @property
    def suggested_text(self) -> str:
        """Return what is suggested, now or when it was decided; empty for one's own."""
        return self.finding.text if self.finding else self._decided.suggested_text

    @property
    def title(self) -> str:
        """Return what is said: the consultants' words, else those suggested."""
        return (self.decision.decided.title if self.decision else "") or self.suggested_title

    @property
    def text(self) -> str:
        """Return what more is said: the consultants' words, else those suggested."""
        return (self.decision.decided.text if self.decision else "") or self.suggested_text

    @property
    def reworded(self) -> bool:
        """Return whether a suggestion is said in the consultants' words."""
        decided = self.decision.decided if self.decision else None
        return decided is not None and not self.is_own and bool(decided.title or decided.text)

    @property
    def state(self) -> State:
        """Return what was decided."""
        if self.decision is None:
            return "open"
        return "merged" if self.decision.into is not None else self.decision.decided.state

    @property
    def pinned(self) -> bool:
        """Return whether it was put first."""
        return self.decision is not None and self.decision.decided.pinned

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the figures it rests on now."""
        return self.finding.evidence if self.finding else ()

    @property
    def worth(self) -> float:
        """Return its worth: of one made out of several, that of the weightiest part."""
        if self.finding:
            return self.finding.worth
        return max((each.worth for each in self.parts), default=self.own_worth)

    @property
    def gone(self) -> bool:
        """Return whether the data does not suggest any more what was decided on."""
        return self.known and self.finding is None and not self.is_own

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return which figures changed since it was decided; of one that is gone, none."""
        if self.finding is None or self.decision is None:
            return ()
        return changes(self.decision.decided.figures, self.evidence)

    @property
    def look_again(self) -> bool:
        """Return whether the data says something else than when it was decided."""
        if self.state not in ("accepted", "dismissed"):
            return False
        # Once someone has confirmed one that is gone, no figures are kept of it.
        moved = any(each.is_large for each in self.changes)
        gone = self.gone and self.decision is not None and bool(self.decision.decided.figures)
        return moved or gone or any(each.has_moved for each in self.parts)

    @property
    def has_moved(self) -> bool:
        """Return whether a part of a merged finding says something else than when it was merged."""
        if self.decision is None:
            return False
        return bool(self.gone and self.decision.decided.figures) or any(
            each.is_large for each in self.changes
        )

    @property
    def mark(self) -> str:
        """Return what a form carries of it: another one once anything of it has changed."""
        revision = self.decision.revision if self.decision else 0
        said = (self.key, revision, self.state, self.suggested_title, self.suggested_text)
        return hashlib.sha256(repr((said, figures(self.evidence))).encode()).hexdigest()[:16]

    @property
    def decided(self) -> Decided:
        """Return what is stored of it: as it was, or as of a suggestion that nobody touched."""
        if self.decision is not None:
            return self.decision.decided
        return Decided(self.key, self.kind, self.component, self.capabilities, "", "", "", "", "open")

    def seen(self, wave: int) -> Decided:
        """Return what is to be stored, with what the data says now as what its reader saw."""
        return replace(
            self.decided,
            component=self.component,
            capabilities=self.capabilities,
            suggested_title=self.suggested_title,
            suggested_text=self.suggested_text,
            wave=wave,
            figures=figures(self.evidence),
        )

    @property
    def _decided(self) -> Decided:
        assert self.decision is not None, "a finding is suggested or decided on"
        return self.decision.decided


def standings(
    suggested: Iterable[Finding],
    every: Mapping[str, Finding],
    decisions: Mapping[str, Decision],
    worths: Worths | None,
) -> list[Standing]:
    """Return all findings that are suggested or decided on: pinned ones first, then those with most worth.

    `worths` is None where there are no scores.
    """
    offered = dict.fromkeys(each.key for each in suggested)
    found = {
        key: Standing(
            every.get(key),
            decisions.get(key),
            key in offered,
            known=worths is not None,
            own_worth=_own_worth(decisions.get(key), worths),
        )
        for key in dict.fromkeys([*offered, *decisions])
    }
    parts: dict[int, list[Standing]] = {}
    for each in found.values():
        if each.decision and each.decision.into is not None:
            parts.setdefault(each.decision.into, []).append(each)
    whole = (
        replace(each, parts=tuple(parts.get(each.decision.id, ()))) if each.decision else each
        for each in found.values()
    )
    return sorted(whole, key=lambda each: (not each.pinned, -round(each.worth, 9)))


def _own_worth(decision: Decision | None, worths: Worths | None) -> float:
    """Return the worth of a finding without figures: one level in the weightiest of its capabilities."""
    if decision is None or worths is None:
        return 0.0
    return max((worths.weights.get(each, 0.0) for each in decision.decided.capabilities), default=0.0)
