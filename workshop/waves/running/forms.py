"""The forms of a running wave: its closing, reminders, newcomers, the open door, answers from a file."""

from datetime import datetime, timedelta
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from workshop.engagements.forms import DayField
from workshop.fields import readable, trimmed
from workshop.manner import Manner
from workshop.waves.plans.days import CLOSES_AT, moment_of
from workshop.waves.plans.forms import MOST_DAYS_OPEN, ClockField

LONGEST_REASON = 200


class ClosingForm(FlaskForm):  # type: ignore[misc]
    """When a wave closes, on the clock of the engagement."""

    closes_on = DayField("Closes on")
    closes_clock = ClockField("At")

    def __init__(self, manner: Manner, now: datetime, opens_at: datetime | None, **given: Any) -> None:
        """Remember whose clock counts, what time it is, and when the wave opens."""
        super().__init__(**given)
        self.manner, self.now, self.opens_at = manner, now, opens_at

    @property
    def closes_at(self) -> datetime | None:
        """Return when it closes, None where that was not said soundly."""
        if self.closes_on.data is None:
            return None
        return moment_of(self.closes_on.data, self.closes_clock.data or CLOSES_AT, self.manner)

    def validate_closes_on(self, field: DayField) -> None:
        """Refuse no closing, one that has passed or comes before the opening, and one very far away."""
        if field.errors:
            return
        if self.closes_at is None:
            raise ValidationError("Give the day on which it closes.")
        if self.closes_at <= self.now:
            raise ValidationError("This has passed. Give a time ahead, or close the wave now.")
        if self.opens_at and self.closes_at <= self.opens_at:
            raise ValidationError("It would close before it opens. Give a later day.")
        if self.closes_at - self.now > timedelta(days=MOST_DAYS_OPEN):
            raise ValidationError("It would stay open for more than a year. Give an earlier day.")

    def validate_closes_clock(self, field: ClockField) -> None:
        """Refuse a closing without a time."""
        if field.data is None and not field.errors:
            raise ValidationError("Give the time at which it closes.")


class ReopeningForm(ClosingForm):
    """Why a wave is opened again, and until when."""

    reason = StringField("Why it is opened again", filters=[trimmed], validators=[readable])

    def validate_reason(self, field: StringField) -> None:
        """Refuse no reason, and a long one."""
        if not field.data:
            raise ValidationError("Give the reason; it stands in the history.")
        if len(field.data) > LONGEST_REASON:
            raise ValidationError(f"Shorten this to {LONGEST_REASON} characters or fewer.")


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A deed without further words; `seen` is what the page showed when it was decided on."""

    seen = HiddenField()


class NewcomersForm(FlaskForm):  # type: ignore[misc]
    """Who is added to a wave, and what they are asked."""

    person = SelectMultipleField("People", coerce=int, validate_choice=False)
    asked = SelectField("They are asked", coerce=int, validate_choice=False, default=0)


class DoorForm(FlaskForm):  # type: ignore[misc]
    """What those are asked who come in by the join code."""

    questionnaire = IntegerField("They are asked")


class BesideForm(FlaskForm):  # type: ignore[misc]
    """Answers from a file beside those that are given here; `seen` is how many files there were."""

    answers = FileField("Answers", validators=[FileRequired("Choose the spreadsheet with the answers.")])
    seen = HiddenField()
