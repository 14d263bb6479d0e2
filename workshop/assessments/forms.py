"""The forms of answers: add a file of them, and release what came of it."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField
from wtforms.validators import Optional

from questionnaires.tally import MOST_ASKED
from workshop.fields import WholeNumber

LEAST_THRESHOLD, MOST_THRESHOLD = 3, 10


class AnswersForm(FlaskForm):  # type: ignore[misc]
    """What is asked for when answers are imported."""

    threshold = IntegerField(
        "Show figures from", default=5, validators=[WholeNumber(LEAST_THRESHOLD, MOST_THRESHOLD)]
    )
    answers = FileField("Answers", validators=[FileRequired("Choose the spreadsheet with the answers.")])
    asked = IntegerField("People asked", validators=[Optional(), WholeNumber(1, MOST_ASKED)])


class ReleaseForm(FlaskForm):  # type: ignore[misc]
    """Which wave's results are released to the client's sponsors, or withdrawn."""

    withdraw = BooleanField("Withdraw")
    wave = IntegerField("Wave", validators=[WholeNumber(1, 100_000)])
