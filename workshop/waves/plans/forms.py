"""The forms of a plan: a ready choice, one questionnaire, the times, the promise."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput, TimeInput

from workshop.engagements.forms import DayField
from workshop.fields import WholeNumber, readable, trimmed
from workshop.manner import Manner
from workshop.waves.plans.asking import PICKS
from workshop.waves.plans.choices import LONGEST_NAME, READY
from workshop.waves.plans.days import CLOSES_AT, moment_of

LONGEST_MESSAGE = 3_000
MOST_REMINDERS, MOST_DAYS_BEFORE = 6, 60
MOST_DAYS_OPEN = 366
MOST_PICKS = 10
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})? ?(am|pm)?", re.IGNORECASE)

IMPORTANCE = {
    "none": "Not asked",
    "picks": "They pick those that matter most",
    "rated": "They rate each capability",
}


class ClockInput:
    """A time input; a text that is no time stands in a plain input, since the other would hide it."""

    input_type = "time"

    def __call__(self, field: "ClockField", **attributes: object) -> Any:
        """Return the input of a field."""
        return (TextInput() if field.process_errors else TimeInput())(field, **attributes)


class ClockField(Field):  # type: ignore[misc]
    """A time of day or nothing."""

    widget = ClockInput()
    data: time | None

    def _value(self) -> str:
        if self.data is not None:
            return self.data.strftime("%H:%M")
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a time; raises ValueError, whose sentence becomes the field's fault."""
        if valuelist:
            self.data = None
            self.data = clock_of(valuelist[0]) if valuelist[0].strip() else None


def clock_of(text: str) -> time:
    """Return the time that a text names: 18:00, 18.00, 18 or 6 pm. Raises ValueError with what to type."""
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    if found and found[3]:
        half = 12 if found[3].lower() == "pm" else 0
        hour = hour % 12 + half if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise ValueError("This is no time of day. Give it as in 18:00.")
    return time(hour, minute)


class ReadyForm(FlaskForm):  # type: ignore[misc]
    """One of the ready choices; who leads and who works in what stand beside it."""

    choice = RadioField("Ready choices", choices=dict(READY), validate_choice=False)
    charter = BooleanField("With the charter: which jobs the function does, and how it behaves. 3 minutes.")

    def validate_choice(self, field: RadioField) -> None:
        """Refuse what is none of them."""
        _is_offered(field, READY)


class QuestionnaireForm(FlaskForm):  # type: ignore[misc]
    """What of a questionnaire is no matrix of groups or capabilities."""

    name = StringField("Name", filters=[trimmed], validators=[readable])
    importance = RadioField(
        "What matters most", choices=dict(IMPORTANCE), validate_choice=False, default="none"
    )
    picks = IntegerField("How many they pick", default=PICKS)
    charter = BooleanField("They answer the charter: which jobs the function does, and how it behaves.")

    def __init__(self, *, taken: Iterable[str] = (), most: int = MOST_PICKS, **given: Any) -> None:
        """Remember the names of the others, and how many capabilities there are to pick from."""
        super().__init__(**given)
        self.taken = {each.casefold() for each in taken}
        self.most = min(MOST_PICKS, most)

    def validate_name(self, field: StringField) -> None:
        """Refuse no name, a long one, and one that another questionnaire has."""
        if not field.data:
            raise ValidationError("Give it a name. Respondents do not see it.")
        if len(field.data) > LONGEST_NAME:
            raise ValidationError(f"Shorten this to {LONGEST_NAME} characters or fewer.")
        if field.data.casefold() in self.taken:
            raise ValidationError("Another questionnaire of this wave has this name. Choose a new one.")

    def validate_importance(self, field: RadioField) -> None:
        """Refuse what is none of the choices."""
        _is_offered(field, IMPORTANCE)

    def validate_picks(self, field: IntegerField) -> None:
        """Refuse a number of picks that nobody can make; where none are asked for it says nothing."""
        field.errors = []
        if self.importance.data == "picks":
            WholeNumber(1, self.most)(self, field)


