"""Rows in a form: as many as there are, each of a few fields; one that is empty counts as not there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from wtforms import FieldList, Form, FormField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from questionnaires.cells import Known, read
from questionnaires.roadmap.drafted import role_name
from questionnaires.worksheet import Column
from questionnaires.written import Unwritten, Writing, number_of
from workshop.judgements.levels import tenths_of
from workshop.sources.words import Words, one_line

MOST_ROWS = 40
QUARTERS = 12
MOST_DAYS = 10_000
MOST_MONEY = 10**12
LONGEST_LINE, LONGEST_MEASURE, LONGEST_RISK, LONGEST_ROLE = 300, 200, 400, 80
TIERS = {"primary": "Primary", "secondary": "Secondary", "tertiary": "Tertiary"}
HAS_DATA = {"": "Not looked yet", "yes": "There are data", "no": "No data yet"}
_MONEY = Column(id="amount", name="Amount", type="money")
_LEVEL = "Give a level from 1 to 5, as in 2 or 2.5."


class Rows(FieldList):  # type: ignore[misc]
    """A list of rows that can be lengthened; numbers of rows that nobody would have sent are passed over."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        begin = len(prefix) + 1
        for name in formdata:
            if name.startswith(f"{prefix}-"):
                number = name[begin:].split("-", 1)[0]
                if number.isascii() and number.isdigit() and len(number) <= 3:
                    yield int(number)

    def lengthen(self, by: int = 1) -> None:
        """Add empty rows at the end, as far as there may be more."""
        for _ in range(min(by, (self.max_entries or MOST_ROWS) - len(self.entries))):
            self.append_entry()


class Quarters(Rows):
    """A field for each quarter, whether or not it was sent: one that is missing does not move the others."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        yield from range(QUARTERS)


class LevelField(StringField):  # type: ignore[misc]
    """A level from 1 to 5 in tenths, as `tenths` once it is read; None while it is empty."""

    tenths: int | None = None

    def pre_validate(self, _form: Form) -> None:
        """Read the level."""
        try:
            self.tenths = tenths_of(self.data, "adjustment") if self.data else None
        except ValueError:
            raise StopValidation(_LEVEL) from None


class NumberField(StringField):  # type: ignore[misc]
    """A number in the manner of the engagement, which the form tells it; `number` once it is read."""

    writing = Writing()
    number: Decimal | None = None

    def pre_validate(self, _form: Form) -> None:
        """Read the number."""
        try:
            self.number = self.read(self.data) if self.data else None
        except Unwritten as fault:
            raise StopValidation(str(fault)) from None

    def read(self, text: str) -> Decimal:
        """Return the number that a text gives; Unwritten where it gives none."""
        return number_of(text, self.writing)


class DaysField(NumberField):
    """Person-days, to a tenth."""

    def read(self, text: str) -> Decimal:
        """Return person-days; Unwritten with what to do for anything else."""
        found = number_of(text, self.writing)
        if not 0 <= found <= MOST_DAYS or found != round(found, 1):
            raise Unwritten(f"Give days from 0 to {MOST_DAYS:,} with at most one decimal.")
        return found


class MoneyField(NumberField):
    """An amount in the engagement's currency, in whole units."""

    def read(self, text: str) -> Decimal:
        """Return an amount; Unwritten with what to do for anything else."""
        found = read(text, _MONEY, self.writing, Known({}, {}))
        if found.fault or not isinstance(found.value, Decimal):
            raise Unwritten(found.fault or "Give an amount.")
        if not 0 <= found.value < MOST_MONEY:
            raise Unwritten("Give an amount of 0 or more.")
        return found.value


class Row(Form):  # type: ignore[misc]
    """A row of a list; `decisive` are the fields that make it count once one of them is filled in."""

    decisive: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Return whether nothing was filled in."""
        return not any((self[name].data or "").strip() for name in self.decisive)

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether the row can stand; an empty one always can."""
        return self.is_blank or bool(super().validate(extra_validators))


