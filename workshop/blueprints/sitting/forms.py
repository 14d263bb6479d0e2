"""The form of the session: how long it is, when it begins, and how many take part."""

from wtforms import IntegerField, RadioField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from reports.layout import LEAST_MINUTES, MOST_MINUTES
from workshop.blueprints.sitting.store import FULL_DAY, HALF_DAY, SessionPlan
from workshop.fields import WholeNumber
from workshop.meanwhile import MarkedForm

OWN = "own"
MOST_PEOPLE = 200


class SittingForm(MarkedForm):
    """How the session is planned; `own` counts where neither half a day nor a full one is chosen."""

    length = RadioField(
        "How long it is",
        choices=[
            SelectChoice(str(HALF_DAY), "Half a day"),
            SelectChoice(str(FULL_DAY), "A full day"),
            SelectChoice(OWN, "Other minutes"),
        ],
        default=str(HALF_DAY),
    )
    own = IntegerField("Minutes", validators=[Optional()])
    starts_at = TimeField("Begins at", validators=[Optional()])
    participants = IntegerField("How many take part", validators=[Optional(), WholeNumber(1, MOST_PEOPLE)])

    def validate_own(self, field: IntegerField) -> None:
        """Refuse minutes that no agenda can be made for."""
        if self.length.data != OWN:
            return
        if field.data is None or not LEAST_MINUTES <= field.data <= MOST_MINUTES:
            raise ValidationError(f"Give a whole number from {LEAST_MINUTES} to {MOST_MINUTES}.")

    def validate_starts_at(self, field: TimeField) -> None:
        """Say how a time is typed, where it cannot be read."""
        if field.process_errors:
            field.errors = ["Give a time as in 09:00."]

    @property
    def plan(self) -> SessionPlan:
        """Return what a valid form holds as the store takes it."""
        minutes = self.own.data if self.length.data == OWN else int(self.length.data)
        return SessionPlan(minutes, self.starts_at.data, self.participants.data)

    @classmethod
    def of(cls, plan: SessionPlan) -> "SittingForm":
        """Return the form of a plan as it is kept."""
        stands = cls.shown_of(plan)
        return cls(formdata=None, data=stands | {"mark": cls.marks(stands)})

    @staticmethod
    def shown_of(plan: SessionPlan) -> dict[str, object]:
        """Return a plan as the form shows it, by field."""
        usual = plan.minutes in (HALF_DAY, FULL_DAY)
        return {
            "length": str(plan.minutes) if usual else OWN,
            "own": None if usual else plan.minutes,
            "starts_at": plan.starts_at,
            "participants": plan.participants,
        }
