"""The forms of weights: which ones count, and the own ones of every component and capability."""

import re
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, SubmitField, TextAreaField
from wtforms.validators import ValidationError

from questionnaires.pack import MethodPack
from workshop.engagements.forms import OneOf
from workshop.sources.words import Words, one_line, paragraphs
from workshop.weights.store import Kind, OwnWeights

LONGEST_REASON = 600
HEAVIEST = 10_000
"""100, in hundredths."""
_TYPED = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_REMEDY = "Give a weight from 0 to 100, with at most two decimals."


def hundredths_of(typed: str) -> int:
    """Return a weight in hundredths; ValueError with what to do for anything else."""
    found = _TYPED.fullmatch(typed.strip())
    hundredths = 100 * int(found[1]) + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= hundredths <= HEAVIEST:
        raise ValueError(_REMEDY)
    return hundredths


def typed_as(weight: float, decimal_sign: str = ".") -> str:
    """Return a weight as it stands in a field: without decimals that are zero."""
    return f"{weight:.2f}".rstrip("0").rstrip(".").replace(".", decimal_sign)


class ChoiceForm(FlaskForm):  # type: ignore[misc]
    """Which weights count from now on; `revision` is what their reader has seen."""

    kind = RadioField(
        "Which weights count", validate_choice=False, validators=[OneOf("Choose which weights count.")]
    )
    revision = HiddenField()

    def __init__(self, kinds: Mapping[Kind, str], **given: Any) -> None:
        """Offer the weights that there are."""
        super().__init__(**given)
        self.kind.choices = dict(kinds)


class WeightField(StringField):
    """A weight from 0 to 100; `hundredths` is what was typed, once it is valid."""

    hundredths: int | None = None

    def pre_validate(self, _form: Any) -> None:
        """Read the weight; what is empty is no weight."""
        try:
            self.hundredths = hundredths_of(self.data or "")
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault


class _OwnForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField(
        "Why they weigh this",
        filters=[paragraphs],
        validators=[Words(LONGEST_REASON, "Say in a sentence why; the results and the blueprint repeat it.")],
    )
    revision = HiddenField()
    preview = SubmitField()
    pack: MethodPack

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether the weights can be used: some component counts, and in each some capability."""
        sound = super().validate(extra_validators)
        if self.preview.data and not self.reason.data:
            self.reason.errors = []  # a preview needs no reason
            sound = not any(each.errors for each in self)
        somewhere = [
            self._something([f"component_{each.id}" for each in self.pack.components], _NO_COMPONENT)
        ]
        for part in self.pack.components:
            names = [f"capability_{each.id}" for each in part.capabilities]
            somewhere.append(self._something(names, _NO_CAPABILITY))
        return bool(sound) and all(somewhere)

    def _something(self, names: list[str], fault: str) -> bool:
        fields = [self[name] for name in names]
        if any(each.errors or each.hundredths for each in fields):
            return True
        fields[0].errors = [fault]
        return False

    @property
    def weights(self) -> OwnWeights:
        """Return what the form holds as the store takes it."""
        return OwnWeights(
            {each.id: self[f"component_{each.id}"].hundredths for each in self.pack.components},
            {each.id: self[f"capability_{each.id}"].hundredths for each in self.pack.capabilities},
        )


_NO_COMPONENT = "At least one component weighs more than 0."
_NO_CAPABILITY = "At least one capability of the component weighs more than 0."


def own_form(
    pack: MethodPack, components: Mapping[str, str], capabilities: Mapping[str, str], **held: str
) -> Any:
    """Return a form with a weight for each component and capability; it begins with these."""
    fields: dict[str, Any] = {"pack": pack}
    for part in pack.components:
        fields[f"component_{part.id}"] = WeightField(
            part.name, default=components[part.id], filters=[one_line]
        )
        for each in part.capabilities:
            fields[f"capability_{each.id}"] = WeightField(
                f"{each.id} {each.name}", default=capabilities[each.id], filters=[one_line]
            )
    return type("OwnForm", (_OwnForm,), fields)(data=held)
