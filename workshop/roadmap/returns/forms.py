"""The forms of the assumptions: an outcome, a single figure, and the removal of either with its reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from questionnaires.roadmap.assumptions import LONGEST_LAG, LONGEST_RAMP, Kind
from questionnaires.roadmap.plan import Initiative
from questionnaires.rounding import rounded
from questionnaires.written import Unwritten, Writing, number_of
from workshop.engagements.forms import OneOf
from workshop.fields import WholeNumber
from workshop.manner import Manner
from workshop.meanwhile import MarkedForm
from workshop.roadmap.amounts import money_of, shown_as, writing_of
from workshop.roadmap.returns.store import Held, HeldFigure, HeldOutcome
from workshop.sources.words import Words, one_line, paragraphs

LONGEST_REASON, LONGEST_NAME, LONGEST_SOURCE = 600, 120, 120
TIMINGS = {
    "together": "Once all of them have ended",
    "step by step": "An equal share with each that ends",
}
PROGRAMME = {"yes": "The whole programme", "no": "These initiatives"}
NO_PRIORITY = "0"
_WHY = "Say in a sentence why: the client is to argue with it."


class AmountsForm(MarkedForm):
    """What an outcome brings in a year and why; `amounts` are as the store takes them, once it is valid."""

    low = StringField("Low, a year", filters=[one_line])
    expected = StringField("Expected, a year", filters=[one_line])
    high = StringField("High, a year", filters=[one_line])
    counted = StringField("Share that counts, in %", filters=[one_line], default="100")
    reason = TextAreaField("Why", filters=[paragraphs], validators=[Words(LONGEST_REASON, _WHY)])
    source = TextAreaField("Who says so", filters=[one_line], validators=[Words(LONGEST_SOURCE)], default="")

    def __init__(self, manner: Manner, **given: Any) -> None:
        """Read amounts as the client writes them."""
        super().__init__(**given)
        self._writing = writing_of(manner)
        self.amounts: dict[str, int] = {}

    @staticmethod
    def shown_of(held: Held, manner: Manner) -> dict[str, object]:
        """Return what stands, as the form shows it, by field."""
        told = {each: manner.number(getattr(held, each)) for each in ("low", "expected", "high")}
        return {
            **told,
            "counted": shown_as(held.counted / 10, manner),
            "reason": held.reason,
            "source": held.source,
        }

    def _read(self, field: StringField) -> None:
        try:
            self.amounts[field.short_name] = money_of(field.data or "", self._writing)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault

    validate_low = validate_high = _read

    def validate_expected(self, field: StringField) -> None:
        """Read the middle amount."""
        self._read(field)

    def validate_counted(self, field: StringField) -> None:
        """Read the share in percent, with at most one decimal."""
        self.amounts["counted"] = int(rounded(10 * percent_of(field.data or "", self._writing, 100), 0))

    def validate(self, extra_validators: object = None) -> bool:
        """Return whether all of it holds, the three amounts in their order included."""
        sound = bool(super().validate(extra_validators))
        found = [self.amounts.get(each) for each in ("low", "expected", "high")]
        for before, after, field in zip(found, found[1:], (self.expected, self.high), strict=False):
            if before is not None and after is not None and after < before:
                field.errors = [*field.errors, "Low, expected and high go up, or are the same."]
                sound = False
        return sound


class OutcomeForm(AmountsForm):
    """What the programme brings in a year; `held` is it as the store takes it, once it is valid."""

    name = StringField(
        "Outcome", filters=[one_line], validators=[Words(LONGEST_NAME, "Say what comes of it.")]
    )
    programme = RadioField(
        "What brings it", choices=PROGRAMME, default="yes", validate_choice=False,
        validators=[OneOf("Choose what brings it.")],
    )  # fmt: skip
    initiatives = SelectMultipleField("Initiatives", validate_choice=False)
    timing = RadioField(
        "When it comes", choices=TIMINGS, default="together", validate_choice=False,
        validators=[OneOf("Choose when it comes.")],
    )  # fmt: skip
    lag = IntegerField("Quarters until it begins", default=0, validators=[WholeNumber(0, LONGEST_LAG)])
    ramp = IntegerField("Quarters until it is whole", default=1, validators=[WholeNumber(1, LONGEST_RAMP)])
    priority = SelectField("Priority it serves", validate_choice=False, default=NO_PRIORITY)
    revision = HiddenField("What stands now", default="0")

    def __init__(
        self, manner: Manner, initiatives: Sequence[Initiative], priorities: Mapping[int, str], **given: Any
    ) -> None:
        """Offer the initiatives and priorities of the engagement."""
        super().__init__(manner, **given)
        self.initiatives.choices = [SelectChoice(str(each.id), each.title) for each in initiatives]
        named = {str(number): name for number, name in priorities.items()}
        self.priority.choices = {NO_PRIORITY: "None", **named}

    @classmethod
    def of(
        cls,
        manner: Manner,
        initiatives: Sequence[Initiative],
        priorities: Mapping[int, str],
        found: HeldOutcome,
        *,
        fresh: bool = False,
    ) -> "OutcomeForm":
        """Return the form that changes an outcome, with what stands; a fresh one looks at no post."""
        held = found.held
        told = {
            **cls.shown_of(held, manner),
            "name": held.name,
            "programme": "yes" if held.initiatives is None else "no",
            "initiatives": [str(each) for each in held.initiatives or ()],
            "timing": held.timing,
            "lag": held.lag,
            "ramp": held.ramp,
            "priority": str(held.priority or NO_PRIORITY),
            "revision": str(found.revision),
        }
        posted = {"formdata": None} if fresh else {}
        return cls(manner, initiatives, priorities, data=told, **posted)

    def validate_initiatives(self, field: SelectMultipleField) -> None:
        """Refuse initiatives of another engagement, and none where some are to bring it."""
        if not set(field.data or ()) <= {each.value for each in field.choices}:
            raise ValidationError("One of these initiatives is not here any more. Choose again.")
        if self.programme.data == "no" and not field.data:
            raise ValidationError("Choose the initiatives that bring it, or the whole programme.")

    def validate_priority(self, field: SelectField) -> None:
        """Refuse a priority of another engagement."""
        if field.data not in field.choices:
            raise ValidationError("This priority is not here any more. Choose again.")

    @property
    def held(self) -> Held:
        """Return what the form holds as the store takes it."""
        some = self.programme.data == "no"
        return Held(
            name=self.name.data,
            **self.amounts,  # type: ignore[arg-type]
            lag=self.lag.data,
            ramp=self.ramp.data,
            timing=self.timing.data,
            initiatives=tuple(sorted(int(each) for each in set(self.initiatives.data))) if some else None,
            priority=int(self.priority.data) or None,
            reason=self.reason.data,
            source=self.source.data,
        )


class FigureForm(MarkedForm):
    """A single figure with its reason; `amount` is it as the store takes it, once it is valid."""

    value = StringField("Amount a year", filters=[one_line])
    reason = TextAreaField("Why", filters=[paragraphs], validators=[Words(LONGEST_REASON, _WHY)])
    source = TextAreaField("Who says so", filters=[one_line], validators=[Words(LONGEST_SOURCE)], default="")
    revision = HiddenField("What stands now", default="0")
    amount = 0

    def __init__(self, kind: Kind, manner: Manner, **given: Any) -> None:
        """Ask for money, or for a rate in percent."""
        super().__init__(**given)
        self._kind, self._writing = kind, writing_of(manner)
        if kind == "discount":
            self.value.label.text = "Rate a year, in %"

    @classmethod
    def of(cls, kind: Kind, manner: Manner, found: HeldFigure | None) -> "FigureForm":
        """Return the form that sets a figure, with what stands."""
        if found is None:
            return cls(kind, manner)
        told = {**cls.shown_of(found, manner), "revision": str(found.revision)}
        return cls(kind, manner, data=told, formdata=None)

    @staticmethod
    def shown_of(found: HeldFigure | None, manner: Manner) -> dict[str, object]:
        """Return what stands, as the form shows it, by field; empty where nothing does."""
        if found is None:
            return {"value": "", "reason": "", "source": ""}
        rate = f"{found.value / 100:.2f}".rstrip("0").rstrip(".").replace(".", manner.decimal_sign)
        value = rate if found.kind == "discount" else manner.number(found.value)
        return {"value": value, "reason": found.reason, "source": found.source}

    def validate_value(self, field: StringField) -> None:
        """Read the figure."""
        if self._kind == "discount":
            self.amount = int(rounded(100 * percent_of(field.data or "", self._writing, 100), 0))
            return
        try:
            self.amount = money_of(field.data or "", self._writing)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault
        if self._kind == "spend" and not self.amount:
            raise ValidationError("Give a spend above 0.")


class RemovalForm(FlaskForm):  # type: ignore[misc]
    """The removal of an assumption, with its reason."""

    reason = TextAreaField(
        "Why it goes",
        filters=[paragraphs],
        validators=[Words(LONGEST_REASON, "Say in a sentence why it goes.")],
    )
    revision = HiddenField("What stands now", default="0")


def percent_of(typed: str, writing: Writing, most: int) -> float:
    """Return a percentage; ValidationError with what to do for anything else."""
    try:
        found = number_of(typed.strip().removesuffix("%").strip(), writing)
    except Unwritten as fault:
        raise ValidationError(str(fault)) from fault
    if not 0 <= found <= most:
        raise ValidationError(f"Give a percentage from 0 to {most}.")
    return float(found)
