"""The form of an interview as its pages show it: who can be chosen, and what the guide offers."""

from collections.abc import Collection, Sequence

from flask import request
from wtforms.fields.choices import SelectChoice

from questionnaires.pack import MethodPack
from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.interviews.guide import guide_questions, minutes_of, questions
from workshop.interviews.opening import OpenedInterview
from workshop.interviews.planning import store
from workshop.interviews.planning.choosing import guide_of
from workshop.interviews.planning.forms import InterviewForm, NewInterviewForm, TimeForm
from workshop.interviews.planning.lines import CHARTER_MINUTES, POINTS_MINUTES, needed
from workshop.interviews.store import Interview, Interviewer
from workshop.invitations.members.store import members
from workshop.people.store import Person, people

MOST_OTHERS = 300
"""So many of those who are not to be interviewed yet are offered besides."""


def new_form(access: Opened) -> NewInterviewForm:
    """Return the form that plans interviews with people who have none."""
    begun = {"interviewers": [f"a{access.account.id}"], "charter": "charter" in request.args}
    form = NewInterviewForm(access.engagement.manner, data=begun)
    form.people.choices = [SelectChoice(str(each.id), each.name) for each in open_people(access)]
    _offer(form, engagement_pack(database(), access.engagement), access, ())
    return form


def form_of(found: OpenedInterview) -> InterviewForm:
    """Return the form of an interview as it is planned."""
    interview, manner = found.interview, found.access.engagement.manner
    starts = manner.here(interview.starts_at) if interview.starts_at else None
    form = InterviewForm(
        manner,
        data={
            "guide": guide_of(found.pack, interview.questions),
            "questions": [each.id for each in interview.questions if not each.own],
            "own": "\n".join(each.text for each in interview.questions if each.own),
            "charter": interview.charter,
            "points": interview.points,
            "interviewers": [value_of(each) for each in interview.interviewers],
            "day": starts.date() if starts else None,
            "clock": starts.time().replace(second=0) if starts else None,
            "minutes": interview.minutes,
            "place": interview.place,
        },
    )
    _offer(form, found.pack, found.access, interview.interviewers)
    return form


def time_form_of(access: Opened, interview: Interview) -> TimeForm:
    """Return the form of when and where an interview is, one of several on a page that has the token."""
    manner = access.engagement.manner
    starts = manner.here(interview.starts_at) if interview.starts_at else None
    return TimeForm(
        manner,
        prefix=f"{interview.id}-",
        meta={"csrf": False},
        data={
            "day": starts.date() if starts else None,
            "clock": starts.time().replace(second=0) if starts else None,
            "minutes": interview.minutes,
            "place": interview.place,
        },
    )


def value_of(interviewer: Interviewer) -> str:
    """Return what stands for an interviewer in the form; one without an account stands for themselves."""
    if interviewer.account_id is None:
        return f"i{interviewer.id}"
    return f"a{interviewer.account_id}"


def open_people(access: Opened) -> list[Person]:
    """Return the people who have no interview: those who are to be interviewed, then the others, by name."""
    db, number = database(), access.engagement.id
    planned = store.interviewed(db, number)
    found = [each for each in people(db, number) if each.id not in planned]
    return sorted(found, key=lambda each: ("interviewee" not in each.roles, each.name.casefold(), each.id))


def _listed(others: Sequence[Person], chosen: Collection[str]) -> list[Person]:
    """Return the first of those who are not to be interviewed yet, and whoever of them is chosen."""
    return [each for place, each in enumerate(others) if place < MOST_OTHERS or str(each.id) in chosen]


def form_page(access: Opened, form: InterviewForm, known: Interview | None = None) -> str:
    """Return the page with the form of one interview, or of new ones."""
    pack = engagement_pack(database(), access.engagement)
    offered = open_people(access) if known is None else []
    others = [each for each in offered if "interviewee" not in each.roles]
    listed = _listed(others, form.people.data or ()) if others else []
    return framed(
        "interviews/form.html",
        access,
        form=form,
        interview=known,
        anybody=bool(offered) or bool(people(database(), access.engagement.id)),
        first=[each for each in offered if "interviewee" in each.roles],
        others=listed,
        left_out=len(others) - len(listed),
        pack=pack,
        core=[each for each in guide_questions(pack).values() if each.core],
        core_minutes=sum(each.minutes for each in guide_questions(pack).values() if each.core),
        all_minutes=sum(each.minutes for each in guide_questions(pack).values()),
        charter_minutes=CHARTER_MINUTES,
        points_minutes=POINTS_MINUTES,
        asked_minutes=minutes_of(questions(pack, known)) if known else 0,
        needed=needed(pack, known) if known else 0,
    )


def _offer(form: InterviewForm, pack: MethodPack, access: Opened, leading: Collection[Interviewer]) -> None:
    form.questions.choices = [SelectChoice(each.id, each.text) for each in guide_questions(pack).values()]
    names = {value_of(each): each.name for each in leading}
    for each in members(database(), access.engagement.id).consultants:
        if not each.closed:
            names.setdefault(f"a{each.id}", each.name)
    names.setdefault(f"a{access.account.id}", access.account.name)  # an administrator may be no member
    form.interviewers.choices = [SelectChoice(value, name) for value, name in names.items()]
