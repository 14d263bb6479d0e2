"""The form of what there is to do initiatives with: begin, reserve, budget, and the days of each role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from questionnaires.roadmap.staffing import called
from questionnaires.roadmap.taken import role_name
from questionnaires.written import Writing
from workshop.manner import Manner
from workshop.roadmap.amounts import days_of, money_of, rate_of, shown_as, spread, writing_of
from workshop.roadmap.forms import DeedForm
from workshop.roadmap.store import QUARTERS, Means, Role
from workshop.sources.words import Words, one_line

BUDGET = "budget"
MOST_ROLES = 50
FREE_ROWS = 2
"""So many empty rows for further roles there are at a time."""
LONGEST_ROLE = 80
MOST_RESERVE = 90
_ALL = "Give a figure for every quarter, 0 where there is none, or leave the whole row empty."


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form by the name of its fields: the budget, a known role, or an empty one."""

    key: str
    name: str
    asked: bool
    """Whether initiatives ask for the role, so that its name stays."""


def _cell(text: str | None) -> str:
    """Return a cell as it was typed; tabs of a pasted row stay."""
    return "\t".join(one_line(each) for each in (text or "").split("\t"))


def _a_reserve(_form: Any, field: StringField) -> None:
    text = (field.data or "").removesuffix("%").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= MOST_RESERVE):
        raise ValidationError(f"Give a whole number from 0 to {MOST_RESERVE}, in percent.")


def _a_quarter(_form: Any, field: SelectField) -> None:
    if field.data not in field.choices:
        raise ValidationError("Choose the quarter that the roadmap begins with.")


class _CapacityForm(DeedForm):
    lines: tuple[Line, ...] = ()
    manner: Manner
    means: Means
    """What was typed, once it is valid."""

    def cells(self, line: Line) -> list[Any]:
        """Return the fields of a row, one for each quarter."""
        return [self[f"{line.key}_{quarter}"] for quarter in range(1, QUARTERS + 1)]

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether all rows can be stored; what they hold is then in `means`."""
        sound = super().validate(extra_validators)
        writing = writing_of(self.manner)
        budget = self._amounts(self.lines[0], writing, money_of)
        roles = [self._role(line, writing) for line in self.lines[1:]]
        kept = [each for each in roles if each is not None]
        if not sound or any(each.errors for each in self):
            return False
        if len(kept) > MOST_ROLES:
            self.reserve.errors = [f"There may be {MOST_ROLES} roles at most. Empty some rows."]
            return False
        starts = date.fromisoformat(self.starts_on.data) if self.starts_on.data else None
        reserve = int(self.reserve.data.removesuffix("%"))
        whole = None if budget is None else tuple(map(int, budget))
        self.means = Means(starts, reserve, whole, tuple(kept))
        return True

    def _role(self, line: Line, writing: Writing) -> Role | None:
        name = line.name if line.asked else (self[f"{line.key}_name"].data or "")
        days = self._amounts(line, writing, days_of)
        rate = self._read(self[f"{line.key}_rate"], writing, rate_of)
        if not name:
            if days is not None or rate is not None:
                self[f"{line.key}_name"].errors = ["Name the role that these figures are of."]
            return None
        if not line.asked and self._is_known(line, name):
            self[f"{line.key}_name"].errors = ["This role stands in another row. Fill that one."]
        if days is None and rate is None:
            return None
        return Role(name, None if rate is None else int(rate), None if days is None else tuple(days))

    def _is_known(self, line: Line, name: str) -> bool:
        others = (
            other.name if other.asked else (self[f"{other.key}_name"].data or "")
            for other in self.lines[1:]
            if other.key != line.key
        )
        return called(name) in {called(other) for other in others if other}

    def _amounts(
        self, line: Line, writing: Writing, read: Callable[[str, Writing], float]
    ) -> list[float] | None:
        """Return the figures of a row, None where it is empty; faults go to its fields."""
        cells, every = self.cells(line), self[f"{line.key}_every"]
        typed = spread([each.data or "" for each in cells], every.data or "")
        if not any(typed):
            return None
        if every.data and self._read(every, writing, read) is None:
            return None  # it stands in every empty cell: one fault is enough
        found = []
        for cell, text in zip(cells, typed, strict=True):
            cell.data = text
            if not text and not any(each.errors for each in cells):
                cell.errors = [_ALL]
            amount = self._read(cell, writing, read)
            found.append(0.0 if amount is None else amount)
        every.data = ""
        return found

    def _read(self, field: Any, writing: Writing, read: Callable[[str, Writing], float]) -> float | None:
        if not field.data:
            return None
        try:
            return read(field.data, writing)
        except ValueError as fault:
            field.errors = [str(fault)]
            return None


def capacity_form(
    held: Means, asked: Sequence[str], starts: Mapping[str, str], manner: Manner, revision: int
) -> Any:
    """Return the form as it stands: `asked` are roles of initiatives, `starts` the days to choose from."""
    lines = _lines(held, asked)
    names = [f"Q{quarter}" for quarter in range(1, QUARTERS + 1)]
    fields: dict[str, Any] = {
        "lines": lines,
        "manner": manner,
        "starts_on": SelectField(
            "The first quarter",
            choices=dict(starts),
            default=held.starts_on.isoformat() if held.starts_on else "",
            validate_choice=False,
            validators=[_a_quarter],
        ),
        "reserve": StringField(
            "Reserve in percent", default=str(held.reserve), filters=[one_line], validators=[_a_reserve]
        ),
    }
    stored = {called(each.name): each for each in held.roles}
    for line in lines:
        role = stored.get(called(line.name)) if line.key != BUDGET else None
        amounts: Sequence[float] = (held.budget if line.key == BUDGET else role.days if role else None) or ()
        said = line.name or "a further role"
        for place, name in enumerate(names):
            default = shown_as(amounts[place], manner) if place < len(amounts) else ""
            fields[f"{line.key}_{place + 1}"] = StringField(
                f"{said}, {name}", default=default, filters=[_cell]
            )
        fields[f"{line.key}_every"] = StringField(f"{said}, every empty quarter", filters=[one_line])
        if line.key != BUDGET:
            rate = shown_as(role.day_rate, manner) if role else ""
            fields[f"{line.key}_rate"] = StringField(f"{said}, day rate", default=rate, filters=[one_line])
        if line.key != BUDGET and not line.asked:
            fields[f"{line.key}_name"] = StringField(
                "Role", default=line.name, filters=[one_line], validators=[Words(LONGEST_ROLE)]
            )
    return type("CapacityForm", (_CapacityForm,), fields)(data={"revision": str(revision)})


def _lines(held: Means, asked: Sequence[str]) -> tuple[Line, ...]:
    """Return the rows: the budget, the roles that initiatives ask for, others that are stored, empty ones."""
    names = {called(each): role_name(each) for each in asked}
    others = [each.name for each in held.roles if called(each.name) not in names]
    known = [(name, True) for name in names.values()] + [(name, False) for name in others]
    # By its name a row is found again, whichever roles came or went since the form was shown.
    roles = (Line(f"role_{crc32(called(name).encode()):08x}", name, there) for name, there in known)
    free = (Line(f"further_{place}", "", False) for place in range(1, FREE_ROWS + 1))
    return (Line(BUDGET, "Budget", True), *roles, *free)
