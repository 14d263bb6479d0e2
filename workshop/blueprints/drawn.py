"""How the page of documents is drawn, for whichever of its forms it comes back from."""

from datetime import UTC, datetime

from workshop.access import Opened
from workshop.blueprints.forms import IssueForm
from workshop.blueprints.page import documents
from workshop.blueprints.template.page import TemplatePart, shown
from workshop.database import database
from workshop.documents.files import told_size
from workshop.engagements.frame import framed


def page(access: Opened, form: IssueForm | None = None, template: TemplatePart | None = None) -> str:
    """Return the page of an engagement's consultants, with a form as it was sent where there is one."""
    db, number = database(), access.engagement.id
    return framed(
        "blueprints/documents.html",
        access,
        page=documents(db, access.engagement, datetime.now(UTC)),
        form=form or IssueForm(formdata=None),
        taken=template or shown(db, number),
        size=told_size,
    )
