"""What hangs in the blueprint of an engagement: a draft, two issues, own words, a chart."""

from datetime import date, datetime

from flask import Flask

from tests.workshop import people
from tests.workshop.papers_kept import package
from workshop.blueprints import store
from workshop.blueprints.chapters import store as chapters
from workshop.blueprints.chapters.store import Leaning
from workshop.blueprints.slides.store import Drawn, put_charts
from workshop.database import connect, write

VARIANT = "summary"


def documented(app: Flask, engagement: int, now: datetime) -> dict[str, str]:
    """Store all of it, and return what the addresses of it hold."""
    db = connect(app.config["DATABASE"])
    ines = people.account(db, people.INES).actor
    with write(db):
        store.put_draft(db, engagement, VARIANT, 1, "a" * 64, package("docx"), now)
        for number in (1, 2):
            changes = ("Overall, today: 2.4 before, 2.6 now.",) if number > 1 else ()
            store.add_issue(
                db, engagement, VARIANT, number, wave=1, on=date(2026, 11, 20), by=ines,
                dossier='{"figures": []}', docx=package("docx"), changes=changes, now=now,
            )  # fmt: skip
        leaning = [Leaning("overall.current", "Overall, today", "0.4")]
        words = "Begin with the data, whatever is decided on tools."
        number = chapters.add_paragraph(db, engagement, "gaps", words, leaning, ines, now)
        drawn = Drawn("answers-A", "How answers spread", "Technology", b"<svg/>", b"PNG")
        put_charts(db, engagement, 1, [drawn], now)
    db.close()
    return {
        "variant": VARIANT,
        "chapter": "gaps",
        "paragraph_id": str(number),
        "chart": "answers-A",
        "picture": "svg",
    }
