"""The form of an engagement, the same where it begins and where its settings are changed."""

import re
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, Form, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import DateInput, TextInput

from workshop.engagements.days import day_of
from workshop.engagements.logos.picture import LARGEST_FILE, NoLogo, logo_of
from workshop.engagements.methods import method, methods
from workshop.engagements.store import Engagement, Settings
from workshop.fields import readable, trimmed
from workshop.manner import PLAIN, Manner, currencies, manners, zones, zones_by_region
from workshop.meanwhile import MarkedForm

LONGEST_NAME, LONGEST_FUNCTION = 120, 80
BRAND, ACCENT = "#0F4C3A", "#F5B700"
"""The colours of a client who has named none."""


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Shorten this to {length} characters or fewer.")


class OneOf:
    """Refuses what is not among the choices, with the sentence that says what to do."""

    def __init__(self, remedy: str) -> None:
        """Remember the sentence."""
        self.remedy = remedy

    def __call__(self, _form: Form, field: SelectField) -> None:
        """Raise ValidationError where the field holds something else."""
        known: set[str] = set()
        for value, label in field.choices.items():
            known |= set(label) if isinstance(label, dict) else {value}
        if not field.data or field.data not in known:
            raise ValidationError(self.remedy)


class DayInput:
    """A date input; a text that is no day stands in a plain input, since the other would hide it."""

    input_type = "date"

    def __call__(self, field: "DayField", **attributes: object) -> Any:
        """Return the input of a field."""
        return (TextInput() if field.process_errors else DateInput())(field, **attributes)


class DayField(Field):  # type: ignore[misc]
    """A day or nothing."""

    widget = DayInput()
    data: date | None

    def _value(self) -> str:
        if self.data is not None:
            return self.data.isoformat()
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a day; raises NoDay, a ValueError whose sentence becomes the field's fault."""
        if valuelist:
            self.data = None  # also where what follows is no day
            self.data = day_of(valuelist[0], PLAIN) if valuelist[0].strip() else None


class ColourField(StringField):  # type: ignore[misc]
    """A colour as #RRGGBB; it may be typed in small letters, without its #, or as #RGB."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a colour as it may be typed."""
        if not valuelist:
            return
        typed = valuelist[0].strip()
        digits = typed.removeprefix("#")
        if re.fullmatch("[0-9A-Fa-f]{3}", digits):
            digits = "".join(2 * each for each in digits)
        self.data = f"#{digits.upper()}" if re.fullmatch("[0-9A-Fa-f]{6}", digits) else typed

    def pre_validate(self, _form: Form) -> None:
        """Refuse what is no colour."""
        if not re.fullmatch("#[0-9A-F]{6}", self.data or ""):
            raise ValidationError("Give a colour as # and six digits or letters A to F, as in #0F4C3A.")


