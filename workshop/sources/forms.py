"""The form of a source: one of four kinds, each with its own fields."""

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from workshop.sources.store import Paper, Passage, Speaker
from workshop.sources.words import Words, paragraphs

LONGEST_WORDS = 600
_SHOWN = 110
CONSENTS = {
    "attributed": "Name and title may stand beside it",
    "role": "Only the role may stand beside it",
    "none": "Not to be quoted",
}
"""How an interview may be named as a source, as in interviews and quotes."""


class SourceForm(FlaskForm):  # type: ignore[misc]
    """A source of one kind: the fields of the others are of no use."""

    kind = RadioField(
        choices={
            "interview": "An interview",
            "passage": "A quote",
            "document": "A document",
            "words": "Typed words",
        },
        validate_choice=False,
    )
    interview = SelectField("Interview", default="", validate_choice=False)
    consent = SelectField("They may be named", default="none", choices=dict(CONSENTS), validate_choice=False)
    passage = SelectField("Quote", default="", validate_choice=False)
    document = SelectField("Document", default="", validate_choice=False)
    words = TextAreaField("Words", filters=[paragraphs])

    def offer(self, speakers: list[Speaker], passages: list[Passage], papers: list[Paper]) -> None:
        """Offer what there is in the engagement."""
        self.interview.choices = _choices({each.id: _speaker(each) for each in speakers})
        self.passage.choices = _choices({each.id: _passage(each) for each in passages})
        self.document.choices = _choices({each.id: each.title for each in papers})

    def validate_kind(self, field: RadioField) -> None:
        """Refuse what is none of the kinds."""
        if field.data not in field.choices:
            raise ValidationError("Choose an interview, a quote or a document, or type the words.")

    def validate_interview(self, field: SelectField) -> None:
        """Refuse an interview that is none of the engagement's."""
        self._is_offered(field, "Choose an interview.")

    def validate_consent(self, field: SelectField) -> None:
        """Refuse what nobody can consent to."""
        if self.kind.data == "interview" and field.data not in CONSENTS:
            raise ValidationError("Choose how they may be named.")

    def validate_passage(self, field: SelectField) -> None:
        """Refuse a quote that is none of the engagement's."""
        self._is_offered(field, "Choose a quote.")

    def validate_document(self, field: SelectField) -> None:
        """Refuse a document that is none of the engagement's."""
        self._is_offered(field, "Choose a document.")

    def validate_words(self, field: TextAreaField) -> None:
        """Refuse words that say nothing, or too many of them."""
        if self.kind.data == "words":
            Words(LONGEST_WORDS, "Write where this comes from, as in Annual report 2026, page 4.")(
                self, field
            )

    @property
    def kind_id(self) -> int:
        """Return the number of the interview, quote or document; 0 for words."""
        return 0 if self.kind.data == "words" else int(self[self.kind.data].data)

    def _is_offered(self, field: Field, remedy: str) -> None:
        if self.kind.data == field.name and (
            not field.data or field.data not in {each.value for each in field.choices}
        ):
            raise ValidationError(remedy)


def _choices(named: dict[int, str]) -> list[SelectChoice]:
    return [SelectChoice("", "Choose"), *(SelectChoice(str(key), name) for key, name in named.items())]


def _speaker(speaker: Speaker) -> str:
    return f"{speaker.name}, {speaker.title}" if speaker.title else speaker.name


def _passage(passage: Passage) -> str:
    text = " ".join(passage.text.split())
    return f"{passage.name}: {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"
