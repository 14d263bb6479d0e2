"""The form of an interview: who, with which questions, by whom, when and where."""

from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from workshop.engagements.forms import DayField
from workshop.fields import WholeNumber, trimmed
from workshop.interviews.planning.choosing import GUIDES, LONGEST_OWN, MOST_OWN
from workshop.interviews.planning.store import Details
from workshop.manner import Manner
from workshop.waves.plans.days import moment_of
from workshop.waves.plans.forms import ClockField, plain

LONGEST_PLACE = 300
USUAL_MINUTES = 45


class _Several(SelectMultipleField):  # type: ignore[misc]
    """Any of several, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _lines(text: str | None) -> str:
    return "\n".join(line for each in plain(text or "").split("\n") if (line := " ".join(each.split())))


class TimeForm(FlaskForm):  # type: ignore[misc]
    """When and where an interview is."""

    day = DayField("Day")
    clock = ClockField("Time")
    minutes = IntegerField("Minutes", default=USUAL_MINUTES, validators=[WholeNumber(10, 240)])
    place = StringField("Place or link of the call", filters=[trimmed])

    def __init__(self, manner: Manner, **given: Any) -> None:
        """Remember whose clock counts."""
        super().__init__(**given)
        self.manner = manner

    @property
    def starts_at(self) -> datetime | None:
        """Return when it begins, None where that is open."""
        if self.day.data is None or self.clock.data is None:
            return None
        return moment_of(self.day.data, self.clock.data, self.manner)

    def validate_day(self, field: DayField) -> None:
        """Refuse a time without a day."""
        if field.data is None and not field.errors and self.clock.data is not None:
            raise ValidationError("Give the day, or leave the time open too.")
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise ValidationError("Give a day of this century.")

    def validate_clock(self, field: ClockField) -> None:
        """Refuse a day without a time."""
        if field.data is None and not field.errors and self.day.data is not None:
            raise ValidationError("Give the time, or leave the day open too.")

    def validate_place(self, field: StringField) -> None:
        """Refuse a place that is very long, or that nobody could read."""
        if len(field.data or "") > LONGEST_PLACE:
            raise ValidationError(f"Shorten this to {LONGEST_PLACE} characters or fewer.")
        if not (field.data or "").isprintable():
            raise ValidationError("Use letters, digits and signs; a control character is among them.")


class InterviewForm(TimeForm):
    """What is planned of an interview."""

    guide = RadioField("Questions", choices=dict(GUIDES), validate_choice=False, default="core")
    questions = _Several("Questions of the guide", validate_choice=False)
    own = TextAreaField("Your own questions", filters=[_lines])
    charter = BooleanField("With the charter: which jobs the function does, and how it behaves")
    points = BooleanField("With 100 points to give to the priorities")
    interviewers = _Several("Interviewers", validate_choice=False)

    @property
    def own_lines(self) -> list[str]:
        """Return one's own questions, each once."""
        return list(dict.fromkeys(self.own.data.split("\n"))) if self.own.data else []

    @property
    def details(self) -> Details:
        """Return what the form holds as the store takes it."""
        return Details(
            self.starts_at, self.minutes.data, self.place.data or "", self.charter.data, self.points.data
        )

    def validate_guide(self, field: RadioField) -> None:
        """Refuse what is none of the choices, and a choice without a question."""
        if field.data not in GUIDES:
            raise ValidationError("Choose one of these.")
        if field.data == "own" and not self.questions.data and not self.own_lines:
            raise ValidationError("Choose at least one question, or write one of your own.")

    def validate_questions(self, field: SelectMultipleField) -> None:
        """Refuse a question that the guide does not have."""
        _are_offered(field)

    def validate_own(self, field: TextAreaField) -> None:
        """Refuse too many questions, long ones, and what no page could print."""
        lines = self.own_lines
        if len(lines) > MOST_OWN:
            raise ValidationError(f"These are {len(lines)} questions. Keep {MOST_OWN} or fewer.")
        if any(len(line) > LONGEST_OWN for line in lines):
            raise ValidationError(f"Shorten each question to {LONGEST_OWN} characters or fewer.")
        if any(not line.isprintable() for line in lines):
            raise ValidationError("Use letters, digits and signs; a control character is among them.")

    def validate_interviewers(self, field: SelectMultipleField) -> None:
        """Refuse someone who is no consultant of the engagement."""
        _are_offered(field)


class NewInterviewForm(InterviewForm):
    """The same for one or several people at once; several have no time yet."""

    people = _Several("Who is interviewed", validate_choice=False)

    def validate_people(self, field: SelectMultipleField) -> None:
        """Refuse nobody, and whoever cannot be chosen."""
        _are_offered(field)
        if not field.data:
            raise ValidationError("Choose at least one person.")

    def validate_day(self, field: DayField) -> None:
        """Refuse one time for several people."""
        super().validate_day(field)
        if field.data is not None and len(self.people.data or ()) > 1:
            raise ValidationError(
                "Several people cannot have one time. Leave it open; the next page takes a time for each."
            )


class RemovalForm(FlaskForm):  # type: ignore[misc]
    """The name of the person, typed where something would be lost."""

    name = StringField("Name of the person", filters=[trimmed])

    def __init__(self, expected: str, **given: Any) -> None:
        """Remember the name; empty where it need not be typed."""
        super().__init__(**given)
        self.expected = expected

    def validate_name(self, field: StringField) -> None:
        """Refuse another name."""
        if self.expected and " ".join((field.data or "").split()).casefold() != self.expected.casefold():
            raise ValidationError(f"Type the name as it stands above: {self.expected}")


def _are_offered(field: Field) -> None:
    offered = {choice.value for choice in field.choices or ()}
    if not {*(field.data or ())} <= offered:
        raise ValidationError("Choose among these; one of them is not there any more.")
