"""A spreadsheet of answers becomes a wave of an engagement, stored whole or not at all."""

from datetime import datetime

from sqlite_utils import Database

from questionnaires.answers import AnswerTable
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.reading import read_answers
from questionnaires.tally import Tally, count, count_of_asked
from workshop.assessments import store
from workshop.assessments.comments.taking import take_up
from workshop.database import write
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement
from workshop.history.store import PROGRAM, Actor, record
from workshop.waves import store as waves
from workshop.waves.counting import asking as counting
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

_FROM_FILE = "Answers from a file"


class AddedMeanwhile(Exception):
    """Says that a file was added to a wave since somebody looked at it."""


def import_answers(
    db: Database,
    engagement: Engagement,
    actor: Actor,
    *,
    data: bytes,
    file_name: str,
    now: datetime,
    threshold: int = 5,
    asked: int | None = None,
) -> None:
    """Store answers as the next wave of an engagement, with their count and with its pack as it is now.

    `data` is a CSV or XLSX file, `now` a moment with its zone; `asked` is how many people were, where not all
    of them have a row. Raises AnswerFaults with everything that is wrong with the file, and FewerAsked where
    it has more rows, and then nothing has been stored.
    """
    pack = shipped_pack(engagement.pack)
    table = read_answers(data, pack)
    tally = count_of_asked(table, asked)
    deed = f"imported the answers of {_people(table)}{f', of {asked:,} asked' if asked else ''}"
    with write(db):
        add_wave_of(db, engagement.id, pack, table, tally, threshold, file_name, now)
        record(db, engagement.id, actor, "answers", deed, now)


def import_engagement(
    db: Database,
    *,
    client: str,
    pack_name: str,
    data: bytes,
    file_name: str,
    now: datetime,
    threshold: int = 5,
    function_assessed: str | None = None,
    consultancy: str = "",
    actor: Actor = PROGRAM,
) -> int:
    """Store a new engagement with the answers of its first wave and their count; return its number.

    The function assessed is the pack's where none is named; the actor's account, if there is one, becomes its
    consultant. Raises AnswerFaults like import_answers.
    """
    pack = shipped_pack(pack_name)
    table = read_answers(data, pack)
    tally = count(table)
    with write(db):
        engagement_id = engagements.add_engagement(
            db,
            client=client.strip(),
            function_assessed=(function_assessed or pack.function).strip(),
            consultancy=consultancy.strip(),
            pack=pack_name,
            now=now,
        )
        if actor.account_id is not None:
            engagements.add_member(db, engagement_id, actor.account_id)
        record(db, engagement_id, actor, "engagement", "created the engagement", now)
        add_wave_of(db, engagement_id, pack, table, tally, threshold, file_name, now)
        record(db, engagement_id, actor, "answers", f"imported the answers of {_people(table)}", now)
    return engagement_id


def import_beside(
    db: Database,
    wave: Wave,
    actor: Actor,
    *,
    data: bytes,
    file_name: str,
    now: datetime,
    seen: int | None = None,
) -> int | None:
    """Add the answers of a file to those that people give in a wave, marked as imported; return how many.

    Returns None, and stores nothing, where the wave was not launched or is sealed. They are counted like
    those handed in. `seen` is how many files there were for whoever adds this one, None where nobody looked;
    raises AddedMeanwhile where there are others now, and AnswerFaults like import_answers.
    """
    table = read_answers(data, decoded_pack(db, wave.id))
    with write(db):
        held = waves.wave_by_id(db, wave.id)
        if held is None or held.state(now) in ("planned", "sealed"):
            return None
        # Asked under the lock: of a form that is sent twice at once, both wait here with the same answers.
        if seen is not None and seen != waves.files_added(db, wave.id):
            raise AddedMeanwhile
        questionnaire = waves.add_questionnaire(db, wave.id, _FROM_FILE, store.items_of(table))
        store.add_answers(db, wave.id, questionnaire, table)
        waves.record_import(db, wave.id, file_name, len(table.respondents), now)
        deed = f"added the answers of {_people(table)} from a file to wave {wave.number}"
        record(db, wave.engagement_id, actor, "answers", deed, now)
        wanted = held.state(now) == "closed" or counting.is_wanted(db, held, now)
        job = counting.asked(db, held, now) if wanted else None
    counting.done(db, job, lambda: now)
    return len(table.respondents)


def _people(table: AnswerTable) -> str:
    people = len(table.respondents)
    return "1 person" if people == 1 else f"{people:,} people"


def add_wave_of(
    db: Database,
    engagement_id: int,
    pack: MethodPack,
    table: AnswerTable,
    tally: Tally,
    threshold: int,
    file_name: str,
    now: datetime,
) -> None:
    """Store answers from a file as a wave of its own, sealed from the start; called inside write()."""
    wave_id = waves.add_wave(db, engagement_id, pack, threshold=threshold, now=now)
    questionnaire = waves.add_questionnaire(db, wave_id, "Everyone", store.items_of(table))
    store.add_answers(db, wave_id, questionnaire, table)
    store.store_tally(db, wave_id, tally, now)
    made = waves.wave_by_id(db, wave_id)
    assert made is not None
    take_up(db, wave_id, tally, made.comment_threshold)
    waves.record_import(db, wave_id, file_name, len(table.respondents), now)
    # Nobody here is behind the answers of a file: there is nothing to wait for, and nothing to destroy.
    waves.record_launch(db, wave_id, None, now)
    waves.record_closure(db, wave_id, None, now)
    waves.record_seal(db, wave_id, None, now)
