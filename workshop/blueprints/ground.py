"""What is made on which ground: whether what a job made may still be kept once it is made."""

from dataclasses import dataclass

from sqlite_utils import Database

from workshop.blueprints import store
from workshop.engagements.store import Engagement
from workshop.engagements.store import engagement as engagement_of
from workshop.jobs.queue import running

ARCHIVED = "Nothing was kept: the engagement was archived meanwhile."


@dataclass(frozen=True, slots=True)
class Ground:
    """The engagement as it was when something of it was begun, and the mark of what may be told then."""

    engagement: Engagement
    mark: int

    def stands(self, db: Database) -> bool:
        """Return whether what was made may be kept, inside write(); not once the engagement was archived.

        Raises Again where somebody was removed, a consent was withdrawn, or the like: then it is made anew.
        """
        now = engagement_of(db, self.engagement.id)
        if now is None or (now.archived and not self.engagement.archived):
            return False
        if (store.mark(db, now.id), now) != (self.mark, self.engagement):
            raise running.Again
        return True


def ground_of(db: Database, engagement_id: int) -> Ground:
    """Return what stands now; raises LookupError where the engagement is gone, and its jobs with it."""
    engagement = engagement_of(db, engagement_id)
    if engagement is None:
        raise LookupError(f"engagement {engagement_id} is gone")
    return Ground(engagement, store.mark(db, engagement_id))
