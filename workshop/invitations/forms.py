"""The forms of invitations."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput


class WritingForm(FlaskForm):  # type: ignore[misc]
    """Whom to write to; `counted` is how many people its button named."""

    # Choices change while the page lies open; what is sent is compared with what is there now.
    person = SelectMultipleField("Who", validate_choice=False)
    counted = IntegerField(widget=HiddenInput(), validators=[Optional()])


class LinkForm(FlaskForm):  # type: ignore[misc]
    """One link to make or to revoke; `seen` is the link that the page showed."""

    purpose = HiddenField()
    seen = HiddenField()
