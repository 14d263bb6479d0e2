"""Interviews on paper: the guide as a Word file, and notes that come back from it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.word_file import NotAWordFile, read_lines
from reports.interview_sheet import InterviewPaper
from workshop.access import consulted
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record
from workshop.interviews.capture.keeping import keep_note, leading, note_of
from workshop.interviews.capture.merging import LONGEST_NOTE, readable
from workshop.interviews.capture.store import priorities
from workshop.interviews.guide import questions
from workshop.interviews.opening import OpenedInterview, opened_interview
from workshop.interviews.papers.forms import PaperForm
from workshop.interviews.papers.placing import Placed, placed
from workshop.interviews.papers.room import GUIDE, PAPER, bp
from workshop.interviews.papers.values import guide_of, paper_of
from workshop.interviews.store import GENERAL, notes
from workshop.presentation import counted

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_REVISION = -1
"""What no note has: what is added was written over none, and stands behind what is there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be added to one question, and what stands there; the general notes have no label."""

    id: str
    label: str
    asks: str
    text: str
    stands: str
    fault: str = ""


@bp.get(GUIDE)
def guide(engagement_id: int) -> Response:
    """Return the whole guide as a Word file with nobody's name on it."""
    access = consulted(engagement_id)
    engagement = access.engagement
    pack = engagement_pack(database(), engagement)
    paper = guide_of(engagement, pack, engagement.manner.today(datetime.now(UTC)))
    return _sent(paper, file_name(engagement.client, engagement.id, "interview-guide", "docx"))


@bp.get(f"{PAPER}.docx")
def paper(engagement_id: int, interview_id: int) -> Response:
    """Return the questions of an interview as a Word file with room for notes."""
    found = opened_interview(engagement_id, interview_id)
    name = file_name(found.interview.name, interview_id, "interview", "docx")
    return _sent(_paper(found), name)


@bp.get(PAPER)
def bring(engagement_id: int, interview_id: int) -> str:
    """Show the form that takes a filled-in paper."""
    return _asked(opened_interview(engagement_id, interview_id), PaperForm())


@bp.post(PAPER)
def read(engagement_id: int, interview_id: int) -> str | tuple[str, int]:
    """Show what was found on a filled-in paper and where it goes; nothing is stored by it."""
    found = opened_interview(engagement_id, interview_id)
    form = PaperForm()
    if not form.validate_on_submit():
        return _asked(found, form), 422
    upload = form.file.data
    try:
        lines = read_lines(upload.read()) if upload else form.pasted.data.splitlines()
    except NotAWordFile as fault:
        form.file.errors = [str(fault)]
        return _asked(found, form), 422
    result = placed(_paper(found), _guide(found), (readable(each) for each in lines))
    entries = _entries(found, {**result.notes, GENERAL: result.everything_else}, {})
    if not any(each.text for each in entries):
        fault = "There are no notes in it: only what the paper itself prints."
        (form.file if upload else form.pasted).errors = [fault]
        return _asked(found, form), 422
    return _previewed(found, entries, result)


@bp.post(f"{PAPER}/notes")
def add(engagement_id: int, interview_id: int) -> Response | tuple[str, int]:
    """Add what came from a paper to the visitor's own notes, behind what stands there."""
    consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = opened_interview(engagement_id, interview_id)
        typed = {each: readable(request.form.get(f"note-{each}", "")).strip() for each in _asked_of(found)}
        typed = {question: text for question, text in typed.items() if text}
        faults = _faults(found, typed)
        added = 0 if faults else _add(db, found, typed, now)
        if added:
            deed = f"added notes from paper to {counted(added, 'question', 'questions')} of an interview"
            record(db, engagement_id, found.access.account.actor, "strategy", deed, now)
    if faults:
        return _previewed(found, _entries(found, typed, faults), None), 422
    flash(_told(added), "interview")
    where = url_for("interviews.interview", engagement_id=engagement_id, interview_id=interview_id)
    return redirect(where, code=303)


def _told(added: int) -> str:
    if not added:
        return "Nothing was added: all of it stands in your notes already."
    return f"Notes were added to {counted(added, 'question', 'questions')}."


def _add(db: Database, found: OpenedInterview, typed: dict[str, str], now: datetime) -> int:
    """Add texts to the visitor's notes and return to how many; what stands there already changes nothing."""
    added = 0
    me = leading(db, found.interview, found.access.account) if typed else None
    for question, text in typed.items():
        assert me is not None, "there is something to add"
        before = note_of(db, found.interview, me, question)
        after = keep_note(db, found.interview, me, question, text, base=_NO_REVISION, now=now)
        added += after is not None and (before is None or after.text != before.text)
    return added


def _faults(found: OpenedInterview, typed: dict[str, str]) -> dict[str, str]:
    """Return which texts find no room behind what stands there, and what to do."""
    stands = _own_notes(found)
    return {
        question: f"With what stands there it is {over:,} characters too long. Shorten it."
        for question, text in typed.items()
        if (over := len(stands.get(question, "")) + len(text) + 2 - LONGEST_NOTE) > 0
    }


def _entries(found: OpenedInterview, texts: dict[str, str], faults: dict[str, str]) -> list[Entry]:
    stands = _own_notes(found)
    asked = {each.id: each for each in questions(found.pack, found.interview)}
    entries = [
        Entry(key, each.label, each.text, texts.get(key, ""), stands.get(key, ""), faults.get(key, ""))
        for key, each in asked.items()
    ]
    general = texts.get(GENERAL, "")
    return [*entries, Entry(GENERAL, "", "", general, stands.get(GENERAL, ""), faults.get(GENERAL, ""))]


def _own_notes(found: OpenedInterview) -> dict[str, str]:
    me = found.interview.led_by(found.access.account.id)
    if me is None:
        return {}
    stored = notes(database(), found.interview.id)
    return {each.question: each.text for each in stored if each.interviewer_id == me.id and each.text}


def _asked_of(found: OpenedInterview) -> list[str]:
    return [*(each.id for each in questions(found.pack, found.interview)), GENERAL]


def _paper(found: OpenedInterview) -> InterviewPaper:
    engagement = found.access.engagement
    today = engagement.manner.today(datetime.now(UTC))
    named = (each.name for each in priorities(database(), engagement.id))
    return paper_of(engagement, found.interview, found.pack, today, named)


def _guide(found: OpenedInterview) -> InterviewPaper:
    engagement = found.access.engagement
    return guide_of(engagement, found.pack, engagement.manner.today(datetime.now(UTC)))


def _asked(found: OpenedInterview, form: PaperForm) -> str:
    return framed("papers/bring.html", found.access, interview=found.interview, form=form)


def _previewed(found: OpenedInterview, entries: list[Entry], result: Placed | None) -> str:
    return framed(
        "papers/preview.html",
        found.access,
        interview=found.interview,
        entries=[each for each in entries if each.text],
        others=[each for each in entries if not each.text],
        unplaced=result.unplaced if result else (),
        longest=LONGEST_NOTE,
        form=FlaskForm(),
    )


def _sent(values: InterviewPaper, name: str) -> Response:
    # python-docx takes long to load, and few requests need it.
    from reports.interview_paper import interview_paper

    return send_file(BytesIO(interview_paper(values)), _WORD, as_attachment=True, download_name=name)
