"""How many of those who were asked in a wave have finished, counted again only once that has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from workshop.mail.store import FROM, STATE
from workshop.marks import store as marks
from workshop.marks.keeping import Kept

COLUMNS = ("function", "seniority")


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many were invited to a wave by name, have finished, can be reminded, and have no link yet."""

    invited: int = 0
    finished: int = 0
    reachable: int = 0
    without_link: int = 0

    @property
    def unreachable(self) -> int:
        """Return how many have not finished, and have a link and no mail address."""
        return self.invited - self.finished - self.reachable - self.without_link


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many were invited to a wave by name and have finished, by group; and who came by the open door.

    `columns` holds for each column of groups its groups, "" for none, with (invited, finished).
    """

    invited: int = 0
    finished: int = 0
    by_door: int = 0
    finished_by_door: int = 0
    columns: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)


_ATTENDANCE: Kept[Attendance] = Kept(lambda each: each.invited)
_TURNOUT: Kept[Turnout] = Kept(lambda each: each.invited)
_HANDED_IN: Kept[int] = Kept(int)

_DONE = "(submission.sheet_id IS NOT NULL OR participant_answered.participant_id IS NOT NULL)"
_SHEETS = """
    LEFT JOIN sheet_holder ON sheet_holder.participant_id = participant.id
    LEFT JOIN submission ON submission.sheet_id = sheet_holder.sheet_id
    LEFT JOIN participant_answered ON participant_answered.participant_id = participant.id"""


def attendance(db: Database, wave_ids: Sequence[int]) -> dict[int, Attendance]:
    """Return the attendance of these waves; one that nobody was invited to is left out."""
    found = _ATTENDANCE.counts(marks.of_waves(db, wave_ids), lambda missing: _attending(db, missing))
    return {wave: each for wave, each in found.items() if each.invited}


def not_invited_yet(db: Database, wave_ids: Sequence[int]) -> dict[int, int]:
    """Return how many of these waves can be reminded and have an invitation that nobody has passed on yet."""
    holes = ", ".join("?" * len(wave_ids))
    rows = db.execute(
        f"""
        SELECT participant.wave_id, count(*) FROM participant
        JOIN person ON person.id = participant.person_id
        JOIN personal_link ON personal_link.person_id = person.id AND purpose = 'questionnaire'
        {_SHEETS}
        WHERE participant.wave_id IN ({holes}) AND NOT {_DONE} AND person.email <> '' AND EXISTS (
            SELECT 1 FROM {FROM} WHERE mail.person_id = person.id AND mail.seed = personal_link.seed
            AND mail.kind = 'questionnaire' AND {STATE} = 'waits')
        GROUP BY participant.wave_id""",
        list(wave_ids),
    )
    return {wave: int(number) for wave, number in rows.fetchall()}


def turnout(db: Database, wave_id: int) -> Turnout:
    """Return who was asked in a wave and has finished, by group."""
    return _TURNOUT.counts(marks.of_waves(db, [wave_id]), lambda _: [(wave_id, _turned_out(db, wave_id))])[
        wave_id
    ]


def handed_in(db: Database, wave_ids: Sequence[int]) -> dict[int, int]:
    """Return how many sheets of these waves were handed in, or came from a file."""
    return _HANDED_IN.counts(marks.of_waves(db, wave_ids), lambda missing: _given(db, missing))


def under_way(db: Database, wave_id: int) -> tuple[int, int]:
    """Return how many of a wave have begun and not finished, and how many who have begun were removed."""
    row = db.execute(
        f"""
        WITH unfinished AS (
            SELECT participant.person_id, participant.id FROM participant {_SHEETS}
            WHERE participant.wave_id = :wave AND NOT {_DONE} AND (
                EXISTS (SELECT 1 FROM answer WHERE answer.sheet_id = sheet_holder.sheet_id AND code > 0)
                OR EXISTS (SELECT 1 FROM pick WHERE pick.sheet_id = sheet_holder.sheet_id)))
        SELECT (SELECT count(*) FROM unfinished WHERE person_id IS NOT NULL),
            (SELECT count(*) FROM participant JOIN participant_removed ON participant_id = participant.id
             WHERE wave_id = :wave AND participant.id IN (
                SELECT id FROM unfinished UNION ALL
                SELECT participant.id FROM participant {_SHEETS}
                WHERE participant.wave_id = :wave AND participant.person_id IS NULL AND {_DONE}))""",
        {"wave": wave_id},
    ).fetchone()
    return int(row[0]), int(row[1])


def _attending(db: Database, wave_ids: list[int]) -> Iterator[tuple[int, Attendance]]:
    holes = ", ".join("?" * len(wave_ids))
    rows = db.execute(
        f"""
        SELECT participant.wave_id, count(*), sum({_DONE}),
            sum(NOT {_DONE} AND personal_link.seed IS NOT NULL AND person.email <> ''),
            sum(NOT {_DONE} AND personal_link.seed IS NULL)
        FROM participant JOIN person ON person.id = participant.person_id
        LEFT JOIN personal_link ON personal_link.person_id = person.id AND purpose = 'questionnaire'
        {_SHEETS}
        WHERE participant.wave_id IN ({holes}) GROUP BY participant.wave_id""",
        wave_ids,
    )
    found = {wave: Attendance(*counts) for wave, *counts in rows.fetchall()}
    yield from ((wave, found.get(wave, Attendance())) for wave in wave_ids)


def _turned_out(db: Database, wave_id: int) -> Turnout:
    invited, finished = _pair(
        db, f"SELECT count(*), sum({_DONE}) FROM participant {_SHEETS} {_BY_NAME}", {"wave": wave_id}
    )
    by_door, finished_by_door = _pair(
        db,
        f"""
        SELECT count(*), sum({_DONE}) FROM participant {_SHEETS}
        WHERE participant.wave_id = :wave AND participant.person_id IS NULL
              AND participant.id NOT IN (SELECT participant_id FROM participant_removed)""",
        {"wave": wave_id},
    )
    return Turnout(
        invited,
        finished,
        by_door,
        finished_by_door,
        {column: _groups(db, wave_id, column) for column in COLUMNS},
    )


_BY_NAME = "WHERE participant.wave_id = :wave AND participant.person_id IS NOT NULL"


def _pair(db: Database, sql: str, values: dict[str, object]) -> tuple[int, int]:
    row = db.execute(sql, values).fetchone()
    return int(row[0]), int(row[1] or 0)


def _groups(db: Database, wave_id: int, column: str) -> dict[str, tuple[int, int]]:
    """Return the groups of a column: those of the sheets, or of the people once that link is gone."""
    rows = db.execute(
        f"""
        SELECT coalesce(CASE WHEN sheet_holder.sheet_id IS NULL THEN group_choice.name
                        ELSE sheet_group.value END, '') AS name, count(*), sum({_DONE})
        FROM participant JOIN person ON person.id = participant.person_id {_SHEETS}
        LEFT JOIN sheet_group ON sheet_group.sheet_id = sheet_holder.sheet_id
            AND sheet_group.group_column = :column
        LEFT JOIN group_choice ON group_choice.id =
            CASE :column WHEN 'function' THEN person.function_id ELSE person.seniority_id END
        {_BY_NAME} GROUP BY 1""",
        {"wave": wave_id, "column": column},
    )
    return {name: (invited, finished) for name, invited, finished in rows.fetchall()}


def _given(db: Database, wave_ids: list[int]) -> Iterator[tuple[int, int]]:
    holes = ", ".join("?" * len(wave_ids))
    rows = db.execute(
        f"""
        SELECT wave.id, (SELECT count(*) FROM sheet WHERE sheet.wave_id = wave.id AND (imported = 1
            OR EXISTS (SELECT 1 FROM submission WHERE submission.sheet_id = sheet.id)))
        FROM wave WHERE wave.id IN ({holes})""",
        wave_ids,
    )
    yield from rows.fetchall()
