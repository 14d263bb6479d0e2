"""The form of a copy."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from workshop.engagements.forms import LONGEST_NAME
from workshop.fields import readable, trimmed


class CopyForm(FlaskForm):  # type: ignore[misc]
    """For whom the copy is, and whether the people come along."""

    client = StringField(
        "Client of the copy",
        filters=[trimmed],
        validators=[
            DataRequired("Say who the client of the copy is."),
            Length(max=LONGEST_NAME, message=f"Shorten this to {LONGEST_NAME} characters or fewer."),
            readable,
        ],
    )
    people = BooleanField("Copy the people too")
