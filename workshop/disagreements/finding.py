"""The disagreements of an engagement: found in what interviewees gave and rated, and what was decided."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires.charter import Charter
from questionnaires.disagreement import Spread, in_points, in_steps
from questionnaires.pack import MethodPack
from workshop.disagreements import store
from workshop.disagreements.store import Decision, Rating
from workshop.priorities import store as priorities

TODAY, WANTED = "current", "target"
OWN = "own:"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a disagreement rests on: its name (Points, Today or Wanted), and the answers with who gave them.

    `answers` holds each answer with the name of its interviewee, the lowest first; `counts` how many gave
    each step from 1 to 5, empty for points. `low` and `high` say what the ends of a scale mean.
    """

    name: str
    spread: Spread
    answers: tuple[tuple[int, str], ...]
    counts: tuple[int, ...] = ()
    low: str = ""
    high: str = ""


def anchor_of(key: str) -> str:
    """Return what the disagreement of a key is called within a page."""
    return f"d{hashlib.sha256(key.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something for the session: its key, what is suggested to be said of it, and what it rests on.

    One of the consultants' own, and one that interviews do not show any more, has no evidence.
    """

    key: str
    about: str
    suggested: str
    evidence: tuple[Evidence, ...]
    decision: Decision | None

    @property
    def anchor(self) -> str:
        """Return its name within a page."""
        return anchor_of(self.key)

    @property
    def text(self) -> str:
        """Return what is said of it: the consultants' words, else what is suggested."""
        return self.decision.text if self.decision and self.decision.text else self.suggested

    @property
    def own(self) -> bool:
        """Return whether the consultants added it themselves."""
        return self.key.startswith(OWN)

    @property
    def dismissed(self) -> bool:
        """Return whether it was left out of the session."""
        return self.decision is not None and self.decision.state == "dismissed"

    @property
    def reworded(self) -> bool:
        """Return whether it is said in other words than suggested."""
        return not self.own and self.decision is not None and bool(self.decision.text)

    @property
    def camps(self) -> bool:
        """Return whether there are two camps in any of its evidence."""
        return any(each.spread.camps for each in self.evidence)


def disagreements(db: Database, engagement_id: int, pack: MethodPack) -> list[Disagreement]:
    """Return the disagreements: two camps first, then the others as found, then those without evidence.

    What was decided is kept, whatever interviews show later; a suggestion that nobody touched goes with
    what it rested on.
    """
    decided = store.decisions(db, engagement_id)
    found = [*_on_priorities(db, engagement_id, decided), *_on_charter(db, engagement_id, pack, decided)]
    found.sort(key=lambda each: not each.camps)
    keys = {each.key for each in found}
    for key, decision in decided.items():
        if key not in keys and (decision.text or decision.state == "dismissed"):
            about = "Added by you" if key.startswith(OWN) else "The interviews do not differ so far any more"
            found.append(Disagreement(key, about, _vanished(key, pack), (), decision))
    return found


def _on_priorities(
    db: Database, engagement_id: int, decided: Mapping[str, Decision]
) -> Iterator[Disagreement]:
    given = priorities.given(db, engagement_id)
    for each in priorities.priorities(db, engagement_id):
        answers = sorted((one.points[each.id], one.name) for one in given if each.id in one.points)
        spread = in_points([points for points, _ in answers])
        if spread:
            told = (
                f"How much “{each.name}” counts: interviewees give it from {spread.low} to {spread.high} of "
                f"100 points{_camps(spread)}."
            )
            key = f"priority:{each.key}"
            evidence = Evidence("Points", spread, tuple(answers))
            yield Disagreement(key, "A priority", told, (evidence,), decided.get(key))


def _on_charter(
    db: Database, engagement_id: int, pack: MethodPack, decided: Mapping[str, Decision]
) -> Iterator[Disagreement]:
    if pack.charter is None:
        return
    rated: dict[tuple[str, str], list[Rating]] = {}
    for rating in store.ratings(db, engagement_id):
        rated.setdefault((rating.subject, rating.question), []).append(rating)
    ends = archetypes(pack.charter)
    for statement in pack.charter.statements:
        subject = f"charter:statement:{statement.id}"
        evidence = _rated(rated, subject, {TODAY: "Today", WANTED: "Wanted"}, ends)
        if evidence:
            told = f"{statement.topic}: {_apart(evidence, *ends)}."
            yield Disagreement(subject, "How the function behaves", told, evidence, decided.get(subject))
    scale = sorted(pack.charter.job_scale, key=lambda anchor: anchor.value)
    steps = (scale[0].name, scale[-1].name)
    for job in pack.charter.jobs:
        subject = f"charter:job:{job.id}"
        evidence = _rated(rated, subject, {TODAY: "Today"}, steps)
        if evidence:
            told = f"{job.name}: {_apart(evidence, *steps)}."
            yield Disagreement(subject, "A job of the function", told, evidence, decided.get(subject))


def archetypes(charter: Charter) -> tuple[str, str]:
    """Return the names of the archetypes at the two ends of the scale of statements."""
    ordered = sorted(charter.archetypes, key=lambda each: each.place)
    return ordered[0].name, ordered[-1].name


def _rated(
    rated: Mapping[tuple[str, str], list[Rating]],
    subject: str,
    questions: Mapping[str, str],
    ends: tuple[str, str],
) -> tuple[Evidence, ...]:
    found = []
    for question, name in questions.items():
        answers = sorted((each.code, each.name) for each in rated.get((subject, question), ()))
        codes = [code for code, _ in answers]
        spread = in_steps(codes)
        if spread:
            counts = tuple(codes.count(step) for step in range(1, 6))
            found.append(Evidence(name, spread, tuple(answers), counts, *ends))
    return tuple(found)


def _apart(evidence: tuple[Evidence, ...], low: str, high: str) -> str:
    """Return how far apart ratings lie, as in today from 1 to 5 (1 is Dump station, 5 is Pit crew)."""
    told = " and ".join(
        f"{each.name.lower()} rated from {each.spread.low} to {each.spread.high}{_camps(each.spread)}"
        for each in evidence
    )
    return f"{told} (1 is “{low}”, 5 is “{high}”)"


def _camps(spread: Spread) -> str:
    return ", in two camps" if spread.camps else ""


def _vanished(key: str, pack: MethodPack) -> str:
    """Return what a disagreement was about that interviews do not show any more; for one's own, nothing."""
    kind, _, identity = key.rpartition(":")
    if kind == "charter:statement" and pack.charter:
        return next((each.topic for each in pack.charter.statements if each.id == identity), "")
    if kind == "charter:job" and pack.charter:
        return next((each.name for each in pack.charter.jobs if each.id == identity), "")
    return "How much a priority counts" if kind == "priority" else ""
