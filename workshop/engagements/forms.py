"""The form that makes an engagement from a file of answers."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError

LONGEST_NAME = 120
LEAST_THRESHOLD, MOST_THRESHOLD = 3, 10


def _trimmed(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


def _readable(_form: FlaskForm, field: StringField) -> None:
    """Refuse a name that a page or a document could not print."""
    name = field.data or ""
    if name and not (name.isprintable() and any(letter.isalnum() for letter in name)):
        raise ValidationError("Use a name that can be read: letters or digits, and no control characters.")


def _usual(_form: FlaskForm, field: IntegerField) -> None:
    """Refuse a threshold that is no whole number in the range, with one sentence for whatever is wrong."""
    if field.data is None or not LEAST_THRESHOLD <= field.data <= MOST_THRESHOLD:
        field.errors = []
        raise StopValidation(f"Give a whole number from {LEAST_THRESHOLD} to {MOST_THRESHOLD}.")


class EngagementForm(FlaskForm):  # type: ignore[misc]
    """What is asked for when an engagement begins."""

    client = StringField(
        "Client",
        filters=[_trimmed],
        validators=[
            DataRequired(
                "Say who the client is; the name stands on every page and on the document's title page."
            ),
            Length(max=LONGEST_NAME, message=f"Shorten the name to {LONGEST_NAME} characters or fewer."),
            _readable,
        ],
    )
    consultancy = StringField(
        "Your firm",
        filters=[_trimmed],
        validators=[Length(max=120, message="Shorten the name to 120 characters or fewer.")],
    )
    pack = SelectField("Method", validate_choice=False)
    threshold = IntegerField(
        "Show figures from",
        default=5,
        validators=[_usual],
    )
    answers = FileField("Answers", validators=[FileRequired("Choose the spreadsheet with the answers.")])

    def validate_pack(self, field: SelectField) -> None:
        """Refuse a method that is not among the choices."""
        if not field.data or field.data not in dict(field.choices):
            raise ValidationError("Choose the method that was used.")
