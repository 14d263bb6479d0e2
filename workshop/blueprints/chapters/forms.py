"""The forms of chapters: a paragraph of one's own, with the figures that it leans on."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from workshop.sources.words import Words, paragraphs

LONGEST = 5_000
MOST_FIGURES = 20
"""So many figures a paragraph may lean on; with more, a flag says nothing any more."""
_WHAT = "Write the paragraph as it is to stand in the document."


class ParagraphForm(FlaskForm):  # type: ignore[misc]
    """A paragraph in the consultants' words; `revision` is the one that its writer began from."""

    text = TextAreaField("Paragraph", filters=[paragraphs], validators=[Words(LONGEST, _WHAT)])
    figures = SelectMultipleField("Figures it leans on", validate_choice=False)
    revision = IntegerField(validators=[Optional()], widget=HiddenInput())


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button: what it does stands in its address."""
