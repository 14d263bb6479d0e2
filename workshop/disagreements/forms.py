"""The forms of disagreements: one's own, and what is decided on one."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from workshop.sources.words import Words, paragraphs

LONGEST_TEXT, LONGEST_REASON = 600, 300


class OwnForm(FlaskForm):  # type: ignore[misc]
    """A disagreement that consultants add themselves."""

    text = TextAreaField(
        "What people disagree about",
        filters=[paragraphs],
        validators=[Words(LONGEST_TEXT, "Say what people disagree about.")],
    )


class WordsForm(FlaskForm):  # type: ignore[misc]
    """Other words for a disagreement; none for a suggested one means the suggested words.

    `was` is what was suggested when the page was opened.
    """

    key = HiddenField()
    was = HiddenField(filters=[paragraphs])
    text = TextAreaField("In your words", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])


class DismissalForm(FlaskForm):  # type: ignore[misc]
    """Why a disagreement is left out of the session."""

    key = HiddenField()
    reason = TextAreaField(
        "Why it is left out",
        filters=[paragraphs],
        validators=[Words(LONGEST_REASON, "Say in a few words why it is left out of the session.")],
    )


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button on one disagreement."""

    key = HiddenField()
