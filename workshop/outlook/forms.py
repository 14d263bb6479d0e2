"""The forms of where an engagement leads: a text, and an objective."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from workshop.engagements.forms import DayField
from workshop.priorities.store import Priority
from workshop.sources.words import Words, paragraphs

LONGEST_TEXT, LONGEST_OBJECTIVE = 5_000, 600


class OutlookForm(FlaskForm):  # type: ignore[misc]
    """The vision or the future environment; `was` marks the text that the writer began from."""

    text = TextAreaField("Text", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])
    was = HiddenField()


class ObjectiveForm(FlaskForm):  # type: ignore[misc]
    """An objective: what is reached, by which day, and which priority it serves."""

    text = TextAreaField(
        "Objective",
        filters=[paragraphs],
        validators=[Words(LONGEST_OBJECTIVE, "Say what is reached, as in All leads followed up in a day.")],
    )
    due_on = DayField("Reached by")
    priority_id = SelectField("Serves the priority", default="", validate_choice=False)

    def offer(self, priorities: Sequence[Priority]) -> None:
        """Offer the priorities of the engagement."""
        self.priority_id.choices = [
            SelectChoice("", "Not said yet"),
            *(SelectChoice(str(each.id), each.name) for each in priorities),
        ]

    def validate_priority_id(self, field: SelectField) -> None:
        """Refuse a priority that is none of the engagement's."""
        if field.data and field.data not in {each.value for each in field.choices}:
            raise ValidationError("This priority is not in the list any more. Choose another one.")

    @property
    def details(self) -> dict[str, object]:
        """Return what the form holds as the store takes it."""
        return {
            "text": self.text.data,
            "due_on": self.due_on.data,
            "priority_id": int(self.priority_id.data) if self.priority_id.data else None,
        }
