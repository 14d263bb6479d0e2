"""The form of an initiative: everything that is said of it, checked as a whole."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from questionnaires.roadmap.staffing import called
from questionnaires.written import Writing
from workshop.roadmap.initiatives.offering import Offer
from workshop.roadmap.initiatives.rows import (
    LONGEST_LINE,
    MOST_ROWS,
    QUARTERS,
    EffortRow,
    LiftRow,
    MeasureRow,
    MilestoneRow,
    MoneyField,
    NumberField,
    RiskRow,
    Rows,
    rows_of,
)
from workshop.sources.words import Words, one_line, paragraphs

LONGEST_TITLE, LONGEST_WHY, LONGEST_NAME, LONGEST_CONDITION = 120, 4_000, 120, 2_000
LISTS = ("lifts", "milestones", "measures", "effort", "risks")
"""The lists of rows, by the names of their fields."""
_OPEN = frozenset({"open", "tbd", "tbc", "tba", "n/a", "na", "none", "nobody", "unknown", "?", "-", "–", "—"})
"""What people write where nobody is named yet."""


class ChecksField(SelectMultipleField):  # type: ignore[misc]
    """Any of several, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def nobody_yet(text: str | None) -> str:
    """Return a name on one line; nothing where what was typed says that nobody is named yet."""
    found = one_line(text)
    return "" if found.casefold().strip("().") in _OPEN else found


