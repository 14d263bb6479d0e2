"""The forms of judgements: one of them with its evidence, and a table of all capabilities."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from questionnaires.judgement import KINDS, Kind
from questionnaires.pack import MethodPack
from workshop.documents.store import Document
from workshop.engagements.forms import OneOf
from workshop.judgements.levels import tenths_of
from workshop.judgements.standing import Place
from workshop.sources.words import Words, one_line, paragraphs

LONGEST_REASON, LONGEST_EVIDENCE = 600, 2_000
_WHY = "Say in a sentence why: the record keeps it."


def number_in(field: HiddenField) -> int:
    """Return the number that a hidden field holds, 0 for anything else."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class JudgementForm(FlaskForm):  # type: ignore[misc]
    """What is said of one capability, or that it is withdrawn; `tenths` is the figure once it is valid."""

    kind = RadioField("What you judge", validate_choice=False, validators=[OneOf("Choose what you judge.")])
    value = StringField("Figure", filters=[one_line])
    reason = TextAreaField("Why", filters=[paragraphs], validators=[Words(LONGEST_REASON, _WHY)])
    evidence = TextAreaField("Evidence", filters=[paragraphs], validators=[Words(LONGEST_EVIDENCE)])
    documents = SelectMultipleField("Documents", validate_choice=False)
    seen = HiddenField()
    wave = HiddenField()
    at = HiddenField()
    withdraw = SubmitField()
    tenths: int | None = None

    def __init__(self, kinds: Sequence[Kind], documents: Sequence[Document], **given: Any) -> None:
        """Offer what may be said, and the documents of the review."""
        super().__init__(**given)
        self.kind.choices = {kind: KINDS[kind] for kind in kinds}
        self.documents.choices = [SelectChoice(str(each.id), each.title) for each in documents]

    def validate_value(self, field: StringField) -> None:
        """Read the figure; a withdrawal has none."""
        if self.withdraw.data or self.kind.data not in self.kind.choices:
            return
        try:
            self.tenths = tenths_of(field.data, self.kind.data)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault

    def validate_documents(self, field: SelectMultipleField) -> None:
        """Refuse what is no document of the engagement."""
        if not set(field.data or ()) <= {each.value for each in field.choices}:
            raise ValidationError("One of these documents is not here any more. Choose again.")

    @property
    def chosen(self) -> list[tuple[int, str]]:
        """Return the documents that were chosen, as the store takes them."""
        return [
            (int(each.value), each.label)
            for each in self.documents.choices
            if each.value in self.documents.data
        ]


class _TableForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField(
        "Why, for every row without a reason of its own",
        filters=[paragraphs],
        validators=[Words(LONGEST_REASON)],
    )
    seen = HiddenField()
    wave = HiddenField()


def table_form(pack: MethodPack, kinds: Sequence[Kind], values: Mapping[Place, str], **hidden: int) -> Any:
    """Return a form with a field for each figure of each capability, and for the reason of its row."""
    fields: dict[str, Any] = {}
    for each in pack.capabilities:
        for kind in kinds:
            fields[name_of((each.id, kind))] = StringField(
                f"{KINDS[kind]}, {each.id}", default=values.get((each.id, kind), ""), filters=[one_line]
            )
        fields[f"reason_{each.id}"] = StringField(
            f"Why, {each.id}", filters=[one_line], validators=[Words(LONGEST_REASON)]
        )
    return type("TableForm", (_TableForm,), fields)(data={key: str(each) for key, each in hidden.items()})


def name_of(place: Place) -> str:
    """Return the name of the field of a place."""
    return f"{place[1]}_{place[0]}"
