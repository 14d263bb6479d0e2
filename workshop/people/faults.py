"""What is wrong with one row of a list of people, each fault with its remedy."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from workshop.people.cells import (
    LONGEST_GROUP,
    fault_of_email,
    fault_of_name,
    fault_of_title,
    is_readable,
    meant_email,
)
from workshop.people.columns import Field
from workshop.people.meaning import Names
from workshop.people.preview import GROUPS, Entry, Fault, Group, Line, Newcomer
from workshop.people.roles import ROLES, Role, read_roles

GroupNames = Mapping[Group, Names]
"""The engagement's functions and seniorities."""

_LONGEST_ROLE = 40


def line_of(entry: Entry, names: GroupNames, otherwise: Role) -> Line:
    """Return a row with its faults; `otherwise` is the role of someone who has none."""
    values = entry.values
    groups = {column: names[column].meaning(values[column]) for column in GROUPS}
    roles, unknown = read_roles(values["roles"])
    newcomer = Newcomer(
        name=values["name"],
        email=values["email"],
        title=values["title"],
        function=groups["function"],
        seniority=groups["seniority"],
        roles=roles or frozenset({otherwise}),
    )
    faults = tuple(_faults(values, groups, names, roles, unknown))
    return Line(entry.number, values, newcomer, faults, "fault" if faults else "ready")


def _faults(
    values: Mapping[Field, str],
    groups: Mapping[Group, str],
    names: GroupNames,
    roles: Collection[Role],
    unknown: Sequence[str],
) -> Iterator[Fault]:
    if said := fault_of_name(values["name"]):
        yield Fault("name", said)
    if said := fault_of_email(values["email"]):
        yield Fault("email", said, meant_email(values["email"]))
    for column in GROUPS:
        if values[column] and not groups[column]:
            yield _no_such_group(column, values[column], names[column])
    if unknown:
        alone = len(unknown) == 1 and not roles and len(unknown[0]) <= _LONGEST_ROLE
        meant = _meant_role(unknown[0]) if alone else ""
        said = "No such role here. Write interviewee, respondent, participant or sponsor."
        yield Fault("roles", said, meant)
    if said := fault_of_title(values["title"]):
        yield Fault("title", said)


def _no_such_group(column: Group, typed: str, names: Names) -> Fault:
    if len(typed) > LONGEST_GROUP:
        return Fault(column, f"No such {column} here. One has {LONGEST_GROUP} characters or fewer.")
    addable = typed if is_readable(typed) else ""
    return Fault(column, f"No such {column} here.", names.meant(typed), addable)


@lru_cache(maxsize=256)
def _meant_role(typed: str) -> str:
    return Names(ROLES.values()).meant(typed)