class TimesForm(FlaskForm):  # type: ignore[misc]
    """When a wave opens, closes, reminds and is sealed, on the clock of the engagement."""

    opens = RadioField(
        "It opens",
        choices={"launch": "When it is launched", "later": "At a time of its own"},
        validate_choice=False,
        default="launch",
    )
    opens_on = DayField("Opens on")
    opens_clock = ClockField("Opens at")
    closes_on = DayField("Closes on")
    closes_clock = ClockField("Closes at")
    reminders = StringField("Reminders, days before it closes", filters=[trimmed])
    grace_days = IntegerField("Days from closing to sealing")

    def __init__(self, manner: Manner, now: datetime, **given: Any) -> None:
        """Remember whose clock counts, and what time it is."""
        super().__init__(**given)
        self.manner, self.now = manner, now

    @property
    def opens_at(self) -> datetime | None:
        """Return when it opens, None with its launch, or where that was not said soundly."""
        if self.opens.data != "later" or self.opens_on.data is None or self.opens_clock.data is None:
            return None
        return moment_of(self.opens_on.data, self.opens_clock.data, self.manner)

    @property
    def closes_at(self) -> datetime | None:
        """Return when it closes, None where that was not said soundly."""
        if self.closes_on.data is None:
            return None
        return moment_of(self.closes_on.data, self.closes_clock.data or CLOSES_AT, self.manner)

    @property
    def reminder_days(self) -> tuple[int, ...]:
        """Return the days of the reminders, once the form is valid."""
        return tuple(int(each) for each in re.findall(r"\d+", self.reminders.data or ""))

    def validate_opens(self, field: RadioField) -> None:
        """Refuse what is none of the choices."""
        _is_offered(field, ("launch", "later"))

    def validate_opens_on(self, field: DayField) -> None:
        """Refuse an opening without a day, or one that has passed; without one the day says nothing."""
        if self.opens.data != "later":
            field.errors = []
        elif field.data is None and not field.errors:
            raise ValidationError("Give the day on which it opens.")
        elif self.opens_at is not None and self.opens_at <= self.now:
            raise ValidationError("This has passed. Give a later time, or let it open with the launch.")

    def validate_opens_clock(self, field: ClockField) -> None:
        """Refuse an opening without a time."""
        if self.opens.data != "later":
            field.errors = []
        elif field.data is None and not field.errors:
            raise ValidationError("Give the time at which it opens.")

    def validate_closes_on(self, field: DayField) -> None:
        """Refuse a closing that has passed, comes before the opening, or is very far away."""
        if field.errors:
            return
        if self.closes_at is None:
            raise ValidationError("Give the day on which it closes.")
        if self.closes_at <= self.now:
            raise ValidationError("This has passed. Give a day ahead.")
        if self.opens_at and self.closes_at <= self.opens_at:
            raise ValidationError("It would close before it opens. Give a later day.")
        if self.closes_at - (self.opens_at or self.now) > timedelta(days=MOST_DAYS_OPEN):
            raise ValidationError("It would stay open for more than a year. Give an earlier day.")

    def validate_closes_clock(self, field: ClockField) -> None:
        """Refuse a closing without a time."""
        if field.data is None and not field.errors:
            raise ValidationError("Give the time at which it closes.")

    def validate_reminders(self, field: StringField) -> None:
        """Refuse what are no days, and those that come before the opening."""
        pieces = re.split(r"[,;\s]+|\band\b", field.data or "")
        typed = [each for each in pieces if each]
        if any(not re.fullmatch("[0-9]{1,2}", each) or int(each) > MOST_DAYS_BEFORE for each in typed):
            raise ValidationError(
                f"Give days as in 5, 1: whole numbers up to {MOST_DAYS_BEFORE}, or nothing."
            )
        if len(set(typed)) > MOST_REMINDERS:
            raise ValidationError(f"Give {MOST_REMINDERS} days or fewer; more reminders are not read.")
        self._come_after_the_opening([int(each) for each in typed])

    def _come_after_the_opening(self, days: Sequence[int]) -> None:
        if self.closes_at is None or not days:
            return
        opening = self.manner.today(self.opens_at or self.now)
        if self.manner.today(self.closes_at) - timedelta(days=max(days)) < opening:
            raise ValidationError(
                f"{max(days)} days before it closes it is not open yet. Give fewer days, or close it later."
            )

    def validate_grace_days(self, field: IntegerField) -> None:
        """Refuse what is no number of days."""
        WholeNumber(0, 90)(self, field)


class PromiseForm(FlaskForm):  # type: ignore[misc]
    """What respondents are promised, and what they are told besides."""

    mode = RadioField(
        "Who sees single answers",
        choices={"confidential": "Confidential", "named": "Named to the consultant"},
        validate_choice=False,
    )
    threshold = IntegerField("People behind every figure", validators=[WholeNumber(3, 10)])
    comment_threshold = IntegerField("People behind comments")
    message = TextAreaField("Your message to the respondents", filters=[lambda text: plain(text or "")])

    def validate_mode(self, field: RadioField) -> None:
        """Refuse what is none of the choices."""
        _is_offered(field, ("confidential", "named"))

    def validate_comment_threshold(self, field: IntegerField) -> None:
        """Refuse fewer people behind words than behind figures."""
        least = self.threshold.data if self.threshold.data in range(3, 11) else 3
        WholeNumber(least, 20)(self, field)

    def validate_message(self, field: TextAreaField) -> None:
        """Refuse a message that nobody reads to its end, and what cannot be printed."""
        if len(field.data) > LONGEST_MESSAGE:
            raise ValidationError(
                f"This has {len(field.data):,} characters. Shorten it to {LONGEST_MESSAGE:,} or fewer."
            )
        if any(not (each.isprintable() or each in "\n\u200d\u200e\u200f") for each in field.data):
            raise ValidationError("Use letters, digits and signs; a control character is among them.")


def plain(text: str) -> str:
    """Return a text with plain line ends and none around it."""
    return "\n".join(line.replace("\t", " ").rstrip() for line in text.splitlines()).strip()


def _is_offered(field: Field, offered: Collection[str]) -> None:
    if field.data not in offered:
        raise ValidationError("Choose one of these.")
