"""How the database counts answers: grouped, so that it hands over little, however many people answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.tally import Tally
from workshop.dates import as_text, from_text


@dataclass(frozen=True, slots=True)
class Sheets:
    """Which sheets of a wave are counted: all, those that were handed in, or of these the settled ones."""

    wave_id: int
    handed_in: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The sheets of a wave that are counted in one go, by their numbers.

    With `handed_in`, only those that were, the settled ones apart from the others.
    """

    wave_id: int
    first: int
    last: int
    handed_in: bool = False

    @property
    def named(self) -> dict[str, object]:
        """Return the values that the queries of a part take."""
        ends = {"wave": self.wave_id, "first": self.first, "last": self.last}
        return {**ends, "all": int(not self.handed_in)}


@dataclass(frozen=True, slots=True)
class Kind:
    """Sheets of a part that cannot be told apart, by the number of one of them.

    `turn` is 0 for those that are not counted, 1 for those that are, and 2 for those that come later; `names`
    are their groups, see groups_of.
    """

    number: int
    questionnaire_id: int
    imported: bool
    turn: int
    names: str
    sheets: int


_TOLD = """
    WITH told AS (
        SELECT sheet.id, questionnaire_id, imported,
            CASE WHEN :all = 1 THEN 1 WHEN submitted_at IS NULL THEN 0
                 WHEN settled.sheet_id IS NOT NULL THEN 1 ELSE 2 END AS turn,
            coalesce((SELECT group_concat(
                length(group_column) || ':' || group_column || length(value) || ':' || value, '')
                FROM sheet_group WHERE sheet_id = sheet.id), '') AS names
        FROM sheet LEFT JOIN submission ON submission.sheet_id = sheet.id
        LEFT JOIN settled_sheet AS settled ON settled.sheet_id = sheet.id
        WHERE wave_id = :wave AND sheet.id BETWEEN :first AND :last)"""
_COUNTED = f"""
    {_TOLD}, kinds AS (
        SELECT id, questionnaire_id, turn,
            min(id) OVER (PARTITION BY questionnaire_id, imported, turn, names) AS kind FROM told),
    counted AS MATERIALIZED (SELECT id, questionnaire_id, kind FROM kinds WHERE turn > 0)"""
_ASKED = """
    questionnaire_item AS item ON item.questionnaire_id = counted.questionnaire_id
        AND item.capability = answer.capability AND item.question = answer.question"""
_LEVEL = "answer.code BETWEEN 1 AND 5"


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Let a block read the database as it is now, whatever others write; they do not wait for it."""
    if db.conn.in_transaction:
        yield  # inside write() nobody else writes
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def sheets(db: Database, wave_id: int) -> list[int]:
    """Return the numbers of a wave's sheets, in order."""
    rows = db.execute("SELECT id FROM sheet WHERE wave_id = :wave ORDER BY id", {"wave": wave_id})
    return [row[0] for row in rows.fetchall()]


def how_many(db: Database, wave_id: int) -> int:
    """Return how many sheets a wave has."""
    row = db.execute("SELECT count(*) FROM sheet WHERE wave_id = :wave", {"wave": wave_id}).fetchone()
    return int(row[0])


def settled(db: Database, wave_id: int) -> int:
    """Return how many sheets the figures of an open wave rest on."""
    row = db.execute(
        "SELECT count(*) FROM settled_sheet JOIN sheet ON sheet.id = sheet_id WHERE wave_id = :wave",
        {"wave": wave_id},
    ).fetchone()
    return int(row[0])


def unsettled(db: Database, wave_id: int) -> list[int]:
    """Return the sheets of a wave that were handed in and that no figure rests on yet, by their numbers."""
    rows = db.execute(
        """
        SELECT submission.sheet_id FROM submission JOIN sheet ON sheet.id = submission.sheet_id
        LEFT JOIN settled_sheet ON settled_sheet.sheet_id = submission.sheet_id
        WHERE wave_id = :wave AND settled_sheet.sheet_id IS NULL ORDER BY submission.sheet_id""",
        {"wave": wave_id},
    )
    return [row[0] for row in rows.fetchall()]


