"""The forms of priorities: one of them, and what each weighs."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField

from workshop.fields import WholeNumber
from workshop.priorities.store import Priority
from workshop.priorities.weighing import MOST_WEIGHT
from workshop.sources.words import Words, one_line, paragraphs

LONGEST_NAME, LONGEST_TEXT = 120, 600


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A button: nothing is filled in."""


class PriorityForm(FlaskForm):  # type: ignore[misc]
    """What is said of a priority."""

    name = StringField(
        "Name",
        filters=[one_line],
        validators=[Words(LONGEST_NAME, "Give the priority a name, as in Profitable growth.")],
    )
    outcome = TextAreaField("Business outcome", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])
    measured_by = TextAreaField("Measured by", filters=[paragraphs], validators=[Words(LONGEST_TEXT)])

    @property
    def details(self) -> dict[str, str]:
        """Return what the form holds as the store takes it."""
        return {
            "name": self.name.data,
            "outcome": self.outcome.data,
            "measured_by": self.measured_by.data,
        }

    def is_new_among(self, others: Sequence[Priority]) -> bool:
        """Return whether no other priority has this name, or else put a fault into the form."""
        name = self.name.data.casefold()
        same = next((each for each in others if each.name.casefold() == name), None)
        if same is None:
            return True
        self.name.errors = [f"“{same.name}” is in the list already. Give this one another name."]
        return False


class _WeightsForm(FlaskForm):  # type: ignore[misc]
    """What each priority weighs, and why."""

    reason = TextAreaField(
        "Why they weigh this",
        filters=[paragraphs],
        validators=[Words(LONGEST_TEXT, "Say in a sentence why they weigh this; the blueprint repeats it.")],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether the weights can be used; that all are zero is said beside the first one."""
        sound = super().validate(extra_validators)
        weights = [each for each in self if each.name.startswith("weight_")]
        if any(each.data or each.errors for each in weights):
            return bool(sound)
        for each in weights[:1]:
            each.errors = ["At least one priority weighs more than 0."]
        return False


def weights_form(found: Sequence[Priority], weights: dict[int, int], reason: str) -> Any:
    """Return a form with a weight for each priority; it begins with these weights and this reason."""
    fields = {
        f"weight_{each.id}": IntegerField(
            each.name, default=weights[each.id], validators=[WholeNumber(0, MOST_WEIGHT)]
        )
        for each in found
    }
    return type("WeightsForm", (_WeightsForm,), fields)(data={"reason": reason})
