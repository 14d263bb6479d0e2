"""What a file brings, once everything in it was checked: nothing that a page or a mail would stumble over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from zoneinfo import available_timezones

from workshop.engagements.methods import methods
from workshop.fields import trimmed
from workshop.history.store import Topic
from workshop.mail import writing
from workshop.manner import MANNERS
from workshop.people.cells import cleaned, fault_of_email, fault_of_name, fault_of_title, is_readable
from workshop.transfer.checking import Row, check, rows
from workshop.transfer.documented import check_documented
from workshop.transfer.faults import Faults
from workshop.transfer.found import check_found
from workshop.transfer.kept import remade
from workshop.transfer.method import method_of
from workshop.transfer.parcel import Parcel, part_of
from workshop.transfer.planned import check_planned
from workshop.transfer.recount import recounted
from workshop.transfer.said import check_said
from workshop.transfer.tables import BY_NAME
from workshop.transfer.undertaken import check_circles, check_undertaken
from workshop.transfer.waving import check_waves

_LONGEST_NAME, _LONGEST_DEED = 200, 20_000
"""Characters of who did something and of what: the longest deed names all groups of an engagement."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A file that can be stored: its rows, and the counts of each wave by its number.

    `remade` is what takes the place of what stands in some rows, by table and row.
    """

    parcel: Parcel
    remade: Mapping[tuple[str, int], Mapping[str, object]]
    counts: Mapping[int, tuple[str, str]]


def contents(parcel: Parcel) -> Contents:
    """Return what a file brings; raises FileFaults with what is wrong with it."""
    check(parcel)
    faults = Faults()
    for number, row in enumerate(rows(parcel, BY_NAME["engagement"]), start=1):
        _check_engagement(row, number, faults)
    _check_people(parcel, faults)
    _check_mail(parcel, faults)
    _check_history(parcel, faults)
    made = remade(parcel, faults)
    check_waves(parcel, faults)
    faults.raise_if_any()
    pack = method_of(parcel, faults)
    check_said(parcel, pack, faults)
    check_planned(parcel, pack, faults)
    check_found(parcel, pack, faults)
    check_undertaken(parcel, pack, faults)
    check_documented(parcel, faults)
    faults.raise_if_any()
    check_circles(parcel, faults)
    faults.raise_if_any()
    counts = recounted(parcel, faults)
    faults.raise_if_any()
    return Contents(parcel, made, counts)


def _check_engagement(row: Row, number: int, faults: Faults) -> None:
    part = part_of(BY_NAME["engagement"])
    for name in ("client", "function_assessed", "consultancy"):
        text = str(row[name])
        if not text.isprintable() or trimmed(text) != text:
            faults.add(f"{name} is not written as a name.", part, number)
    if row["manner"] not in MANNERS:
        faults.add("manner is no way to write dates that there is here.", part, number)
    if row["time_zone"] not in available_timezones():
        faults.add("time_zone is no time zone that is known here.", part, number)
    if row["pack"] not in {each.name for each in methods()}:
        faults.add(f"uses the method {str(row['pack'])[:40]!r}, which is not installed here.", part, number)


def _check_people(parcel: Parcel, faults: Faults) -> None:
    table, columns = BY_NAME["person"], {}
    for number, row in enumerate(rows(parcel, BY_NAME["group_choice"]), start=1):
        columns[row["id"]] = row["group_column"]
        if not is_readable(str(row["name"])):
            faults.add("name cannot be read.", part_of(BY_NAME["group_choice"]), number)
    for number, row in enumerate(rows(parcel, table), start=1):
        for column, fault in (("name", fault_of_name), ("title", fault_of_title)):
            text = str(row[column])
            if fault(text) or cleaned(text) != text:
                faults.add(f"{column} is not written as one.", part_of(table), number)
        if fault_of_email(str(row["email"])):
            faults.add("email is no mail address.", part_of(table), number)
        for column in ("function", "seniority"):
            if columns.get(row[f"{column}_id"], column) != column:
                faults.add(f"{column}_id leads to no {column}.", part_of(table), number)


def _check_mail(parcel: Parcel, faults: Faults) -> None:
    table = BY_NAME["mail_template"]
    for number, row in enumerate(rows(parcel, table), start=1):
        if row["kind"] not in writing.DEFAULTS or writing.faults(str(row["subject"]), str(row["body"])):
            faults.add("is no text that a mail can be made of.", part_of(table), number)


def _check_history(parcel: Parcel, faults: Faults) -> None:
    table = BY_NAME["history"]
    for number, row in enumerate(rows(parcel, table), start=1):
        if row["topic"] not in get_args(Topic):
            faults.add("topic is none that there is.", part_of(table), number)
        if len(str(row["actor"])) > _LONGEST_NAME or len(str(row["deed"])) > _LONGEST_DEED:
            faults.add("says more than anyone did.", part_of(table), number)
