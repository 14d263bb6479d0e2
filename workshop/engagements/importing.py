"""A spreadsheet of answers becomes an engagement, stored whole or not at all."""

from datetime import datetime

from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from questionnaires.reading import read_answers
from questionnaires.tally import count
from workshop.database import write
from workshop.engagements import store

find_engagement = store.find_engagement


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
) -> int:
    """Store a client's engagement with the answers of its first wave and their count; return its number.

    `data` is a CSV or XLSX file, `pack_name` one of the shipped packs, `now` a moment with its zone. The
    function assessed is the pack's where none is named. Raises AnswerFaults with everything that is wrong
    with the file, and then nothing has been stored.
    """
    pack = shipped_pack(pack_name)
    table = read_answers(data, pack)
    tally = count(table)
    with write(db):
        engagement_id = store.add_engagement(
            db,
            client=client.strip(),
            function_assessed=(function_assessed or pack.function).strip(),
            consultancy=consultancy.strip(),
            now=now,
        )
        wave_id = store.add_wave(db, engagement_id, pack, threshold=threshold, file_name=file_name, now=now)
        store.add_answers(db, wave_id, table)
        store.store_tally(db, wave_id, tally, now)
    return engagement_id
