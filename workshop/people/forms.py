"""The forms of people: one person, and a list of them."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from workshop.people.cells import address_and_name, cleaned, fault_of_email, fault_of_name, fault_of_title
from workshop.people.roles import ROLES, Role

NOT_STATED = SelectChoice("", "Not stated")
_ROLES = [SelectChoice(role, name) for role, name in ROLES.items()]


def _tidied(text: str | None) -> str:
    return cleaned(text or "")


def _address(text: str | None) -> str:
    return address_and_name(text or "")[0]


def _sound(fault: Any) -> Any:
    """Return a validator that says what a function finds wrong with a text."""

    def validate(_form: FlaskForm, field: Field) -> None:
        said = fault(field.data)
        if said:
            raise ValidationError(said)

    return validate


class PersonForm(FlaskForm):  # type: ignore[misc]
    """What is kept of a person; `all_the_same` says that someone alike is meant to be another one."""

    name = StringField("Name", filters=[_tidied], validators=[_sound(fault_of_name)])
    email = StringField("Mail", filters=[_address], validators=[_sound(fault_of_email)])
    title = StringField("Job title", filters=[_tidied], validators=[_sound(fault_of_title)])
    function_id = SelectField("Function", default="", validate_choice=False)
    seniority_id = SelectField("Seniority", default="", validate_choice=False)
    roles = SelectMultipleField(
        "Asked for as",
        choices=_ROLES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    all_the_same = BooleanField("They are two people. Keep both.")
    is_doubtful = False
    """Whether someone alike is here, who may be another person."""

    def validate_function_id(self, field: SelectField) -> None:
        """Refuse a function that is none of the engagement's."""
        _is_offered(field, "function")

    def validate_seniority_id(self, field: SelectField) -> None:
        """Refuse a seniority that is none of the engagement's."""
        _is_offered(field, "seniority")

    def validate_roles(self, field: SelectMultipleField) -> None:
        """Refuse someone who is asked for nothing."""
        if not field.data or not {*field.data} <= {*ROLES}:
            raise ValidationError("Choose at least one.")

    @property
    def details(self) -> dict[str, Any]:
        """Return what the form holds as the store takes it."""
        roles: set[Role] = {*self.roles.data}
        return {
            "name": self.name.data,
            "email": self.email.data,
            "title": self.title.data,
            "function_id": int(self.function_id.data) if self.function_id.data else None,
            "seniority_id": int(self.seniority_id.data) if self.seniority_id.data else None,
            "roles": roles,
        }


class ListForm(FlaskForm):  # type: ignore[misc]
    """A list of people, pasted or as a file, and the role of those who have none in it."""

    pasted = TextAreaField("Paste the list")
    file = FileField("Or choose a file")
    otherwise = SelectField("Who has no role in the list is", default="respondent", choices=_ROLES)

    def validate_pasted(self, field: TextAreaField) -> None:
        """Refuse a list that comes in neither way, or in both."""
        chosen = bool(self.file.data and self.file.data.filename)
        typed = bool((field.data or "").strip())
        if typed and chosen:
            raise ValidationError("There is a file too. Empty this field, or take the file away.")
        if not typed and not chosen:
            raise ValidationError("Paste the rows here, or choose a file below.")


def _is_offered(field: SelectField, group: str) -> None:
    if field.data not in {each.value for each in field.choices}:
        raise ValidationError(f"This {group} is not in the list any more. Choose another one.")
