"""What the page of documents shows: each variant with its draft, what is being made, and all issues."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from reports.layout import VARIANTS, Variant
from reports.snapshot import BrokenSnapshot, Compared, read_compared
from workshop.assessments.store import Counted, latest_counted
from workshop.blueprints import making, store
from workshop.blueprints.store import Draft, Issued
from workshop.engagements.store import Engagement
from workshop.jobs.queue.store import Job
from workshop.presentation import counted

NOTES: Mapping[Variant, str] = {
    "full": "Everything: results, initiatives, roadmap, plans, return, session guide and appendices.",
    "pre-read": "At most 12 pages before the session; initiatives stand in it as proposed.",
    "summary": "Two pages for those who read nothing else.",
    "facilitator": "What the facilitator needs in the room, with minutes and questions.",
    "participant": "What each participant fills in on paper.",
}
"""What each variant is for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A variant on the page: its draft, its latest issue, and the job that is under way or failed."""

    variant: Variant
    draft: Draft | None
    job: Job | None
    issuing: bool
    latest: Issued | None

    @property
    def name(self) -> str:
        """Return what it is called."""
        return VARIANTS[self.variant]

    @property
    def note(self) -> str:
        """Return what it is for."""
        return NOTES[self.variant]

    @property
    def is_under_way(self) -> bool:
        """Return whether it is being made."""
        return self.job is not None and self.job.is_under_way

    @property
    def next_number(self) -> int:
        """Return the number that its next issue has."""
        return self.latest.number + 1 if self.latest else 1

    @property
    def told(self) -> str:
        """Return how far what is being made is, as a sentence."""
        return told_of(self.job) if self.job else ""

    @property
    def failed(self) -> Literal["", "draft", "issue"]:
        """Return what could not be made, and was not asked for again since."""
        if self.job is None or self.is_under_way:
            return ""
        return "issue" if self.issuing else "draft"

    @property
    def why_failed(self) -> str:
        """Return why it could not be made and what that leaves, as sentences."""
        if self.job is None:
            return ""
        wrong = f"It went wrong each time it was tried. The log says how ({self.job.reference})."
        kept = "The draft from before stays." if self.draft and not self.issuing else "Nothing is lost."
        return f"{wrong if self.job.reference else self.job.told} {kept}".strip()


@dataclass(frozen=True, slots=True)
class Documents:
    """All of the page; `wave` is the latest that was counted, None while documents have nothing to say.

    `compared` says with which issue each was compared, by the number of its row.
    """

    wave: Counted | None
    is_open: bool
    rows: tuple[Row, ...]
    issues: tuple[Issued, ...]
    compared: Mapping[int, Compared]

    @property
    def is_under_way(self) -> bool:
        """Return whether anything is being made."""
        return any(each.is_under_way for each in self.rows)

    @property
    def title(self) -> str:
        """Return the one sentence of the page."""
        if self.wave is None:
            return "There is nothing to make a document of yet."
        if not self.issues:
            return "No document has been issued yet."
        latest = self.issues[0]
        seen = "sponsors can download it" if latest.released_at else "it is not released to sponsors"
        return f"{latest.name} is the latest; {seen}."


def documents(db: Database, engagement: Engagement, now: datetime) -> Documents:
    """Return what the page of an engagement's consultants shows."""
    wave = latest_counted(db, engagement.id)
    issues = tuple(store.issues(db, engagement.id))
    drafts = store.drafts(db, engagement.id)
    latest: dict[Variant, Issued] = {}
    for each in issues:
        if each.variant not in latest or each.number > latest[each.variant].number:
            latest[each.variant] = each
    rows = tuple(_row(db, engagement.id, each, drafts.get(each), latest.get(each)) for each in VARIANTS)
    is_open = wave is not None and making.is_open(db, wave, now)
    return Documents(wave, is_open, rows, issues, compared(db, issues))


def compared(db: Database, issues: Iterable[Issued]) -> dict[int, Compared]:
    """Return with which issue each was compared, by the number of its row; first ones with none."""
    found = {}
    for each in issues:
        if each.number > 1:
            try:
                found[each.id] = read_compared(store.issue_dossier(db, each.id), each.number)
            except BrokenSnapshot:
                found[each.id] = Compared(each.number - 1)
    return found


def _row(
    db: Database, engagement_id: int, variant: Variant, draft: Draft | None, latest: Issued | None
) -> Row:
    issue = making.state(db, making.ISSUE, engagement_id, variant)
    job = making.state(db, making.DRAFT, engagement_id, variant)
    if issue is not None and (issue.is_under_way or job is None or not job.is_under_way):
        return Row(variant, draft, issue, True, latest)
    return Row(variant, draft, job, False, latest)


def told_of(job: Job, one: str = "chapter is written", many: str = "chapters are written") -> str:
    """Return how far a job is, as a sentence of how many of its steps are done."""
    if job.cancelling:
        return "It stops within a few seconds."
    if job.state == "queued" and job.attempts:
        return "It went wrong and is tried again within half a minute."
    if job.state == "queued" or not job.total:
        return "It begins within a few seconds."
    return f"{job.done} of {counted(job.total, one, many)}."
