"""How the database counts answers: grouped, so that it hands over little, however many people answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.tally import Tally
from workshop.dates import as_text, from_text

EVERY = 1 << 62
"""More sheets than there are."""

Set = tuple[str, str]
"""A group column and a value in it; two empty texts for everyone."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Which sheets of a wave are counted: all, or the first `most` of those that were handed in.

    `filed` keeps of them those that came from files.
    """

    wave_id: int
    handed_in: bool = False
    most: int = EVERY
    filed: bool = False

    @property
    def named(self) -> dict[str, object]:
        """Return the values that _COUNTED takes."""
        of_all = {"all": int(not self.handed_in), "filed": int(self.filed)}
        return {"wave": self.wave_id, "most": self.most, **of_all}


_COUNTED = """
    WITH counted AS (
        SELECT sheet.id, sheet.questionnaire_id FROM sheet
        LEFT JOIN submission ON submission.sheet_id = sheet.id
        WHERE sheet.wave_id = :wave AND (:all = 1 OR submission.sheet_id IS NOT NULL)
              AND (:filed = 0 OR imported = 1)
        ORDER BY imported DESC, submitted_at, sheet.id LIMIT :most)"""
_GIVEN = """
    counted JOIN answer ON answer.sheet_id = counted.id
    JOIN questionnaire_item AS item ON item.questionnaire_id = counted.questionnaire_id
         AND item.capability = answer.capability AND item.question = answer.question"""
_LEVEL = "answer.code BETWEEN 1 AND 5"


def sets(db: Database, wave_id: int) -> list[Set]:
    """Return the groups that the sheets of a wave name; an empty value stands for those without one."""
    rows = db.query(
        """
        SELECT DISTINCT group_column, value FROM sheet_group JOIN sheet ON sheet.id = sheet_id
        WHERE wave_id = :wave ORDER BY group_column, value""",
        {"wave": wave_id},
    )
    return [(row["group_column"], row["value"]) for row in rows]


def holders(db: Database, wave_id: int) -> Iterator[tuple[Set, int, int]]:
    """Yield how many sheets of each group hold each questionnaire of a wave: (set, questionnaire, sheets)."""
    for row in db.query(
        """
        SELECT '' AS column_name, '' AS value, questionnaire_id, count(*) AS sheets FROM sheet
        WHERE wave_id = :wave GROUP BY questionnaire_id
        UNION ALL
        SELECT group_column, value, questionnaire_id, count(*) FROM sheet
        JOIN sheet_group ON sheet_group.sheet_id = sheet.id
        WHERE wave_id = :wave GROUP BY group_column, value, questionnaire_id""",
        {"wave": wave_id},
    ):
        yield (row["column_name"], row["value"]), row["questionnaire_id"], row["sheets"]


def codes(db: Database, which: Sheets) -> Iterator[tuple[Set, str, str, int, int]]:
    """Yield how many gave each code to each item: (set, capability, question, code, people)."""
    for row in db.query(
        f"""
        {_COUNTED}
        SELECT '' AS column_name, '' AS value, answer.capability, answer.question, code, count(*) AS people
        FROM {_GIVEN} WHERE code > 0 GROUP BY answer.capability, answer.question, code
        UNION ALL
        SELECT group_column, sheet_group.value, answer.capability, answer.question, code, count(*)
        FROM {_GIVEN} JOIN sheet_group ON sheet_group.sheet_id = counted.id WHERE code > 0
        GROUP BY group_column, sheet_group.value, answer.capability, answer.question, code""",
        which.named,
    ):
        place = (row["column_name"], row["value"])
        yield place, row["capability"], row["question"], row["code"], row["people"]


def pairs(db: Database, which: Sheets) -> Iterator[tuple[Set, str, int, int, int]]:
    """Yield how many gave each two levels: (set, capability, today, wanted, people)."""
    both = f"""
        {_GIVEN} JOIN answer AS wanted ON wanted.sheet_id = counted.id
            AND wanted.capability = answer.capability AND wanted.question = 'target'
            AND wanted.code BETWEEN 1 AND 5
        JOIN questionnaire_item AS other ON other.questionnaire_id = counted.questionnaire_id
            AND other.capability = answer.capability AND other.question = 'target'"""
    kept = f"WHERE answer.question = 'current' AND {_LEVEL}"
    for row in db.query(
        f"""
        {_COUNTED}
        SELECT '' AS column_name, '' AS value, answer.capability, answer.code AS today,
            wanted.code AS target, count(*) AS people
        FROM {both} {kept} GROUP BY answer.capability, answer.code, wanted.code
        UNION ALL
        SELECT group_column, sheet_group.value, answer.capability, answer.code, wanted.code, count(*)
        FROM {both} JOIN sheet_group ON sheet_group.sheet_id = counted.id {kept}
        GROUP BY group_column, sheet_group.value, answer.capability, answer.code, wanted.code""",
        which.named,
    ):
        place = (row["column_name"], row["value"])
        yield place, row["capability"], row["today"], row["target"], row["people"]


def respondents(db: Database, which: Sheets) -> Mapping[Set, int]:
    """Return how many of each group gave a level to at least one item."""
    rows = db.query(
        f"""
        {_COUNTED}, rated AS (SELECT DISTINCT counted.id FROM {_GIVEN} WHERE {_LEVEL}
            AND answer.capability NOT LIKE 'charter:%')
        SELECT '' AS column_name, '' AS value, count(*) AS people FROM rated
        UNION ALL
        SELECT group_column, sheet_group.value, count(*) FROM rated
        JOIN sheet_group ON sheet_group.sheet_id = rated.id GROUP BY group_column, sheet_group.value""",
        which.named,
    )
    return {(row["column_name"], row["value"]): row["people"] for row in rows}


_OF_CHARTER = """
    counted JOIN questionnaire ON questionnaire.id = counted.questionnaire_id AND questionnaire.charter = 1
    JOIN answer ON answer.sheet_id = counted.id AND answer.capability >= 'charter:'
         AND answer.capability < 'charter;' AND answer.question <> 'importance'"""


def charter_codes(db: Database, which: Sheets) -> Iterator[tuple[Set, str, str, int, int]]:
    """Yield how many gave each step to each item of the charter: (set, item, question, step, people)."""
    for row in db.query(
        f"""
        {_COUNTED}
        SELECT '' AS column_name, '' AS value, answer.capability, answer.question, code, count(*) AS people
        FROM {_OF_CHARTER} WHERE {_LEVEL} GROUP BY answer.capability, answer.question, code
        UNION ALL
        SELECT group_column, sheet_group.value, answer.capability, answer.question, code, count(*)
        FROM {_OF_CHARTER} JOIN sheet_group ON sheet_group.sheet_id = counted.id WHERE {_LEVEL}
        GROUP BY group_column, sheet_group.value, answer.capability, answer.question, code""",
        which.named,
    ):
        place = (row["column_name"], row["value"])
        yield place, row["capability"], row["question"], row["code"], row["people"]


def charter_respondents(db: Database, which: Sheets) -> Mapping[Set, int]:
    """Return how many of each group rated at least one item of the charter."""
    rows = db.query(
        f"""
        {_COUNTED}, rated AS (SELECT DISTINCT counted.id FROM {_OF_CHARTER} WHERE {_LEVEL})
        SELECT '' AS column_name, '' AS value, count(*) AS people FROM rated
        UNION ALL
        SELECT group_column, sheet_group.value, count(*) FROM rated
        JOIN sheet_group ON sheet_group.sheet_id = rated.id GROUP BY group_column, sheet_group.value""",
        which.named,
    )
    return {(row["column_name"], row["value"]): row["people"] for row in rows}


def picks(db: Database, which: Sheets) -> Iterator[tuple[int, str, int]]:
    """Yield how many picked a capability: (questionnaire, capability, people); "" for any at all."""
    for row in db.query(
        f"""
        {_COUNTED}
        SELECT questionnaire_id, capability, count(*) AS people
        FROM counted JOIN pick ON pick.sheet_id = counted.id GROUP BY questionnaire_id, capability
        UNION ALL
        SELECT questionnaire_id, '', count(DISTINCT counted.id)
        FROM counted JOIN pick ON pick.sheet_id = counted.id GROUP BY questionnaire_id""",
        which.named,
    ):
        yield row["questionnaire_id"], row["capability"], row["people"]


def is_mixed(db: Database, wave_id: int) -> bool:
    """Return whether a wave has answers of a file beside those that people give here."""
    kinds = db.execute(
        "SELECT count(DISTINCT imported) FROM sheet WHERE wave_id = :wave", {"wave": wave_id}
    ).fetchone()
    return bool(kinds[0] > 1)


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


def shown_charter(db: Database, wave_id: int) -> Tally | None:
    """Return the count of a wave's charter that pages show; None where it was not asked or not counted."""
    rows = db.query("SELECT charter FROM tally WHERE wave_id = :wave AND charter <> ''", {"wave": wave_id})
    return next((Tally.from_json(row["charter"]) for row in list(rows)), None)
