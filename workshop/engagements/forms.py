"""The form of an engagement."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from workshop.fields import readable, trimmed

LONGEST_NAME = 120


class EngagementForm(FlaskForm):  # type: ignore[misc]
    """What is asked for when an engagement begins."""

    client = StringField(
        "Client",
        filters=[trimmed],
        validators=[
            DataRequired(
                "Say who the client is; the name stands on every page and on the document's title page."
            ),
            Length(max=LONGEST_NAME, message=f"Shorten the name to {LONGEST_NAME} characters or fewer."),
            readable,
        ],
    )
    consultancy = StringField(
        "Your firm",
        filters=[trimmed],
        validators=[Length(max=120, message="Shorten the name to 120 characters or fewer.")],
    )
    pack = SelectField("Method", validate_choice=False)

    def validate_pack(self, field: SelectField) -> None:
        """Refuse a method that is not among the choices."""
        if not field.data or field.data not in dict(field.choices):
            raise ValidationError("Choose the method that will be used.")
