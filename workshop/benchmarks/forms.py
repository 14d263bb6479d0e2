"""The forms of the benchmark: give to the pool, one figure of others, and a spreadsheet of them."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import ValidationError

from questionnaires.benchmark_pool import OVERALL
from questionnaires.pack import MethodPack
from workshop.benchmarks.pool.choices import REGIONS, SECTORS, SIZES
from workshop.benchmarks.pool.giving import Gift
from workshop.benchmarks.pool.organisations import same_name
from workshop.benchmarks.typed import FIELDS, Reader, Typed
from workshop.engagements.forms import OneOf
from workshop.fields import readable, trimmed
from workshop.sources.words import Words, one_line

LONGEST_NAME = 120


class DeedForm(FlaskForm):  # type: ignore[misc]
    """One button: nothing is asked."""


def _listed(label: str, remedy: str, choices: dict[str, str]) -> SelectField:
    return SelectField(
        label, choices={"": "Choose", **choices}, validate_choice=False, validators=[OneOf(remedy)]
    )


class GiftForm(FlaskForm):  # type: ignore[misc]
    """Whose result enters the pool, what that organisation is like, and that the client agreed."""

    organisation = StringField(
        "Organisation",
        filters=[trimmed],
        validators=[Words(LONGEST_NAME, "Name the organisation that was assessed."), readable],
    )
    sector = _listed("Sector", "Choose its sector.", dict(SECTORS))
    size = _listed("Size", "Choose its size.", dict(SIZES))
    region = _listed("Region", "Choose its region.", dict(REGIONS))
    agreed = BooleanField("The client agreed that these means enter the pool, without its name")
    stays = BooleanField("The client agreed that they stay when this engagement is deleted")

    def validate_organisation(self, field: StringField) -> None:
        """Refuse a name that is not known again."""
        if not same_name(field.data or ""):
            raise ValidationError("Use a name with letters or digits.")

    def validate_agreed(self, field: BooleanField) -> None:
        """Refuse a result that nobody agreed to."""
        if not field.data:
            raise ValidationError("Ask the client first, and tick this when they have agreed.")

    @property
    def gift(self) -> Gift:
        """Return what the form holds."""
        alike = {"sector": self.sector.data, "size": self.size.data, "region": self.region.data}
        return Gift(self.organisation.data, alike, bool(self.stays.data))


class FigureForm(FlaskForm):  # type: ignore[misc]
    """How others do in one component or capability."""

    id = SelectField("Component or capability", validate_choice=False)
    median = StringField(FIELDS["median"], filters=[one_line])
    low = StringField(FIELDS["low"], filters=[one_line])
    high = StringField(FIELDS["high"], filters=[one_line])
    organisations = StringField(FIELDS["organisations"], filters=[one_line])
    source = StringField(FIELDS["source"], filters=[one_line])
    years = StringField(FIELDS["years"], filters=[one_line])

    def offer(self, pack: MethodPack) -> None:
        """Offer the parts of a pack."""
        capabilities = {
            part.name: {f"capability:{each.id}": f"{each.id} {each.name}" for each in part.capabilities}
            for part in pack.components
        }
        components = {f"component:{part.id}": part.name for part in pack.components}
        whole = {"": "Choose", f"overall:{OVERALL}": "Overall"}
        self.id.choices = {"": whole, "Components": components, **capabilities}

    def read(self, reader: Reader) -> Typed:
        """Return what was typed, each fault beside its field."""
        typed = reader.read({name: self[name].data or "" for name in FIELDS})
        for name, fault in typed.faults.items():
            self[name].errors = [fault]
        return typed


class ListForm(FlaskForm):  # type: ignore[misc]
    """A spreadsheet."""

    file = FileField("Choose a file")

    def validate_file(self, field: FileField) -> None:
        """Refuse a form without a file."""
        if not (field.data and field.data.filename):
            raise ValidationError("Choose a CSV or XLSX file.")