def kinds(db: Database, part: Part) -> list[Kind]:
    """Return which kinds of sheets a part has."""
    rows = db.execute(
        f"""
        {_TOLD}
        SELECT min(id), questionnaire_id, imported, turn, names, count(*) FROM told
        GROUP BY questionnaire_id, imported, turn, names""",
        part.named,
    )
    return [Kind(row[0], row[1], bool(row[2]), *row[3:]) for row in rows.fetchall()]


def respondents(db: Database, part: Part) -> list[tuple[int, int, int, int, int]]:
    """Return who gave a level to an item they were asked: (sheet, kind, levels, the lowest, the highest)."""
    rows = db.execute(
        f"""
        {_COUNTED}
        SELECT answer.sheet_id, min(kind), count(*), min(code), max(code)
        FROM counted JOIN answer ON answer.sheet_id = counted.id JOIN {_ASKED}
        WHERE answer.sheet_id BETWEEN :first AND :last AND {_LEVEL}
              AND answer.capability NOT LIKE 'charter:%'
        GROUP BY answer.sheet_id""",
        part.named,
    )
    return rows.fetchall()


def ratings(db: Database, part: Part) -> list[tuple[int, str, int, int]]:
    """Return how many gave which codes: (kind, capability, codes, people), of the charter too.

    `codes` is that of today, plus 8 times that of wanted, plus 64 times that of importance.
    """
    rows = db.execute(
        f"""
        {_COUNTED}
        SELECT kind, capability, codes, count(*) FROM (
            SELECT kind, answer.capability AS capability, sum(code * CASE question
                WHEN 'current' THEN 1 WHEN 'target' THEN 8 ELSE 64 END) AS codes
            FROM counted JOIN answer ON answer.sheet_id = counted.id
            WHERE answer.sheet_id BETWEEN :first AND :last
            GROUP BY answer.sheet_id, answer.capability, kind) AS given
        GROUP BY kind, capability, codes""",
        part.named,
    )
    return rows.fetchall()


def levels(db: Database, of: Sequence[int]) -> list[tuple[str, str, int, int]]:
    """Return how many of these sheets give each level to what they are asked, as in plain_count."""
    holes = ", ".join("?" * len(of))
    rows = db.execute(
        f"""
        SELECT answer.capability, answer.question, code, count(*)
        FROM sheet AS counted JOIN answer ON answer.sheet_id = counted.id JOIN {_ASKED}
        WHERE counted.id IN ({holes}) AND {_LEVEL} GROUP BY answer.capability, answer.question, code""",
        list(of),
    )
    return rows.fetchall()


def charter_respondents(db: Database, part: Part) -> list[tuple[int, int]]:
    """Return how many of each kind rated at least one item of the charter: (kind, people)."""
    rows = db.execute(
        f"""
        {_COUNTED}
        SELECT kind, count(*) FROM counted
        JOIN questionnaire ON questionnaire.id = questionnaire_id AND charter = 1
        WHERE EXISTS (SELECT 1 FROM answer WHERE answer.sheet_id = counted.id AND {_LEVEL}
            AND answer.capability >= 'charter:' AND answer.capability < 'charter;'
            AND answer.question <> 'importance')
        GROUP BY kind""",
        part.named,
    )
    return rows.fetchall()


def plain_count(db: Database, wave_id: int) -> list[tuple[str, str, str, str, int, int]]:
    """Return how many gave each code, by two columns of groups, in one plain query: a measure for the others.

    A row is (function, seniority, capability, question, code, people).
    """
    rows = db.execute(
        f"""
        SELECT function.value, seniority.value, answer.capability, answer.question, code, count(*)
        FROM sheet AS counted
        LEFT JOIN sheet_group AS function
            ON function.sheet_id = counted.id AND function.group_column = 'function'
        LEFT JOIN sheet_group AS seniority
            ON seniority.sheet_id = counted.id AND seniority.group_column = 'seniority'
        JOIN answer ON answer.sheet_id = counted.id JOIN {_ASKED}
        WHERE counted.wave_id = :wave AND code > 0
        GROUP BY function.value, seniority.value, answer.capability, answer.question, code""",
        {"wave": wave_id},
    )
    return rows.fetchall()


