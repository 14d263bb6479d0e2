"""What the database keeps of a wave's plan beside the wave itself; with the launch it becomes final."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text
from workshop.waves.store import Item, Mode


def reminder_days(db: Database, wave_id: int) -> tuple[int, ...]:
    """Return how many days before its closing a wave's people are reminded, the earliest first."""
    rows = db.query(
        "SELECT days_before FROM reminder_day WHERE wave_id = :wave ORDER BY days_before DESC",
        {"wave": wave_id},
    )
    return tuple(row["days_before"] for row in rows)


def chosen_by_hand(db: Database, wave_id: int) -> dict[int, int]:
    """Return the questionnaires of a planned wave that were chosen for single people, by the person."""
    rows = db.query(
        "SELECT person_id, questionnaire_id FROM participant WHERE wave_id = :wave AND person_id IS NOT NULL",
        {"wave": wave_id},
    )
    return {row["person_id"]: row["questionnaire_id"] for row in rows}


def participants(db: Database, wave_id: int) -> dict[int, int]:
    """Return how many participants of a launched wave have each of its questionnaires."""
    rows = db.query(
        """
        SELECT questionnaire_id, count(*) AS people FROM participant
        WHERE wave_id = :wave GROUP BY questionnaire_id""",
        {"wave": wave_id},
    )
    return {row["questionnaire_id"]: row["people"] for row in rows}


def participant_of(db: Database, wave_id: int, person_id: int) -> int | None:
    """Return the number of a person as a participant of a wave, or None."""
    rows = db.query(
        "SELECT id FROM participant WHERE wave_id = :wave AND person_id = :person",
        {"wave": wave_id, "person": person_id},
    )
    return next((int(row["id"]) for row in list(rows)), None)


# What follows is called inside write(), and for planned waves only.


def set_times(
    db: Database,
    wave_id: int,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    reminders: Collection[int],
    grace_days: int,
) -> None:
    """Store when a wave opens (None: with its launch) and closes, when it reminds, and when it is sealed."""
    db.execute(
        "UPDATE wave SET opens_at = :opens, closes_at = :closes, grace_days = :grace WHERE id = :wave",
        {
            "wave": wave_id,
            "opens": as_text(opens_at) if opens_at else None,
            "closes": as_text(closes_at) if closes_at else None,
            "grace": grace_days,
        },
    )
    db.execute("DELETE FROM reminder_day WHERE wave_id = :wave", {"wave": wave_id})
    db.conn.executemany(
        "INSERT INTO reminder_day (wave_id, days_before) VALUES (?, ?)",
        [(wave_id, each) for each in sorted(set(reminders))],
    )


def set_promise(
    db: Database, wave_id: int, *, mode: Mode, threshold: int, comment_threshold: int, message: str
) -> None:
    """Store what a wave's respondents are promised and told."""
    db.execute(
        """
        UPDATE wave SET mode = :mode, threshold = :threshold, comment_threshold = :comments,
            message = :message
        WHERE id = :wave""",
        {
            "wave": wave_id,
            "mode": mode,
            "threshold": threshold,
            "comments": comment_threshold,
            "message": message,
        },
    )


def change_questionnaire(
    db: Database,
    questionnaire_id: int,
    *,
    name: str,
    items: Iterable[Item],
    groups: Iterable[int],
    picks: int,
    charter: bool,
) -> None:
    """Store a questionnaire as it was edited."""
    which: dict[str, object] = {"id": questionnaire_id}
    db.execute(
        "UPDATE questionnaire SET name = :name, picks = :picks, charter = :charter WHERE id = :id",
        which | {"name": name, "picks": picks, "charter": int(charter)},
    )
    db.execute("DELETE FROM questionnaire_item WHERE questionnaire_id = :id", which)
    db.execute("DELETE FROM questionnaire_group WHERE questionnaire_id = :id", which)
    db.conn.executemany(
        "INSERT INTO questionnaire_item (questionnaire_id, capability, question) VALUES (?, ?, ?)",
        [(questionnaire_id, capability, question) for capability, question in sorted(set(items))],
    )
    db.conn.executemany(
        "INSERT INTO questionnaire_group (questionnaire_id, group_choice_id) VALUES (?, ?)",
        [(questionnaire_id, each) for each in sorted(set(groups))],
    )


def order_questionnaires(db: Database, wave_id: int, numbers: Iterable[int]) -> None:
    """Store in which order the questionnaires of a wave are tried."""
    placed = list(enumerate(numbers, start=1))
    for away in (len(placed) + 1_000, 0):  # out of each other's way first: no place is taken twice
        for place, number in placed:
            db.execute(
                "UPDATE questionnaire SET place = :place WHERE id = :id AND wave_id = :wave",
                {"place": place + away, "id": number, "wave": wave_id},
            )


def remove_questionnaire(db: Database, questionnaire_id: int) -> None:
    """Forget a questionnaire; those it was chosen for get what their groups get."""
    which = {"id": questionnaire_id}
    db.execute("DELETE FROM participant WHERE questionnaire_id = :id", which)
    db.execute("DELETE FROM questionnaire_item WHERE questionnaire_id = :id", which)
    db.execute("DELETE FROM questionnaire_group WHERE questionnaire_id = :id", which)
    db.execute("DELETE FROM questionnaire WHERE id = :id", which)


def remove_questionnaires(db: Database, wave_id: int) -> None:
    """Forget all questionnaires of a wave."""
    rows = db.query("SELECT id FROM questionnaire WHERE wave_id = :wave", {"wave": wave_id})
    for row in list(rows):
        remove_questionnaire(db, row["id"])


def choose_by_hand(db: Database, wave_id: int, chosen: Mapping[int, int | None]) -> None:
    """Store the questionnaires of single people; None gives someone what their groups get."""
    for person, questionnaire in chosen.items():
        values = {"wave": wave_id, "person": person, "questionnaire": questionnaire}
        if questionnaire is None:
            db.execute("DELETE FROM participant WHERE wave_id = :wave AND person_id = :person", values)
        else:
            db.execute(
                """
                INSERT INTO participant (wave_id, person_id, questionnaire_id)
                VALUES (:wave, :person, :questionnaire)
                ON CONFLICT (wave_id, person_id)
                DO UPDATE SET questionnaire_id = excluded.questionnaire_id""",
                values,
            )


def remove_wave(db: Database, wave_id: int) -> None:
    """Forget a planned wave with all of its plan."""
    remove_questionnaires(db, wave_id)
    db.execute("DELETE FROM reminder_day WHERE wave_id = :wave", {"wave": wave_id})
    db.execute("DELETE FROM wave_mark WHERE wave_id = :wave", {"wave": wave_id})
    db.execute("DELETE FROM wave WHERE id = :wave", {"wave": wave_id})
