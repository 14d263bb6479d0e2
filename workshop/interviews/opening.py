"""What a page of one interview opens with: the engagement, the interview, and its method."""

from dataclasses import dataclass

from flask import abort

from questionnaires.pack import MethodPack
from workshop.access import Opened, consulted
from workshop.database import database
from workshop.engagements.packs import engagement_pack
from workshop.interviews import store
from workshop.interviews.store import Interview


@dataclass(frozen=True, slots=True)
class OpenedInterview:
    """An interview that its visitor may see."""

    access: Opened
    interview: Interview
    pack: MethodPack


def opened_interview(engagement_id: int, interview_id: int) -> OpenedInterview:
    """Return one of an engagement's interviews for its consultants and administrators, or 404."""
    access = consulted(engagement_id)
    found = store.interview(database(), engagement_id, interview_id)
    if found is None:
        abort(404)
    return OpenedInterview(access, found, engagement_pack(database(), access.engagement))
