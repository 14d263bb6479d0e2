"""The forms of themes: a theme, a name given to a passage, and the theme that another one becomes part of."""

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from workshop.people.cells import cleaned
from workshop.themes.naming import LONGEST_MEANING, fault_of_name


def _cleaned(text: str | None) -> str:
    return cleaned(text or "")


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button: nothing is filled in."""


class NameForm(FlaskForm):  # type: ignore[misc]
    """The name of a theme, which exists or is made."""

    name = StringField("Theme", filters=[_cleaned])

    def validate_name(self, field: StringField) -> None:
        """Refuse what is no name."""
        said = fault_of_name(field.data)
        if said:
            raise ValidationError(said)


class ThemeForm(NameForm):
    """What is kept of a theme."""

    meaning = TextAreaField(
        "What belongs to it",
        filters=[_cleaned],
        validators=[
            Length(max=LONGEST_MEANING, message=f"Shorten this to {LONGEST_MEANING} characters or fewer.")
        ],
    )


class MergeForm(FlaskForm):  # type: ignore[misc]
    """The theme that another one becomes part of."""

    into = RadioField("Part of", validate_choice=False)