class InitiativeForm(FlaskForm):  # type: ignore[misc]
    """An initiative; `revision` is the one that its reader saw, 0 for a new one."""

    title = StringField(
        "Title",
        filters=[one_line],
        validators=[Words(LONGEST_TITLE, "Say in a few words what is done, as in Build the tool inventory.")],
    )
    component = SelectField("Component", validate_choice=False)
    why = TextAreaField("Why", filters=[paragraphs], validators=[Words(LONGEST_WHY)])
    uses_strength = BooleanField("It builds on a strength")
    owner = StringField("Owner", filters=[nobody_yet], validators=[Words(LONGEST_NAME)])
    supplier = StringField("Supplier", filters=[nobody_yet], validators=[Words(LONGEST_NAME)])
    lifts = rows_of(LiftRow, "Capabilities it raises")
    findings = ChecksField("Findings it answers", validate_choice=False)
    priorities = ChecksField("Priorities it serves", validate_choice=False)
    objective = SelectField("Objective it serves", validate_choice=False)
    deliverables = TextAreaField("Deliverables", filters=[paragraphs])
    quarters = StringField("Quarters it takes", filters=[one_line])
    milestones = rows_of(MilestoneRow, "Milestones")
    measures = rows_of(MeasureRow, "Success measures")
    effort = rows_of(EffortRow, "Effort")
    one_off_low = MoneyField("Once, from", filters=[one_line])
    one_off_high = MoneyField("Once, to", filters=[one_line])
    running_low = MoneyField("Each year after it, from", filters=[one_line])
    running_high = MoneyField("Each year after it, to", filters=[one_line])
    prerequisites = ChecksField("It rests on", validate_choice=False)
    risks = rows_of(RiskRow, "Risks")
    stops_if = TextAreaField(
        "What would stop or move it", filters=[paragraphs], validators=[Words(LONGEST_CONDITION)]
    )
    revision = HiddenField(default="0")

    def __init__(self, offer: Offer, writing: Writing, **given: Any) -> None:
        """Offer what the engagement has to choose from, and read figures as its country writes them."""
        super().__init__(**given)
        self.offer = offer
        self.component.choices = dict(offer.components)
        self.findings.choices = _choices(offer.findings)
        self.priorities.choices = _choices(offer.priorities)
        self.prerequisites.choices = _choices(offer.initiatives)
        self.objective.choices = [SelectChoice("", "None yet"), *_choices(offer.objectives)]
        self.writing = writing
        self.ready_rows()

    def ready_rows(self) -> None:
        """Tell every row what there is to choose from, and how numbers are written."""
        for row in self.lifts:
            row.form.capability.choices = {"": "Choose one", **self.offer.capabilities}
        for each in self._numbers():
            each.writing = self.writing

    def lengthen(self, name: str) -> None:
        """Add an empty row to a list."""
        rows: Rows = self[name]
        rows.lengthen()
        self.ready_rows()

    def _numbers(self) -> Iterator[NumberField]:
        yield from (self.one_off_low, self.one_off_high, self.running_low, self.running_high)
        for row in self.effort:
            yield from row.form.days

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the deliverables, one a line."""
        found = (one_line(line) for line in (self.deliverables.data or "").split("\n"))
        return tuple(line for line in found if line)

    @property
    def lasts(self) -> int | None:
        """Return how many quarters it takes, None where that is no such number."""
        text = self.quarters.data or ""
        return int(text) if text in map(str, range(1, QUARTERS + 1)) else None

    @property
    def columns(self) -> int:
        """Return how many quarters the grid of effort shows: all that have days, at least."""
        filled = [place for row in self.effort for place, each in enumerate(row.form.days, 1) if each.data]
        return max([self.lasts or QUARTERS, *filled])

    def validate_component(self, field: SelectField) -> None:
        """Refuse what is no component of the method."""
        if field.data not in field.choices:
            raise ValidationError("Choose the component it belongs to.")

    def validate_quarters(self, field: StringField) -> None:
        """Refuse what is no length of an initiative."""
        if self.lasts is None:
            raise ValidationError(f"Give a whole number of quarters from 1 to {QUARTERS}.")

    def validate_deliverables(self, field: TextAreaField) -> None:
        """Refuse lines that are too long, or too many of them."""
        if len(self.lines) > MOST_ROWS:
            raise ValidationError(f"There are {len(self.lines)} lines. Keep {MOST_ROWS} or fewer.")
        for number, line in enumerate(self.lines, 1):
            if len(line) > LONGEST_LINE:
                raise ValidationError(f"Line {number} has {len(line):,} characters. Keep {LONGEST_LINE}.")

    def validate_findings(self, field: ChecksField) -> None:
        """Refuse a finding that is not offered."""
        _among(field, "One of these findings is not accepted any more. Choose again.")

    def validate_priorities(self, field: ChecksField) -> None:
        """Refuse a priority that is none of the engagement's."""
        _among(field, "One of these priorities is not in the list any more. Choose again.")

    def validate_prerequisites(self, field: ChecksField) -> None:
        """Refuse an initiative that is not there."""
        _among(field, "One of these initiatives is not there any more. Choose again.")

    def validate_objective(self, field: SelectField) -> None:
        """Refuse an objective that is none of the engagement's."""
        if field.data and field.data not in dict(self.offer.objectives):
            raise ValidationError("This objective is not in the list any more. Choose another one.")

    def validate_one_off_high(self, field: MoneyField) -> None:
        """Refuse an end that lies below its beginning."""
        _not_below(self.one_off_low, field)

    def validate_running_high(self, field: MoneyField) -> None:
        """Refuse an end that lies below its beginning."""
        _not_below(self.running_low, field)

    def validate_lifts(self, rows: Rows) -> None:
        """Refuse a capability that is there twice."""
        _once(rows, "capability", "This capability is there twice. Keep one of them.")

    def validate_milestones(self, rows: Rows) -> None:
        """Refuse a milestone after the end."""
        for row in rows:
            number = row.form.number
            if not row.form.is_blank and self.lasts and number and number > self.lasts:
                _fault(rows, row.form.quarter, f"It ends after quarter {self.lasts}. Give an earlier one.")

    def validate_effort(self, rows: Rows) -> None:
        """Refuse a role that is there twice, and days after the end."""
        _once(rows, "role", "This role is there twice. Add their days up in one row.", called)
        for row in rows:
            for place, each in enumerate(row.form.days, 1):
                if self.lasts and place > self.lasts and each.number:
                    _fault(rows, each, f"Quarter {place} is after the end. Clear it, or let it take longer.")


def _choices(offered: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in offered.items()]


def _among(field: ChecksField, remedy: str) -> None:
    if not set(field.data or ()) <= {each.value for each in field.choices}:
        raise ValidationError(remedy)


def _not_below(low: MoneyField, high: MoneyField) -> None:
    if low.number is not None and high.number is not None and high.number < low.number:
        raise ValidationError("This is less than what it goes from. Put the smaller amount first.")


def _once(rows: Rows, name: str, remedy: str, compared: Callable[[str], str] = str.casefold) -> None:
    seen: set[str] = set()
    for row in rows:
        value = compared(row.form[name].data or "")
        if value and value in seen:
            _fault(rows, row.form[name], remedy)
        seen.add(value)


def _fault(rows: Rows, field: Any, remedy: str) -> None:
    """Put a fault beside a field of a row, and count its list among what is to be mended."""
    field.errors = [*field.errors, remedy]
    rows.errors = [*rows.errors, remedy]