class LiftRow(Row):
    """A capability, from and to."""

    decisive = ("capability", "origin", "to")
    capability = SelectField("Capability", default="", validate_choice=False)
    origin = LevelField("From level", filters=[one_line])
    to = LevelField("To level", filters=[one_line])

    def validate_capability(self, field: SelectField) -> None:
        """Refuse a capability that is not offered."""
        offered = {value for group in field.choices.values() if isinstance(group, dict) for value in group}
        if field.data not in offered:
            raise ValidationError("Choose the capability that is raised.")

    def validate_origin(self, field: LevelField) -> None:
        """Ask for the level that it begins at."""
        if field.tenths is None:
            raise ValidationError(_LEVEL)

    def validate_to(self, field: LevelField) -> None:
        """Ask for a level above the one that it begins at."""
        if field.tenths is None:
            raise ValidationError(_LEVEL)
        if self.origin.tenths is not None and field.tenths <= self.origin.tenths:
            raise ValidationError("Give a higher level than the one it begins at.")


class MilestoneRow(Row):
    """What is reached by the end of a quarter of the initiative's own."""

    decisive = ("quarter", "text")
    quarter = StringField("Quarter", filters=[one_line])
    text = StringField(
        "What is reached",
        filters=[one_line],
        validators=[Words(LONGEST_LINE, "Say what is reached.")],
    )

    def validate_quarter(self, field: StringField) -> None:
        """Refuse what is no quarter of an initiative."""
        if self.number is None:
            raise ValidationError(f"Give a quarter from 1 to {QUARTERS}, counted from the start.")

    @property
    def number(self) -> int | None:
        """Return the quarter as a number, None where it is none."""
        text = (self.quarter.data or "").upper().removeprefix("Q")
        return int(text) if text in map(str, range(1, QUARTERS + 1)) else None


class MeasureRow(Row):
    """How success shows, its tier, and whether its figures can be had."""

    decisive = ("name",)
    name = StringField("Measure", filters=[one_line], validators=[Words(LONGEST_MEASURE, "Name it.")])
    tier = SelectField("Tier", choices=TIERS, default="secondary", validate_choice=False)
    has_data = SelectField("Data", choices=HAS_DATA, default="", validate_choice=False)

    def validate_tier(self, field: SelectField) -> None:
        """Refuse a tier that there is not."""
        if field.data not in TIERS:
            raise ValidationError("Choose a tier.")

    def validate_has_data(self, field: SelectField) -> None:
        """Refuse an answer that is not offered."""
        if field.data not in HAS_DATA:
            raise ValidationError("Choose whether there are data.")


class RiskRow(Row):
    """What may go wrong, and what is done about it."""

    decisive = ("text", "answer")
    text = TextAreaField(
        "Risk", filters=[one_line], validators=[Words(LONGEST_RISK, "Say what may go wrong.")]
    )
    answer = TextAreaField("What is done about it", filters=[one_line], validators=[Words(LONGEST_RISK)])


class EffortRow(Row):
    """Person-days of one role, quarter by quarter."""

    role = StringField(
        "Role", filters=[one_line], validators=[Words(LONGEST_ROLE, "Name the role these days are of.")]
    )
    days = Quarters(DaysField("Days", filters=[one_line]), "Days", min_entries=QUARTERS, max_entries=QUARTERS)

    @property
    def is_blank(self) -> bool:
        """Return whether neither a role nor a day is there."""
        return not (self.role.data or any(each.data for each in self.days))

    @property
    def name(self) -> str:
        """Return the role as it is called: an id of the catalogue in words."""
        typed: str = self.role.data or ""
        return role_name(typed) if "_" in typed else typed

    def validate_days(self, field: Rows) -> None:
        """Ask for a day somewhere."""
        if not any(field.errors) and not any(each.number for each in field):
            field.entries[0].errors = [*field.entries[0].errors, "Give its days in at least one quarter."]
            raise ValidationError("Give its days in at least one quarter.")


def rows_of(row: type[Row], label: str) -> Any:
    """Return a field of rows of one kind."""
    return Rows(FormField(row), label, max_entries=MOST_ROWS)
