"""What the database holds of single answers, as they are handed out."""

from dataclasses import dataclass, field

from sqlite_utils import Database

from workshop.waves.store import Item


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it was filled in; with the name and the participant of a holder who agreed to be named."""

    questionnaire_id: int | None
    name: str | None = None
    participant_id: int | None = None
    imported: bool = False
    groups: dict[str, str] = field(default_factory=dict)
    codes: dict[Item, int] = field(default_factory=dict)


def asked_of(db: Database, wave_id: int) -> dict[int | None, frozenset[Item]]:
    """Return the items of each questionnaire of a wave."""
    found: dict[int | None, set[Item]] = {}
    for row in db.query(
        """
        SELECT questionnaire_id, capability, question FROM questionnaire_item
        JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE wave_id = :wave""",
        {"wave": wave_id},
    ):
        found.setdefault(row["questionnaire_id"], set()).add((row["capability"], row["question"]))
    return {questionnaire: frozenset(items) for questionnaire, items in found.items()}


def raw_sheets(db: Database, wave_id: int) -> list[RawSheet]:
    """Return the sheets of a wave with their groups and answers, and the names of those who agreed to it."""
    values = {"wave": wave_id}
    found = {
        row["id"]: RawSheet(
            row["questionnaire_id"], row["name"], row["participant_id"], bool(row["imported"])
        )
        for row in db.query(
            """
            SELECT sheet.id, sheet.questionnaire_id, sheet.imported, person.name,
                CASE WHEN person.id IS NOT NULL THEN participant.id END AS participant_id
            FROM sheet
            LEFT JOIN sheet_holder ON sheet_holder.sheet_id = sheet.id AND named = 1
                AND (SELECT mode FROM wave WHERE wave.id = sheet.wave_id) = 'named'
            LEFT JOIN participant ON participant.id = sheet_holder.participant_id
            LEFT JOIN person ON person.id = participant.person_id
            WHERE sheet.wave_id = :wave ORDER BY person.name, person.id, sheet.id""",
            values,
        )
    }
    for row in db.query(
        """
        SELECT sheet_id, group_column, value FROM sheet_group
        JOIN sheet ON sheet.id = sheet_id WHERE wave_id = :wave""",
        values,
    ):
        found[row["sheet_id"]].groups[row["group_column"]] = row["value"]
    answers = db.execute(
        """
        SELECT sheet_id, capability, question, code FROM answer
        JOIN sheet ON sheet.id = sheet_id WHERE wave_id = :wave AND code > 0""",
        values,
    )
    for sheet_id, capability, question, code in answers:
        found[sheet_id].codes[capability, question] = code
    return list(found.values())
