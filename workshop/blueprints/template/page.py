"""What the page of documents says of the client's own template."""

from dataclasses import dataclass

from sqlite_utils import Database

from workshop.blueprints.template import store
from workshop.blueprints.template.forms import TemplateForm
from workshop.blueprints.template.store import KeptTemplate


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """The template that is kept, None without one; the form for another one, and what is wrong with it."""

    kept: KeptTemplate | None
    form: TemplateForm
    faults: tuple[str, ...] = ()


def shown(
    db: Database, engagement_id: int, form: TemplateForm | None = None, faults: tuple[str, ...] = ()
) -> TemplatePart:
    """Return what is to be seen of an engagement's template."""
    return TemplatePart(store.kept_template(db, engagement_id), form or TemplateForm(formdata=None), faults)
