"""An engagement with accepted findings, for the tests of initiatives, and what they read of its pages."""

import re
from html import unescape

from flask import Flask

from questionnaires.loading import shipped_pack
from questionnaires.roadmap.plan import Initiative
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from tests.workshop.prioritised import Strategy
from workshop.assessments.importing import import_engagement
from workshop.database import connect, write
from workshop.findings.store import Decided, put
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.store import Kept

PACK = shipped_pack("customer_success_operations")


def with_gaps(app: Flask) -> Strategy:
    """Twelve people of one mind: today 2, wanted 4; two gaps are accepted."""
    db = connect(app.config["DATABASE"])
    number = import_engagement(
        db,
        client=world.CLIENT,
        consultancy="Fenwick Hale Advisory",
        pack_name=PACK.id,
        data=world.answers([("Marketing", ("2", "4"))] * 12, method=PACK),
        file_name="answers.csv",
        now=NOW,
        actor=people.actor(app, people.INES),
    )
    with write(db):
        for each in ("R1", "P2"):
            part = PACK.component_of[each].id
            gap = Decided(f"gap:{each}", "gap", part, (each,), "", "", f"{each} gap", "", "accepted", wave=1)
            put(db, number, gap, people.actor(app, people.INES), NOW)
    db.close()
    client = people.signed_in(app, people.INES)
    return Strategy(app, client, number, people.csrf(client))


def kept(place: Strategy) -> dict[str, Kept]:
    return {each.initiative.title: each for each in store.kept(place.db, place.engagement_id)}


def made(place: Strategy, title: str, **more: object) -> int:
    """Store an initiative and return its number."""
    db = place.db
    values = {"component": PACK.components[0].id, **more}
    with write(db):
        each = Initiative(id=0, title=title, **values)  # type: ignore[arg-type]
        return store.add(db, place.engagement_id, each, "own", people.actor(place.app, people.INES), NOW)


def suggested(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'id="suggestion-([^"]+)"', page)))


def fields(page: str) -> dict[str, object]:
    """Return what a browser would send of the form of an initiative."""
    found: dict[str, object] = {}
    form = page.split('class="form initiative-form"')[1].split("</form>")[0]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            told = unescape(value[1]) if value else ""
            was = found.get(name[1])
            found[name[1]] = [*was, told] if isinstance(was, list) else [told] if "checkbox" in tag else told
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', form, re.DOTALL
    ):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    found.pop("csrf_token")
    return found


def deeds(place: Strategy) -> list[str]:
    rows = place.db.execute("SELECT deed FROM history WHERE topic = 'roadmap' ORDER BY id").fetchall()
    return [row[0] for row in rows]
