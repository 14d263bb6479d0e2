"""What leaves of the waves that people answered here: in place of their rows, what tells nobody apart.

Beside the people of the engagement, a sheet with its groups would tell whose it is, and so would the count of
a small group. So sheets leave as raw answers do: shuffled, with groups left blank until at least k people
share every combination, without words, picks and days. Counts leave as they are shown. They are final:
answers whose groups are blank cannot be counted again.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires.published import published
from questionnaires.tally import Tally
from workshop.sealing.raw import leaving
from workshop.sealing.raw.store import RawSheet
from workshop.transfer import store
from workshop.transfer.tables import Table
from workshop.waves import store as waves
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

Row = dict[str, object]
_OF_WAVES = ("wave_import", "sheet", "tally", "words_taken_up", "shown_words")
"""The tables of what a wave holds whose rows stay behind; what belongs to a sheet stays with it."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """The waves whose own rows stay behind, by number of row, and what leaves in place of these, by table."""

    waves: frozenset[int]
    instead: Mapping[str, Sequence[Row]]

    def rows_of(
        self, db: Database, table: Table, engagement_id: int, sheets: Mapping[object, int]
    ) -> Iterator[Row]:
        """Yield an engagement's rows of a table as they leave; `sheets` are those that do."""
        held = next((each.name for each in table.columns if each.of == "sheet"), None)
        for row in store.rows_of(db, table, engagement_id):
            of_wave = table.name in _OF_WAVES and row["wave_id"] in self.waves
            if not of_wave and (held is None or row[held] in sheets):
                yield row
        yield from self.instead.get(table.name, ())


def blanked_waves(db: Database, engagement_id: int) -> Blanked:
    """Return what leaves of an engagement's waves that were answered here, all of which are sealed."""
    here = store.answered_here(db, engagement_id)
    instead: dict[str, list[Row]] = {}
    for wave in reversed(waves.waves(db, engagement_id)):
        if wave.id not in here:
            continue
        for name, row in _rows(db, wave):
            instead.setdefault(name, []).append(row)
    return Blanked(frozenset(here), instead)


def _rows(db: Database, wave: Wave) -> Iterator[tuple[str, Row]]:
    found = leaving(db, wave, decoded_pack(db, wave.id))
    sheets = [*found.named, *found.others]
    secrets.SystemRandom().shuffle(sheets)
    for place, sheet in enumerate(sheets):
        yield from _sheet(wave, (wave.id, place), sheet)
    for row in store.tally_of(db, wave.id):
        shown = {key: _as_shown(row[key], wave) for key in ("document", "charter")}
        yield "tally", {**row, **shown}


def _as_shown(document: str, wave: Wave) -> str:
    """Return a stored count as it is shown; that of the charter is empty where it was not asked."""
    return published(Tally.from_json(document), wave.threshold).as_json().decode() if document else ""


def _sheet(wave: Wave, key: tuple[int, int], sheet: RawSheet) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a sheet that leaves; its key is no number, so it is none that a sheet here has."""
    asked = sheet.questionnaire_id
    label = secrets.token_hex(8)
    yield (
        "sheet",
        {"id": key, "wave_id": wave.id, "label": label, "questionnaire_id": asked, "imported": 0},
    )
    for column, value in sorted(sheet.groups.items()):
        if value:
            yield "sheet_group", {"sheet_id": key, "group_column": column, "value": value}
    if sheet.participant_id is not None:
        holder = {"sheet_id": key, "participant_id": sheet.participant_id, "named": 1}
        yield "sheet_holder", holder
    if wave.closed_at is not None:  # one day for all, or it would tell people apart
        yield "submission", {"sheet_id": key, "submitted_at": f"{wave.closed_at:%Y-%m-%d}T00:00:00Z"}
    for (capability, question), code in sorted(sheet.codes.items()):
        yield (
            "answer",
            {"sheet_id": key, "capability": capability, "question": question, "code": code, "given_ms": 0},
        )
