"""What the page of where an engagement leads shows."""

from zlib import crc32

from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.outlook import store
from workshop.outlook.forms import ObjectiveForm, OutlookForm
from workshop.outlook.store import ASPECTS, Aspect
from workshop.priorities import store as priorities
from workshop.priorities.forms import DeedForm
from workshop.sources import store as sources

MOST = 60
"""So many objectives an engagement may have; nobody keeps more of them in sight."""


def mark(text: str) -> str:
    """Return a mark of a text, which changes when the text does."""
    return str(crc32(text.encode())) if text else ""


def page(
    access: Opened,
    forms: dict[Aspect, OutlookForm] | None = None,
    theirs: dict[Aspect, str] | None = None,
    adding: ObjectiveForm | None = None,
) -> str:
    """Return the page, with the forms as they were typed where there are any.

    `theirs` is what someone else wrote meanwhile, by aspect.
    """
    db, number = database(), access.engagement.id
    written = store.outlook(db, number)
    found = priorities.priorities(db, number)
    forms = dict(forms or {})
    for aspect in ASPECTS:
        if aspect not in forms:
            text = written[aspect].text if aspect in written else ""
            forms[aspect] = OutlookForm(
                formdata=None, prefix=f"{aspect}-", data={"text": text, "was": mark(text)}
            )
    if adding is None:
        adding = ObjectiveForm(formdata=None)
        adding.offer(found)
    return framed(
        "outlook/outlook.html",
        access,
        written=written,
        forms=forms,
        theirs=theirs or {},
        adding=adding,
        objectives=store.objectives(db, number),
        priorities={each.id: each for each in found},
        outlook_sources=sources.sources(db, number, "outlook"),
        objective_sources=sources.sources(db, number, "objective"),
        most=MOST,
        form=DeedForm(formdata=None),
    )
