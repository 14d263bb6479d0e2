"""The forms of the roadmap: deeds on the schedule, and where initiatives are placed by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SubmitField
from wtforms.validators import ValidationError

from questionnaires.roadmap.plan import Capacity, Initiative, Placement
from workshop.engagements.forms import OneOf
from workshop.roadmap.improve_job import SECONDS

NOWHERE = "0"
"""What stands for no place."""


class DeedForm(FlaskForm):  # type: ignore[misc]
    """A deed on the whole schedule; `revision` is that of the roadmap that its reader saw."""

    revision = HiddenField()


class SearchForm(DeedForm):
    """For how long a better schedule is searched."""

    seconds = RadioField(
        "For how long",
        choices={str(each): f"{each} seconds" for each in SECONDS},
        default=str(SECONDS[1]),
        validate_choice=False,
        validators=[OneOf("Choose for how long.")],
    )


class _PlacesForm(DeedForm):
    preview = SubmitField()
    numbers: tuple[int, ...] = ()
    before: Mapping[int, Placement]

    def start(self, number: int) -> Any:
        """Return the field of the quarter in which an initiative begins."""
        return self[f"start_{number}"]

    def pin(self, number: int) -> Any:
        """Return the field that says whether it stays there."""
        return self[f"pin_{number}"]

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether the places can be stored: what is pinned has one."""
        sound = super().validate(extra_validators)
        for number in self.numbers:
            if self.pin(number).data and self.start(number).data == NOWHERE:
                self.start(number).errors = ["Choose the quarter that it is pinned to, or take the pin off."]
                sound = False
        return bool(sound)

    def places(self) -> dict[int, Placement]:
        """Return the placements as they were sent; what was not sent stands as it did."""
        found = dict(self.before)
        for number in self.numbers:
            if self.is_submitted() and not self.start(number).raw_data:
                continue
            found.pop(number, None)
            start = self.start(number).data
            if start != NOWHERE:
                found[number] = Placement(int(start), bool(self.pin(number).data))
        return found


def _one_of_them(_form: Any, field: SelectField) -> None:
    if field.raw_data and field.data not in field.choices:
        raise ValidationError("Choose a quarter of the roadmap, or no place.")


def places_form(
    initiatives: Sequence[Initiative], capacity: Capacity, held: Mapping[int, Placement], revision: int
) -> Any:
    """Return a form with a quarter and a pin for each initiative, as they stand."""
    choices = {NOWHERE: "No place"}
    choices |= {str(each): capacity.name(each) for each in range(1, capacity.quarters + 1)}
    fields: dict[str, Any] = {"numbers": tuple(each.id for each in initiatives), "before": dict(held)}
    for each in initiatives:
        place = held.get(each.id)
        fields[f"start_{each.id}"] = SelectField(
            f"Begins, {each.title}",
            choices=choices,
            default=str(place.start) if place else NOWHERE,
            validate_choice=False,
            validators=[_one_of_them],
        )
        fields[f"pin_{each.id}"] = BooleanField(f"Pinned, {each.title}", default=bool(place and place.pinned))
    return type("PlacesForm", (_PlacesForm,), fields)(data={"revision": str(revision)})
