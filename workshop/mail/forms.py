"""The forms of mail: passing mails on by hand, and the text of an engagement's mails."""

import re

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from workshop.mail import writing
from workshop.mail.writing import KINDS

LONGEST_SUBJECT, LONGEST_BODY = 150, 5000


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button: nothing is filled in."""


class PassingOnForm(FlaskForm):  # type: ignore[misc]
    """Which mails a page counted: those of a kind, or of any, up to the latest that it knew."""

    upto = IntegerField(validators=[DataRequired(), NumberRange(1, 2**63 - 1)])
    kind = HiddenField(filters=[lambda kind: kind if kind in KINDS else None])


def _plain(text: str | None) -> str | None:
    """Return a text with one kind of line end, no blanks at the end of lines, and nothing unseen in it."""
    if not text:
        return text
    lines = ("".join(each for each in line if each == "\t" or each >= " ") for line in text.splitlines())
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _line(text: str | None) -> str | None:
    return writing.in_one_line(text) if text else text


def _number(value: object) -> int:
    """Return the number of a person; 0, who is nobody, for what is none."""
    return int(str(value)) if re.fullmatch("[0-9]{1,18}", str(value)) else 0


class TextForm(FlaskForm):  # type: ignore[misc]
    """The text of a kind of mail, and for whom its preview is made."""

    subject = StringField(
        "Subject",
        filters=[_line],
        validators=[
            DataRequired("Say in a few words what the mail is about."),
            Length(
                max=LONGEST_SUBJECT, message=f"Shorten the subject to {LONGEST_SUBJECT} characters or fewer."
            ),
        ],
    )
    body = TextAreaField(
        "Text",
        filters=[_plain],
        validators=[
            DataRequired("Write the mail, with {link} where the personal link should stand."),
            Length(max=LONGEST_BODY, message=f"Shorten the text to {LONGEST_BODY:,} characters or fewer."),
        ],
    )
    person = SelectField("Preview for", coerce=_number, validate_choice=False)

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether the text can be used; faults of its placeholders stand beside each field."""
        sound = super().validate(extra_validators)
        found = writing.faults(self.subject.data or "", self.body.data or "")
        for name, sentences in found.items():
            if self[name].data:
                self[name].errors = [*self[name].errors, *sentences]
        return bool(sound) and not found
