"""The forms of documents: one of them, and a spreadsheet with many."""

from collections.abc import Collection
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from workshop.documents.files import LARGEST, Kept, NoFile, kept
from workshop.documents.sheet import kinds
from workshop.engagements.forms import DayField, OneOf
from workshop.meanwhile import MarkedForm
from workshop.sources.words import Words, one_line, paragraphs
from workshop.worksheets.sheets import Sheet

LONGEST_TITLE, LONGEST_OWNER, LONGEST_SHOWS = 200, 120, 2_000
_AGAIN = "The file waits until the rest is mended. Choose it again before you send."


class DeedForm(FlaskForm):  # type: ignore[misc]
    """One button: nothing is asked."""


class DocumentForm(MarkedForm):
    """A document; `kept` is the file that was sent with it, once the form is valid."""

    title = StringField(
        "Title",
        filters=[one_line],
        validators=[Words(LONGEST_TITLE, "Write the title as it stands on the document.")],
    )
    kind = SelectField(
        "Kind", validate_choice=False, validators=[OneOf("Choose what kind of document it is.")]
    )
    dated_on = DayField("Date")
    owner = StringField("Owner", filters=[one_line], validators=[Words(LONGEST_OWNER)])
    shows = TextAreaField("What it shows", filters=[paragraphs])
    capabilities = SelectMultipleField("Evidence for", validate_choice=False)
    file = FileField("File")
    kept: Kept | None = None

    def __init__(self, sheet: Sheet, known_kind: str = "", **given: Any) -> None:
        """Offer the kinds and capabilities of the method; `known_kind` is the document's own."""
        super().__init__(**given)
        offered = dict.fromkeys([*kinds(sheet), *([known_kind] if known_kind else [])])
        self.kind.choices = {"": "Choose a kind", **{each: each for each in offered}}
        self.capabilities.choices = [
            SelectChoice(each, name) for each, name in sheet.known.capabilities.items()
        ]
        self._must_show = sheet.columns["shows"].required

    def validate_shows(self, field: TextAreaField) -> None:
        """Refuse a text that is too long, or none where the method asks for it."""
        missing = "Say in a sentence or two what it shows, and what is missing." if self._must_show else ""
        Words(LONGEST_SHOWS, missing)(self, field)

    def validate_capabilities(self, field: SelectMultipleField) -> None:
        """Refuse what is no capability of the method."""
        if not set(field.data or ()) <= {each.value for each in field.choices}:
            raise ValidationError("One of these is no capability of the method. Choose again.")

    def validate_file(self, field: FileField) -> None:
        """Look at the file that was sent, if there is one."""
        if field.data:
            try:
                self.kept = kept(field.data.filename or "", field.data.read(LARGEST + 1))
            except NoFile as fault:
                raise ValidationError(str(fault)) from fault

    def say_file_is_gone(self) -> None:
        """Say beside the field that a browser does not send a file twice by itself."""
        if self.kept is not None:
            self.file.errors = [_AGAIN]

    @property
    def details(self) -> dict[str, Any]:
        """Return what the form holds as the store takes it."""
        chosen: Collection[str] = self.capabilities.data or ()
        return {
            "title": self.title.data,
            "kind": self.kind.data,
            "dated_on": self.dated_on.data,
            "owner": self.owner.data,
            "shows": self.shows.data,
            "capabilities": tuple(sorted({*chosen})),
        }


class ListForm(FlaskForm):  # type: ignore[misc]
    """A spreadsheet of documents."""

    file = FileField("Choose a file")

    def validate_file(self, field: FileField) -> None:
        """Refuse a form without a file."""
        if not (field.data and field.data.filename):
            raise ValidationError("Choose a CSV or XLSX file.")
