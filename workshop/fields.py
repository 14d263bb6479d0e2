"""What the fields of forms share: tidied text, and sentences for what is wrong with it."""

from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError


def trimmed(text: str | None) -> str | None:
    """Return a text with single blanks, and none around it."""
    return " ".join(text.split()) if text else text


def readable(_form: Form, field: Field) -> None:
    """Refuse a name that a page or a document could not print."""
    name = field.data or ""
    if name and not (name.isprintable() and any(letter.isalnum() for letter in name)):
        raise ValidationError("Use a name that can be read: letters or digits, and no control characters.")


class WholeNumber:
    """Refuses what is no whole number in a range, with one sentence for whatever is wrong."""

    def __init__(self, least: int, most: int) -> None:
        """Remember the range, its ends included."""
        self.least, self.most = least, most

    def __call__(self, _form: Form, field: Any) -> None:
        """Raise StopValidation where the field holds something else."""
        if field.data is None or not self.least <= field.data <= self.most:
            field.errors = []
            raise StopValidation(f"Give a whole number from {self.least} to {self.most}.")
