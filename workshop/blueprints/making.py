"""Documents are made by a job each: a draft takes the place of the one before, an issue stays for good."""

from datetime import datetime
from typing import get_args

from sqlite_utils import Database

from reports.dossier import Dossier
from reports.dossier_json import dossier_json, fingerprint
from reports.layout import VARIANTS, Issue, Released, Variant
from reports.snapshot import BrokenSnapshot, changes, read_snapshot, snapshot
from workshop.assessments.scored import scored
from workshop.assessments.store import Counted, latest_counted
from workshop.blueprints import store
from workshop.blueprints.chapters.titles import titles
from workshop.blueprints.ground import ARCHIVED, Ground, ground_of
from workshop.blueprints.store import Issued
from workshop.dossiers.assembly import assembled
from workshop.engagements.store import Engagement
from workshop.history.store import record
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.progress import Progress, present
from workshop.jobs.queue.store import Job
from workshop.transfer.store import unchanging
from workshop.waves.store import wave_by_id
from workshop.weights.reading import weights_of

DRAFT, ISSUE = "document", "issue"
"""The kinds of jobs: a draft, and an issue."""
_NOTHING = "There are no answers to make it of."
_NOT_WISHED = "Nobody wishes it any more."
_STILL_OPEN = "Nothing was issued: the wave is open."


def subject(engagement_id: int, variant: str) -> str:
    """Return what a job is about."""
    return f"{engagement_id}:{variant}"


def asked(db: Database, kind: str, engagement_id: int, variant: str, now: datetime) -> None:
    """Ask for a document, inside write(); one that is asked for already is not made twice."""
    jobs.put(db, kind, subject(engagement_id, variant), engagement_id, now)


def cancelled(db: Database, engagement_id: int, variant: str, now: datetime) -> bool:
    """Stop what is being made of a variant, inside write(), and return whether anything was."""
    found = [job for kind in (DRAFT, ISSUE) if (job := state(db, kind, engagement_id, variant))]
    found = [job for job in found if job.is_under_way]
    for job in found:
        jobs.cancel(db, job.id, now)
    store.remove_wish(db, engagement_id, variant)
    return bool(found)


def state(db: Database, kind: str, engagement_id: int, variant: str) -> Job | None:
    """Return the job of a document that is under way, or that failed and was none since; else None."""
    about = subject(engagement_id, variant)
    last = jobs.latest_ended(db, kind, about)
    return jobs.under_way(db, kind, about) or (last if last and last.state == "failed" else None)


def is_open(db: Database, wave: Counted, now: datetime) -> bool:
    """Return whether answers still come in to a wave: then nothing is issued of it."""
    live = wave_by_id(db, wave.id)
    return live is not None and live.state(now) == "open"


def dossier_of(
    db: Database, engagement: Engagement, variant: Variant, now: datetime, issue: Issue | None = None
) -> tuple[Counted, Dossier] | None:
    """Return the latest wave and the dossier of a variant as all stands; None without a counted wave."""
    wave = latest_counted(db, engagement.id)
    if wave is None:
        return None
    scores = scored(wave, weights_of(db, engagement, wave.pack))
    today = engagement.manner.today(now)
    return wave, assembled(db, engagement, wave, scores, today, variant, issue)


def since(db: Database, last: Issued | None, dossier: Dossier) -> tuple[str, ...]:
    """Return what is different from an issue, as sentences; nothing without one that can be read."""
    if last is None:
        return ()
    try:
        before = read_snapshot(store.issue_dossier(db, last.id))
    except BrokenSnapshot:
        # An issue stays for good: were this a fault, there would never be a next one.
        return ()
    return changes(before, snapshot(dossier), titles(dossier.pack))


