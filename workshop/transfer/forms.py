"""The forms with which an engagement leaves, comes in, and ends."""

from unicodedata import normalize

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import ValidationError


class ExportForm(FlaskForm):  # type: ignore[misc]
    """The one button that exports: nothing is asked."""


class BringInForm(FlaskForm):  # type: ignore[misc]
    """The file of an engagement."""

    file = FileField("File of the engagement", validators=[FileRequired("Choose the ZIP file of an export.")])


class DeleteForm(FlaskForm):  # type: ignore[misc]
    """The client's name, typed by whoever means it."""

    typed = StringField("The client’s name")

    def __init__(self, client: str) -> None:
        """Remember the name that has to be typed."""
        super().__init__()
        self.client = client

    def validate_typed(self, field: StringField) -> None:
        """Refuse any other name; how an accent is put together does not count."""
        if normalize("NFC", (field.data or "").strip()) != normalize("NFC", self.client):
            raise ValidationError(f"Type the name exactly as it stands here: {self.client}")