def picks(db: Database, which: Sheets) -> Iterator[tuple[int, str, int]]:
    """Yield how many picked a capability: (questionnaire, capability, people); "" for any at all."""
    for row in db.query(
        """
        WITH counted AS (
            SELECT sheet.id, sheet.questionnaire_id FROM sheet
            LEFT JOIN submission ON submission.sheet_id = sheet.id
            LEFT JOIN settled_sheet ON settled_sheet.sheet_id = sheet.id
            WHERE sheet.wave_id = :wave AND (:all = 1 OR submission.sheet_id IS NOT NULL)
                  AND (:settled = 0 OR settled_sheet.sheet_id IS NOT NULL))
        SELECT questionnaire_id, capability, count(*) AS people
        FROM counted JOIN pick ON pick.sheet_id = counted.id GROUP BY questionnaire_id, capability
        UNION ALL
        SELECT questionnaire_id, '', count(DISTINCT counted.id)
        FROM counted JOIN pick ON pick.sheet_id = counted.id GROUP BY questionnaire_id""",
        {"wave": which.wave_id, "all": int(not which.handed_in), "settled": int(which.settled)},
    ):
        yield row["questionnaire_id"], row["capability"], row["people"]


def is_open_ended(db: Database, wave_id: int) -> bool:
    """Return whether somebody came into a wave by the open door: how many could have is not known."""
    row = db.execute(
        """
        SELECT 1 FROM participant WHERE wave_id = :wave AND person_id IS NULL
        AND id NOT IN (SELECT participant_id FROM participant_removed) LIMIT 1""",
        {"wave": wave_id},
    ).fetchone()
    return row is not None


def handed_in(db: Database, wave_id: int, before: datetime | None = None) -> int:
    """Return how many sheets of a wave were handed in (before a moment).

    What came from a file waits for the close: someone could add invented answers to see whose came next.
    """
    row = db.execute(
        """
        SELECT count(*) FROM sheet LEFT JOIN submission ON submission.sheet_id = sheet.id
        WHERE sheet.wave_id = :wave AND (submitted_at < :before
              OR (:before IS NULL AND submission.sheet_id IS NOT NULL))""",
        {"wave": wave_id, "before": as_text(before) if before else None},
    ).fetchone()
    return int(row[0])


def shown(db: Database, wave_id: int) -> tuple[Tally, datetime] | None:
    """Return the count of a wave that pages show, and when it was made; None while there is none."""
    rows = db.query("SELECT document, counted_at FROM tally WHERE wave_id = :wave", {"wave": wave_id})
    return next(
        ((Tally.from_json(row["document"]), from_text(row["counted_at"])) for row in list(rows)), None
    )


def ended_and_counted(db: Database) -> list[int]:
    """Return the numbers of the rows of waves that take no answers, and of which there is a count."""
    rows = db.query(
        """
        SELECT wave_id FROM tally WHERE wave_id IN (SELECT wave_id FROM wave_seal)
            OR wave_id IN (SELECT wave_id FROM wave_closure)"""
    )
    return sorted(row["wave_id"] for row in rows)


def shown_charter(db: Database, wave_id: int) -> Tally | None:
    """Return the count of a wave's charter that pages show; None where it was not asked or not counted."""
    rows = db.query("SELECT charter FROM tally WHERE wave_id = :wave AND charter <> ''", {"wave": wave_id})
    return next((Tally.from_json(row["charter"]) for row in list(rows)), None)


def groups_of(names: str) -> dict[str, str]:
    """Return the groups that a kind is told by: each text follows its length and a colon."""
    texts, place = [], 0
    while place < len(names):
        length, _, rest = names[place:].partition(":")
        place += len(length) + 1
        texts.append(rest[: int(length)])
        place += int(length)
    return dict(zip(texts[::2], texts[1::2], strict=True))


# What follows is called inside write().


def settle(db: Database, sheets: Sequence[int]) -> None:
    """Store that the figures of an open wave rest on these sheets too."""
    db.conn.executemany("INSERT INTO settled_sheet (sheet_id) VALUES (?)", [(each,) for each in sheets])
