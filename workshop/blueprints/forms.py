"""The forms of documents: issue one, release one."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField

from workshop.fields import WholeNumber


class IssueForm(FlaskForm):  # type: ignore[misc]
    """The number that the issue is to have: who asks has read those before it."""

    number = IntegerField("Issue", validators=[WholeNumber(1, 1_000)])


class ReleaseForm(FlaskForm):  # type: ignore[misc]
    """Whether an issue is released to the client's sponsors, or taken back."""

    withdraw = BooleanField("Withdraw")