class EngagementForm(MarkedForm):
    """What is asked of an engagement; `png` is the logo that was sent, once the form is valid."""

    client = StringField(
        "Client",
        filters=[trimmed],
        validators=[
            DataRequired(
                "Say who the client is; the name stands on every page and on the document’s title page."
            ),
            _at_most(LONGEST_NAME),
            readable,
        ],
    )
    consultancy = StringField("Your firm", filters=[trimmed], validators=[_at_most(LONGEST_NAME), readable])
    pack = SelectField(
        "Method", validate_choice=False, validators=[OneOf("Choose the method that will be used.")]
    )
    function_assessed = StringField(
        "Function assessed", filters=[trimmed], validators=[_at_most(LONGEST_FUNCTION), readable]
    )
    starts_on = DayField("Start")
    session_on = DayField("Strategy session")
    ends_on = DayField("End")
    manner = SelectField(
        "Dates and numbers", validate_choice=False, validators=[OneOf("Choose how dates are written.")]
    )
    time_zone = SelectField(
        "Time zone", validate_choice=False, validators=[OneOf("Choose the place whose clock counts.")]
    )
    currency = SelectField("Currency", validate_choice=False, validators=[OneOf("Choose a currency.")])
    page_size = RadioField(
        "Page size",
        choices={"A4": "A4, 210 × 297 mm", "Letter": "Letter, 8.5 × 11 in"},
        validate_choice=False,
        validators=[OneOf("Choose the size of the document’s pages.")],
    )
    brand = ColourField("First colour")
    accent = ColourField("Second colour")
    logo = FileField("Logo")
    png: bytes | None = None

    def __init__(self, *, fixed_pack: str | None = None, **given: Any) -> None:
        """Offer what there is to choose; with a fixed pack, that one and no other."""
        super().__init__(**given)
        known = {each.name: f"{each.title} (version {each.version})" for each in methods()}
        # Which of several was used only a person can say; the wrong one would only give faults.
        asked = {} if len(known) == 1 or self.pack.object_data else {"": "Choose the method"}
        self.pack.choices = asked | known
        if fixed_pack is not None:
            self.pack.choices, self.pack.data = {fixed_pack: fixed_pack}, fixed_pack
        self.manner.choices = dict(manners())
        self.time_zone.choices = zones_by_region()
        self.currency.choices = dict(currencies())

    def validate_function_assessed(self, field: StringField) -> None:
        """Take the method's function where none is named."""
        if not field.data and self.pack.data in {each.name for each in methods()}:
            field.data = method(self.pack.data).function

    def validate_session_on(self, field: DayField) -> None:
        """Refuse a session before the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(f"The session is before the start, {PLAIN.day(self.starts_on.data)}.")

    def validate_ends_on(self, field: DayField) -> None:
        """Refuse an end before what it ends."""
        for name, other in (("session", self.session_on), ("start", self.starts_on)):
            if field.data and other.data and field.data < other.data:
                raise ValidationError(f"The end is before the {name}, {PLAIN.day(other.data)}.")

    def validate_logo(self, field: FileField) -> None:
        """Make the logo of the file that was sent, if there is one."""
        if field.data:
            try:
                self.png = logo_of(field.data.read(LARGEST_FILE + 1))
            except NoLogo as fault:
                raise ValidationError(str(fault)) from fault

    @property
    def settings(self) -> Settings:
        """Return what the form holds once it is valid."""
        taken = {name: self[name].data for name in Settings.__dataclass_fields__ if name != "manner"}
        return Settings(**taken, manner=Manner(self.manner.data, self.time_zone.data))


def new_form(latest: Engagement | None) -> EngagementForm:
    """Return the form of a new engagement, with the firm's ways as in the latest one."""
    known = methods()
    given: dict[str, object] = {"brand": BRAND, "accent": ACCENT}
    if len(known) == 1:
        given |= {"pack": known[0].name, "function_assessed": known[0].function}
    ways = latest.settings if latest else None
    return EngagementForm(
        data=given
        | {
            "consultancy": ways.consultancy if ways else "",
            "currency": ways.currency if ways else "EUR",
            "page_size": ways.page_size if ways else "A4",
            "manner": (ways.manner if ways else PLAIN).locale,
            "time_zone": (ways.manner if ways else PLAIN).zone,
        }
    )


def shown_of(engagement: Engagement) -> dict[str, object]:
    """Return an engagement's settings as the form shows them, by field."""
    settings = engagement.settings
    given = {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
    return given | {"manner": settings.manner.locale, "time_zone": settings.manner.zone}


def settings_form(engagement: Engagement, *, answered: bool) -> EngagementForm:
    """Return the form with an engagement's settings; its method stays once answers are in."""
    settings, given = engagement.settings, shown_of(engagement)
    marks = {"mark": EngagementForm.marks(given)}
    form = EngagementForm(data=given | marks, fixed_pack=settings.pack if answered else None)
    zone = settings.manner.zone
    if zone not in zones():
        form.time_zone.choices = {"As it is": {zone: zone}, **zones_by_region()}
    return form
