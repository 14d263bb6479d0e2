"""Charts are drawn by a job, all of an engagement at once: drawing them takes longer than a page may."""

from datetime import datetime

from sqlite_utils import Database

from reports.dossier import Dossier
from workshop.blueprints.ground import ARCHIVED, ground_of
from workshop.blueprints.making import dossier_of
from workshop.blueprints.slides import store
from workshop.blueprints.slides.store import Drawn
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.progress import Progress, present
from workshop.jobs.queue.store import Job
from workshop.transfer.store import unchanging

KIND = "charts"
"""The kind of the job; its subject is the engagement."""
STEPS = ("chart is drawn", "charts are drawn")
"""What its steps are called, one and many."""
_NOTHING = "There are no answers to draw."


def asked(db: Database, engagement_id: int, now: datetime) -> None:
    """Ask for the charts, inside write(); those that are asked for already are not drawn twice."""
    jobs.put(db, KIND, engagement_id, engagement_id, now)


def state(db: Database, engagement_id: int) -> Job | None:
    """Return the job of an engagement's charts that is under way, or that failed and was none since."""
    last = jobs.latest_ended(db, KIND, engagement_id)
    failed = last if last and last.state == "failed" else None
    return jobs.under_way(db, KIND, engagement_id) or failed


def draw(db: Database, job: Job, progress: Progress) -> running.Effect:
    """Draw all charts, without keeping anybody from writing, and return how they are stored."""
    with unchanging(db):
        ground = ground_of(db, job.engagement_id)
        found = dossier_of(db, ground.engagement, "full", job.started_at or present())
    if found is None:
        return lambda _db, _now: _NOTHING
    drawn = pictures(found[1], progress)

    def effect(db: Database, now: datetime) -> str:
        if not ground.stands(db):
            return ARCHIVED
        store.put_charts(db, ground.engagement.id, found[0].number, drawn, now)
        return "The charts are drawn."

    return effect


def pictures(dossier: Dossier, progress: Progress) -> list[Drawn]:
    """Return every chart of a dossier as pictures, at the size of a slide with the title drawn in."""
    # matplotlib takes most of a second to import, and no page needs it.
    from reports.charts.slide import slide_png, slide_svg
    from reports.slides import slides, source_of

    found, source = slides(dossier), source_of(dossier)
    drawn = []
    for done, each in enumerate(found):
        progress.step(done, len(found))
        picture = each.draw()
        svg, png = slide_svg(picture, source), slide_png(picture, source)
        drawn.append(Drawn(each.id, each.name, each.group, svg, png))
    return drawn
