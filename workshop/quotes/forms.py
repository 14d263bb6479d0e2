"""The forms of quotes: marking a passage, changing a quote, asking speakers, and their answers."""

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from workshop.people.cells import cleaned, is_readable
from workshop.quotes.verbatim import tidied
from workshop.quotes.wording import CONSENTS

LONGEST_ROLE = 120
_CONSENTS = [SelectChoice(consent, name) for consent, name in CONSENTS.items()]


def _tidied(text: str | None) -> str:
    return tidied(text or "")


def _cleaned(text: str | None) -> str:
    return cleaned(text or "")


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button: nothing is filled in."""


class MarkingForm(FlaskForm):  # type: ignore[misc]
    """Words to mark in a note, or in an answer where no interviewer is named."""

    question = HiddenField()
    interviewer = HiddenField()
    back = HiddenField()
    text = TextAreaField("Words to mark", filters=[_tidied])
    consent = SelectField("Consent given in the talk", choices=_CONSENTS, default="none")
    theme = StringField("Theme", filters=[_cleaned])


class QuoteForm(FlaskForm):  # type: ignore[misc]
    """How a passage is quoted."""

    text = TextAreaField("The words", filters=[_tidied])
    consent = RadioField("What the speaker allows", choices=_CONSENTS, validate_choice=False)
    shown_as = StringField(
        "Role to show",
        filters=[_cleaned],
        validators=[
            Length(max=LONGEST_ROLE, message=f"Shorten the role to {LONGEST_ROLE} characters or fewer.")
        ],
    )

    def validate_consent(self, field: RadioField) -> None:
        """Refuse what is no consent."""
        if field.data not in CONSENTS:
            raise ValidationError("Choose what the speaker allows.")

    def validate_shown_as(self, field: StringField) -> None:
        """Refuse a role that nobody can read."""
        if field.data and not is_readable(field.data):
            raise ValidationError(
                "Use a role that can be read: letters or digits, and no control characters."
            )


class AskingForm(FlaskForm):  # type: ignore[misc]
    """Whom to ask about their quotes; `counted` is how many people its button named."""

    person = SelectMultipleField("Who", validate_choice=False)
    counted = IntegerField(widget=HiddenInput(), validators=[Optional()])
