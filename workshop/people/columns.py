"""Which column of a list of people holds what, by its header, or by what stands in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from workshop.people.cells import address_and_name, fault_of_email, folded
from workshop.people.roles import read_roles

Field = Literal["name", "email", "title", "function", "seniority", "roles"]
FIELDS: tuple[Field, ...] = ("name", "email", "title", "function", "seniority", "roles")
Held = Literal["name", "first", "last", "email", "title", "function", "seniority", "roles", ""]
"""What a column holds: a field, one half of the name, or nothing that is taken."""

HELD: dict[Held, str] = {
    "": "Leave out",
    "name": "Name",
    "first": "First name",
    "last": "Last name",
    "email": "Mail",
    "function": "Function",
    "seniority": "Seniority",
    "roles": "Role",
    "title": "Job title",
}

_HEADERS: dict[Held, str] = {
    "name": "name|names|full name|fullname|display name|person|contact|contact name|employee|employee name",
    "first": "first name|firstname|first|given name|forename",
    "last": "last name|lastname|last|surname|family name",
    "email": "mail|mails|e mail|email|emails|mail address|e mail address|email address|address|work email|"
    "business email|primary email",
    "title": "title|job title|position|job|job position|title position|position title",
    "function": "function|functions|department|dept|team|unit|business unit|business function|division|area",
    "seniority": "seniority|seniority level|level|job level|grade|rank",
    "roles": "role|roles|role s|asked for|asked as|takes part as|part|project role",
}
_HELD_BY = {name: held for held, names in _HEADERS.items() for name in names.split("|")}
_WHO: set[Held] = {"name", "first", "last", "email"}
_LOOKED_AT = 50


def named(header: str) -> Held:
    """Return what a column holds, by its header; "" where that is not known."""
    plain = " ".join(re.findall(r"[^\W_]+", folded(header)))
    return _HELD_BY.get(plain, "")


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row names columns, instead of being about someone."""
    found = [held for held in map(named, cells) if held]
    return not any("@" in cell for cell in cells) and (len(found) >= 2 or bool(_WHO & {*found}))


def by_header(header: Sequence[str]) -> list[Held]:
    """Return what each column holds; where two claim the same, the first one does."""
    held: list[Held] = []
    for each in map(named, header):
        held.append(each if each not in held else "")
    return _one_way_to_name(held)


def by_content(rows: Sequence[Sequence[str]], groups: Mapping[str, Collection[str]]) -> list[Held]:
    """Return what each column probably holds, from what stands in it and from the engagement's groups."""
    looked_at = rows[:_LOOKED_AT]
    width = max(map(len, rows), default=0)
    columns = [[row[at] for row in looked_at if at < len(row) and row[at]] for at in range(width)]
    known = {column: {folded(name) for name in names} for column, names in groups.items()}
    held: list[Held] = []
    for cells in columns:
        each = _probably(cells, known)
        held.append(each if each not in held else "")
    if "name" not in held and "" in held and any(columns[at] for at, each in enumerate(held) if not each):
        held[next(at for at, each in enumerate(held) if not each and columns[at])] = "name"
    return held


def _probably(cells: Sequence[str], known: Mapping[str, set[str]]) -> Held:
    if _most(["@" in cell for cell in cells]):
        return "email"
    if _most([folded(cell) in known["function"] for cell in cells]):
        return "function"
    if _most([folded(cell) in known["seniority"] for cell in cells]):
        return "seniority"
    if _most([bool(read_roles(cell)[0]) and not read_roles(cell)[1] for cell in cells]):
        return "roles"
    return ""


def _most(signs: Sequence[bool]) -> bool:
    return sum(signs) * 2 > len(signs)


def doubled(held: Sequence[Held]) -> str:
    """Return a sentence on what two columns claim to hold, or nothing."""
    for each, name in HELD.items():
        if each and list(held).count(each) > 1:
            return f"Two columns are taken as {name}. Choose one of them."
    if "name" in held and {"first", "last"} & {*held}:
        return "The name stands in one column, or in two as first and last name. Choose one way."
    return ""


def names_someone(held: Collection[Held]) -> bool:
    """Return whether some column tells who a row is about."""
    return bool({"name", "first", "last"} & {*held}) or "email" in held


def _one_way_to_name(held: list[Held]) -> list[Held]:
    """Prefer first and last name where both are there beside a name."""
    if "name" not in held or not {"first", "last"} & {*held}:
        return held
    spare: set[Held] = {"name"} if {"first", "last"} <= {*held} else {"first", "last"}
    return ["" if each in spare else each for each in held]


def values(cells: Sequence[str], held: Sequence[Held], mended: Mapping[Field, str]) -> dict[Field, str]:
    """Return the fields of a row of tidied cells, each as it was mended; first and last name are joined.

    `Name <name@place>` in either cell gives both.
    """
    found = dict(zip(held, cells))
    row: dict[Field, str] = {each: found.get(each, "") for each in FIELDS}
    row["name"] = row["name"] or f"{found.get('first', '')} {found.get('last', '')}".strip()
    row |= mended
    if "<" in row["email"] or ":" in row["email"]:
        row["email"], called = address_and_name(row["email"])
        row["name"] = row["name"] or called
    if not row["email"] and "<" in row["name"]:
        address, called = address_and_name(row["name"])
        if called and not fault_of_email(address):
            row["email"], row["name"] = address, called
    return row
