"""A form with a field of every kind, as it is filled in and as it comes back with faults."""

from wtforms import (
    BooleanField,
    ColorField,
    DateField,
    FileField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.widgets import CheckboxInput, ListWidget

FUNCTIONS = [Choice("", "Choose the function"), *map(Choice, ("Marketing", "Sales", "IT"))]
ROLES = [*map(Choice, ("Interviewee", "Respondent", "Session participant", "Sponsor"))]
SIZES = [Choice("a4", "A4"), Choice("letter", "US Letter")]
PURPOSES = [
    Choice("questionnaire", "Questionnaire"),
    Choice("interview", "Interview"),
    Choice("session", "Strategy session"),
]
NOTES = {
    "questionnaire": "62 people rate 52 capabilities, in about 25 minutes.",
    "interview": "9 people agree on a time for 45 minutes.",
    "session": "24 people come to one room on 10 December.",
}
"""What stands under each purpose on its card."""


class EveryKind(Form):  # type: ignore[misc]
    """One field of each kind that pages use."""

    client = StringField("Client")
    closing = DateField("Closing date")
    firm = StringField("Your firm")
    function = SelectField("Function", choices=FUNCTIONS)
    brand = ColorField("Main colour")
    logo = FileField("Logo")
    words = TextAreaField("Covering words")
    pages = RadioField("Page size", choices=SIZES)
    roles = SelectMultipleField(
        "Roles", choices=ROLES, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    purpose = RadioField("What for", choices=PURPOSES)
    names = BooleanField("Show the names of those who have answered to the sponsor")


FAULTS = {
    "client": "Say who the client is; the name stands on every page.",
    "closing": "November has 30 days. Did you mean 30 Nov 2026?",
    "function": "Choose the function; results are shown by it.",
    "logo": "A logo may have up to 4 MB; this one has 11 MB. Save it smaller.",
    "words": "Keep {link} in the words: without it nobody finds the questionnaire.",
    "pages": "Choose the page size of the document.",
    "roles": "Choose at least one role.",
    "names": "The promise to respondents says that nobody sees their names. Take the tick out.",
}
"""A fault of each kind of field, with its remedy."""


def filled() -> EveryKind:
    """Return the form as it is filled in."""
    form = EveryKind(
        data={
            "client": "Lindqvist Motion",
            "function": "Marketing",
            "brand": "#5b2a62",
            "words": "Please answer for your own team. It takes 25 minutes.",
            "pages": "a4",
            "roles": ["Respondent", "Interviewee"],
            "purpose": "questionnaire",
            "names": False,
        }
    )
    return _apart(form, "filled")


def faulty() -> EveryKind:
    """Return the form as it comes back: what was typed is kept, and each field says what is wrong."""
    form = EveryKind(data={"client": "", "words": "Dear colleague", "names": True})
    form.closing.raw_data = ["31 Nov 2026"]
    for name, fault in FAULTS.items():
        form[name].errors = [fault]
    return _apart(form, "faulty")


def _apart(form: EveryKind, name: str) -> EveryKind:
    """Give the fields ids and names of their own, so that one page can hold the form twice."""
    for field in form:
        field.id = f"{name}-{field.short_name}"
        field.label.field_id = field.id
        field.name = field.id
    return form
