"""The forms of who has access."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from workshop.people.cells import cleaned, fault_of_email, fault_of_name


def tidied(text: str | None) -> str:
    """Return what was typed without blanks and marks that no one sees."""
    return cleaned(text or "")


class ColleagueForm(FlaskForm):  # type: ignore[misc]
    """Which colleague becomes a consultant of the engagement."""

    account = SelectField("Colleague", coerce=str, validate_choice=False)

    def validate_account(self, field: Any) -> None:
        """Refuse whoever is not among the choices, such as one who was added a moment ago."""
        if field.data not in {value for value, _ in field.choices if value}:
            raise ValidationError("Choose a colleague from the list.")


class SponsorForm(FlaskForm):  # type: ignore[misc]
    """Who at the client may look on."""

    name = StringField("Name", filters=[tidied], validators=[DataRequired("Give the sponsor’s name.")])
    email = StringField(
        "Mail address",
        filters=[tidied],
        validators=[DataRequired("Give the address they sign in with.")],
    )

    def validate_name(self, field: Any) -> None:
        """Refuse a name that cannot be shown."""
        _refuse(fault_of_name(field.data))

    def validate_email(self, field: Any) -> None:
        """Refuse what is no mail address."""
        _refuse(fault_of_email(field.data))


def _refuse(fault: str) -> None:
    if fault:
        raise ValidationError(fault)
