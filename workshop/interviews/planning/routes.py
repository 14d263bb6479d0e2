"""The page of all interviews of an engagement."""

from datetime import UTC, datetime

from flask_wtf import FlaskForm

from workshop.access import consulted
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.interviews import store
from workshop.interviews.planning.lines import lines
from workshop.interviews.room import INTERVIEWS, bp
from workshop.invitations.store import links_of
from workshop.people.store import people


@bp.get(INTERVIEWS)
def plan(engagement_id: int) -> str:
    """Show who is interviewed, by whom and when, how far each is, and what is missing."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    pack = engagement_pack(db, access.engagement)
    found = lines(
        pack,
        store.interviews(db, engagement_id),
        store.answered_questions(db, engagement_id),
        {
            person
            for person, links in links_of(db, engagement_id).items()
            if any(link.purpose == "interview" for link in links)
        },
        now,
    )
    return framed(
        "interviews/plan.html",
        access,
        lines=found,
        done=sum(line.interview.state == "done" for line in found),
        people=people(db, engagement_id),
        minutes=sum(line.interview.minutes for line in found),
        dated=any(line.interview.starts_at for line in found),
        form=FlaskForm(),
    )
