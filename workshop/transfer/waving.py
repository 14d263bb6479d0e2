"""The waves of a file: none that was answered and not sealed, and nothing that links people to answers.

Only who agreed to be named, in a wave that names people, is linked to a sheet.
"""

from collections.abc import Iterator

from workshop.transfer.checking import Row, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, part_of
from workshop.transfer.tables import BY_NAME

_RECORDS = ("wave_launch", "wave_closure", "wave_seal")


def check_waves(parcel: Parcel, faults: Faults) -> None:
    """Add what is wrong with the waves of a file to the faults; its rows refer to each other soundly."""
    states = {name: {row["wave_id"] for _, row in _numbered(parcel, name)} for name in _RECORDS}
    sealed = set.intersection(*states.values())
    for name, number, row in _rows(parcel, "wave"):
        if any(row["id"] in those for those in states.values()) and row["id"] not in sealed:
            faults.add("was launched and not sealed: its answers cannot leave yet.", name, number)
    asked = {row["id"]: row for _, row in _numbered(parcel, "questionnaire")}
    people = {row["id"]: row for _, row in _numbered(parcel, "participant")}
    for name, number, row in _rows(parcel, "participant"):
        if asked[row["questionnaire_id"]]["wave_id"] != row["wave_id"]:
            faults.add("is asked what another wave asks.", name, number)
    sheets = {row["id"]: row for _, row in _numbered(parcel, "sheet")}
    for name, number, row in _rows(parcel, "sheet"):
        if row["wave_id"] not in sealed:
            faults.add("belongs to a wave that is not sealed.", name, number)
        if row["questionnaire_id"] is None or asked[row["questionnaire_id"]]["wave_id"] != row["wave_id"]:
            faults.add("is no sheet of its wave.", name, number)
    for name, number, row in _rows(parcel, "tally"):
        if row["wave_id"] not in sealed:
            faults.add("belongs to a wave that is not sealed.", name, number)
    modes = {row["id"]: row["mode"] for _, row in _numbered(parcel, "wave")}
    for name, number, row in _rows(parcel, "sheet_holder"):
        wave = sheets[row["sheet_id"]]["wave_id"]
        if row["named"] != 1 or modes[wave] != "named" or people[row["participant_id"]]["wave_id"] != wave:
            faults.add("links a person to answers that were given in confidence.", name, number)


def _numbered(parcel: Parcel, table: str) -> Iterator[tuple[int, Row]]:
    return enumerate(rows(parcel, BY_NAME[table]), start=1)


def _rows(parcel: Parcel, table: str) -> Iterator[tuple[str, int, Row]]:
    for number, row in _numbered(parcel, table):
        yield part_of(BY_NAME[table]), number, row
