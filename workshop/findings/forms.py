"""The forms of findings: one's own, other words, a reason to leave one out, and several made into one."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from workshop.sources.words import Words, one_line, paragraphs

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 200, 1200, 300
LEAST_MERGED, MOST_MERGED = 2, 12
_TITLE = "Say in one sentence what was found."


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button on one finding; `mark` tells how it stood when its page was opened."""

    key = HiddenField()
    mark = HiddenField()


class WordsForm(DeedForm):
    """Other words for a finding; none for a suggested one means the suggested words."""

    title = StringField("The finding in your words", filters=[one_line], validators=[Words(LONGEST_TITLE)])
    text = TextAreaField("What more there is to say", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])
    accept = BooleanField("Accept")


class DismissalForm(DeedForm):
    """Why a finding is left out."""

    reason = TextAreaField(
        "Why it is left out",
        filters=[paragraphs],
        validators=[Words(LONGEST_REASON, "Say in a few words why it is left out.")],
    )


class SaidForm(FlaskForm):  # type: ignore[misc]
    """What consultants say themselves: a sentence, and what more there is to say."""

    title = StringField("The finding", filters=[one_line], validators=[Words(LONGEST_TITLE, _TITLE)])
    text = TextAreaField("What more there is to say", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])


class OwnForm(SaidForm):
    """A finding that consultants add themselves; `capabilities` gets its choices from the pack."""

    capabilities = SelectMultipleField("Capabilities it is about")


class MergingForm(SaidForm):
    """Several findings made into one; each of `parts` tells which finding, and how it stood."""

    parts = SelectMultipleField("Findings to merge", validate_choice=False)

    def validate_parts(self, field: SelectMultipleField) -> None:
        """Refuse fewer than two, and more than one sentence can hold."""
        if not LEAST_MERGED <= len(set(field.data)) <= MOST_MERGED:
            raise ValidationError(f"Choose {LEAST_MERGED} to {MOST_MERGED} findings.")
