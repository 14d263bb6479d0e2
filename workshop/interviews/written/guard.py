"""The way to an interviewee's pages: whoever has the token of the link, or the page that tells why not."""

import re
from dataclasses import dataclass

from flask import abort, make_response
from sqlite_utils import Database

from workshop.answering.guard import leads_nowhere, page, whom_to_ask
from workshop.answering.store import Client
from workshop.database import database
from workshop.engagements import store as engagements
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.interviews import store as interviews
from workshop.interviews.store import Interview, WrittenAnswer
from workshop.interviews.written import store
from workshop.interviews.written.outline import Given, Outline, outline_of
from workshop.invitations.members.store import consultant_names
from workshop.languages import gettext, listed, speak
from workshop.links import hash_of

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Held:
    """An interviewee with what is asked of them."""

    name: str
    client: Client
    engagement: Engagement
    interview: Interview
    outline: Outline

    @property
    def open(self) -> bool:
        """Return whether answers are taken: until the consultants say that the interview is done."""
        return self.interview.done_at is None


def held(db: Database, token: str) -> Held | None:
    """Return who holds a link to a planned interview, or None; an archived engagement takes nobody in."""
    found = store.interviewee(db, hash_of(token)) if _TOKEN.fullmatch(token) else None
    if found is None or found.client.archived:
        return None
    speak(found.client.manner)
    engagement = engagements.engagement(db, found.client.engagement_id)
    interview = interviews.interview(db, found.client.engagement_id, found.interview_id)
    if engagement is None or interview is None:
        return None
    pack = engagement_pack(db, engagement)
    outline = outline_of(pack, interview, store.priorities_of(db, engagement.id))
    return Held(found.name, found.client, engagement, interview, outline)


def opened(token: str) -> Held:
    """Return who may write now, or answer the request with the page that tells why not."""
    found = held(database(), token)
    if found is None:
        leads_nowhere(token)
    if not found.open:
        abort(make_response(told(found)))
    return found


def answers_of(db: Database, interview_id: int) -> dict[str, WrittenAnswer]:
    """Return what was written so far, by question."""
    return {each.question: each for each in interviews.written_answers(db, interview_id)}


def given(db: Database, found: Held) -> Given:
    """Return what is there so far of what is asked today."""
    written = {key for key, each in answers_of(db, found.interview.id).items() if each.text}
    codes = interviews.ratings(db, found.interview.id)
    points = interviews.points(db, found.interview.id)
    return Given(
        written & set(found.outline.questions),
        {key: code for key, code in codes.items() if key[0] in found.outline.subjects},
        points if found.outline.priorities else {},
    )


def told(found: Held, lost: bool = False) -> str:
    """Return the page of an interview that takes no more answers; `lost` says that some were just sent."""
    unsaved = [gettext("What you just sent was not saved.")] if lost else []
    kept = gettext("Your answers stay as they are, and you can read them here.")
    ask = gettext("If something should be changed, ask %(who)s.", who=whom_to_ask(found.client))
    return page(
        "written/told.html", found.client, title=gettext("Your interview is done."),
        sentences=[*unsaved, kept, ask],
    )  # fmt: skip


def readers(db: Database, engagement: Engagement) -> str:
    """Return the names of the consultants, in one text."""
    return listed(consultant_names(db, engagement.id))
