"""Dossiers for the tests of this room: the demonstration, and small ones made from a few ratings."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.reading import read_answers
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.dossier import Dossier
from tests.questionnaires.samples import TWO, table

ANSWERS = Path(__file__).resolve().parents[2] / "workshop" / "demo" / "answers.xlsx"


@cache
def demo() -> Dossier:
    """Return the dossier of the demonstration engagement."""
    pack = shipped_pack("marketing_operations")
    scores = score(pack, count(read_answers(ANSWERS.read_bytes(), pack)))
    return dossier(pack, scores)


@cache
def demo_file() -> bytes:
    """Return the demonstration's blueprint."""
    return blueprint(demo())


def dossier(pack: MethodPack, scores, **changes) -> Dossier:
    """Return a dossier with everything but pack and scores filled in."""
    given = {
        "client": "Tarnfield Controls",
        "consultancy": "Fenwick Hale Advisory",
        "assessed": "October 2026",
    }
    return Dossier(pack=pack, scores=scores, issued=date(2026, 11, 22), **(given | changes))


def rated(ratings: Sequence[Sequence[int]], pack: MethodPack = TWO, groups=None, **changes) -> Dossier:
    """Return a dossier in which each person gives each capability a level today and wants the next."""
    codes = [[[level, min(level + 1, 5) if level < 6 else 0, 3] for level in person] for person in ratings]
    return dossier(pack, score(pack, count(table(pack, codes, groups))), **changes)


def opened(file: bytes) -> DocxDocument:
    """Return the document in a file."""
    return Document(BytesIO(file))


def texts(document: DocxDocument) -> list[str]:
    """Return the text of every paragraph of the body, those in tables included, in reading order."""
    return [
        "".join("\n" if each.tag.endswith("}br") else each.text or "" for each in p.iter("{*}t", "{*}br"))
        for p in document.element.body.iter("{*}p")
    ]
