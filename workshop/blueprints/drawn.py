"""How the page of documents is drawn, for whichever of its forms it comes back from."""

from datetime import UTC, datetime

from flask import Response, after_this_request

from workshop.access import Opened
from workshop.blueprints.forms import IssueForm
from workshop.blueprints.page import documents
from workshop.blueprints.template.page import TemplatePart, shown
from workshop.database import database
from workshop.documents.files import told_size
from workshop.engagements.frame import framed
from workshop.headers import SAVING


def page(access: Opened, form: IssueForm | None = None, template: TemplatePart | None = None) -> str:
    """Return the page of an engagement's consultants, with a form as it was sent where there is one."""
    db, number = database(), access.engagement.id
    found = documents(db, access.engagement, datetime.now(UTC))
    if found.is_under_way:
        after_this_request(let_it_be_followed)
    return framed(
        "blueprints/documents.html",
        access,
        page=found,
        form=form or IssueForm(formdata=None),
        taken=template or shown(db, number),
        size=told_size,
    )


def let_it_be_followed(answer: Response) -> Response:
    """Let the script of a page ask how far what is being made is."""
    answer.headers["Content-Security-Policy"] = SAVING
    return answer