def make_draft(db: Database, job: Job, progress: Progress) -> running.Effect:
    """Make a draft, without keeping anybody from writing, and return how it is stored."""
    with unchanging(db):
        ground, variant = _about(db, job)
        engagement = ground.engagement
        found = dossier_of(db, engagement, variant, job.started_at or present())
    if found is None:
        return lambda _db, _now: _NOTHING
    wave, dossier = found
    data = written(dossier, progress)
    sign = fingerprint(dossier)

    def effect(db: Database, now: datetime) -> str:
        if not ground.stands(db):
            return ARCHIVED
        store.put_draft(db, engagement.id, variant, wave.number, sign, data, now)
        return "The draft is made."

    return effect


def make_issue(db: Database, job: Job, progress: Progress) -> running.Effect:
    """Make an issue, with what changed since the one before, and return how it is stored for good."""
    now = job.started_at or present()
    with unchanging(db):
        ground, variant = _about(db, job)
        engagement = ground.engagement
        wish = store.wish(db, engagement.id, variant)
        last = store.latest_issue(db, engagement.id, variant)
        found = dossier_of(db, engagement, variant, now)
        if found is None or wish is None:
            return lambda _db, _now: _NOT_WISHED if found else _NOTHING
        wave, plain = found
        if is_open(db, wave, now):
            return lambda _db, _now: _STILL_OPEN
        told = _told(db, last, store.latest_released(db, engagement.id, variant), plain)
        found = dossier_of(db, engagement, variant, now, told)
    assert found is not None
    return _kept(ground, variant, found, written(found[1], progress))


def _told(db: Database, last: Issued | None, out: Issued | None, plain: Dossier) -> Issue:
    """Return the next issue: to the client it tells what changed since the last one that was released."""
    number = last.number + 1 if last else 1
    if last is None or (out and out.number == last.number):
        return Issue(number, plain.issued, since(db, last, plain), _released(last))
    return Issue(number, plain.issued, since(db, out, plain), _released(out), since(db, last, plain))


def _released(found: Issued | None) -> Released | None:
    return Released(found.number, found.on) if found else None


def _kept(ground: Ground, variant: Variant, found: tuple[Counted, Dossier], data: bytes) -> running.Effect:
    (wave, dossier), number = found, ground.engagement.id
    issue = dossier.issue
    assert issue is not None
    told = dossier_json(dossier).decode()

    def effect(db: Database, now: datetime) -> str:
        # Whoever wishes it by now is its author: somebody may have asked again since.
        wish, last = store.wish(db, number, variant), store.latest_issue(db, number, variant)
        if wish is None:
            return _NOT_WISHED
        reason = ARCHIVED if not ground.stands(db) else _STILL_OPEN if is_open(db, wave, now) else ""
        if reason:
            store.remove_wish(db, number, variant)
            return reason
        out = store.latest_released(db, number, variant)
        # Both may have changed since: then it would tell what changed since another one.
        if (last.number if last else 0) != issue.number - 1 or _released(out) != issue.since:
            raise running.Again
        store.add_issue(
            db, number, variant, issue.number, wave=wave.number, on=issue.on, by=wish.by,
            dossier=told, docx=data, changes=issue.changes, now=now,
        )  # fmt: skip
        store.remove_wish(db, number, variant)
        deed = f"issued the {VARIANTS[variant][0].lower()}{VARIANTS[variant][1:]}, issue {issue.number}"
        record(db, number, wish.by, "document", deed, now)
        return f"Issue {issue.number} is made."

    return effect


def written(dossier: Dossier, progress: Progress) -> bytes:
    """Return the file of a dossier; progress hears how many chapters are done."""
    # matplotlib and python-docx take most of a second to import, and only a document needs them: they are
    # imported with the first one, so that no page waits for them.
    from reports.blueprint import blueprint

    return blueprint(dossier, progress.step)


def _about(db: Database, job: Job) -> tuple[Ground, Variant]:
    """Return what a job stands on, and the variant that it is about."""
    number, _, name = job.subject.partition(":")
    return ground_of(db, int(number)), next(each for each in get_args(Variant) if each == name)
