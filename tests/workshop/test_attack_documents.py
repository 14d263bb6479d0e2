"""Documents against somebody who looks for what few people said, or wants none to be made any more."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from reports.charts.slide import slide_svg
from reports.dossier_json import dossier_json
from reports.layout import VARIANTS
from reports.slides import slides, source_of
from tests.workshop import people
from tests.workshop.drafting import worked
from tests.workshop.furnished import Place, furnished
from tests.workshop.test_gate_attack import told as shown
from workshop import create_app
from workshop.assessments import store as assessments
from workshop.blueprints import making, store
from workshop.database import connect, write
from workshop.engagements.packs import freeze_pack
from workshop.engagements.store import Engagement, engagement
from workshop.findings.store import Decided, put
from workshop.roadmap import store as roadmap
from workshop.waves import counting
from workshop.waves.store import wave_by_id

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HIDDEN = ("A1", "C2")
"""What three people rate here, fewer than the threshold."""
QUESTIONS = ("current", "target", "importance")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return furnished(create_app(tmp_path_factory.mktemp("documents"), testing=True))


def world(place: Place, folder: Path, said: tuple[tuple[int, ...], ...]) -> Flask:
    """Return the app over a place in which three people rate what nobody else does: so, by question."""
    app = create_app(shutil.copytree(place.folder, folder), testing=True)
    db = connect(app.config["DATABASE"])
    say(db, said)
    by = people.account(db, people.INES).actor
    with write(db):
        for each in (*HIDDEN, "B1"):
            gap = Decided(
                f"gap:{each}", "gap", each[0], (each,), "", "", f"{each} gap", "", "accepted", wave=1
            )
            put(db, 1, gap, by, NOW)
    db.close()
    return app


def say(db: Database, said: tuple[tuple[int, ...], ...]) -> None:
    wave = assessments.latest_counted(db, 1)
    assert wave is not None
    sheets = [row[0] for row in db.execute("SELECT id FROM sheet WHERE wave_id = 1 ORDER BY id").fetchall()]
    with write(db):
        for capability in HIDDEN:
            db.execute("DELETE FROM answer WHERE capability = :capability", {"capability": capability})
            for question, codes in zip(QUESTIONS, said, strict=True):
                for sheet, code in zip(sheets, codes, strict=False):
                    db.execute(
                        """
                        INSERT INTO answer (sheet_id, capability, question, code, given_ms)
                        VALUES (:sheet, :capability, :question, :code, 1)""",
                        {"sheet": sheet, "capability": capability, "question": question, "code": code},
                    )
        tally = counting.counted(db, wave_by_id(db, wave.id), wave.pack)  # type: ignore[arg-type]
        assessments.store_tally(db, wave.id, tally, NOW)


FEW = ((1, 2, 3), (3, 3, 4), (1, 1, 2))
"""What the three say today, want, and how important it is to them."""
OTHERWISE = ((5, 4, 1), (5, 1, 5), (5, 5, 5))


def told(app: Flask) -> dict[str, bytes]:
    """Return all that documents are made of, and some charts."""
    with app.app_context():
        db, found = connect(app.config["DATABASE"]), {}
        held = engagement(db, 1)
        assert held is not None
        for each in VARIANTS:
            made = making.dossier_of(db, held, each, NOW)
            assert made is not None
            found[f"{each}.json"] = dossier_json(made[1])
            found[f"{each} held"] = repr(made[1]).encode()  # what no JSON tells counts too
            if each == "full":
                drawn = {one.id: one for one in slides(made[1]) if one.id in ("components", "value")}
                found |= {key: slide_svg(one.draw(), source_of(made[1])) for key, one in drawn.items()}
        db.close()
    return found


def issued(app: Flask, number: int) -> dict[str, object]:
    """Ask for the next issue, and return what it and the pages say."""
    client = people.signed_in(app, people.INES)
    home = "/engagements/1/blueprint"
    sent = {"csrf_token": people.csrf(client), "number": str(number)}
    assert client.post(f"{home}/summary/issues", data=sent).status_code == 303
    worked(app)
    db = connect(app.config["DATABASE"])
    found = store.issue(db, 1, "summary", number)
    db.close()
    assert found is not None
    files = {end: client.get(f"{home}/summary/issues/{number}.{end}").data for end in ("docx", "json")}
    # Suggestions, values and flags of paragraphs, by what they rest on.
    pages = ("initiatives/suggestions", "initiatives", "roadmap", "roadmap/value", "blueprint/chapters")
    texts = {each: shown(client, f"/engagements/1/{each}") for each in pages}
    return {"changes": found.changes, **files, **texts}


def test_nothing_depends_on_what_few_people_said(place: Place, tmp_path: Path) -> None:
    """The three say something else in the other world; nobody is to see in which of both they are."""
    one, other = world(place, tmp_path / "one", FEW), world(place, tmp_path / "other", OTHERWISE)
    seen, also = told(one), told(other)
    assert seen.keys() == also.keys()
    assert [key for key in seen if seen[key] != also[key]] == []
    assert issued(one, 3) == issued(other, 3)
    # In one world they change their minds before the next issue, in the other they do not.
    db = connect(one.config["DATABASE"])
    say(db, OTHERWISE)
    db.close()
    assert issued(one, 4) == issued(other, 4)


def about(app: Flask) -> tuple[Database, Engagement]:
    db = connect(app.config["DATABASE"])
    found = engagement(db, 1)
    assert found is not None
    return db, found


def test_a_document_of_a_kept_method_is_made_without_an_app(place: Place, tmp_path: Path) -> None:
    """A worker has no app; it once gave up each document of a method that interviews rest on."""
    app = create_app(shutil.copytree(place.folder, tmp_path / "kept"), testing=True)
    db, held = about(app)
    with write(db):
        freeze_pack(db, held, NOW)
        making.asked(db, making.DRAFT, 1, "participant", NOW)
    worked(app)
    assert db.execute("SELECT state FROM job WHERE kind = 'document'").fetchall() == [("done",)]
    db.close()


def test_an_issue_that_cannot_be_read_does_not_keep_the_next_from_being_made(
    place: Place, tmp_path: Path
) -> None:
    app = create_app(shutil.copytree(place.folder, tmp_path / "broken"), testing=True)
    db, _ = about(app)
    by = people.account(db, people.INES).actor
    with write(db):
        added = store.add_issue(
            db, 1, "summary", 3, wave=1, on=date(2026, 11, 20), by=by, dossier='{"figures": [{"key"',
            docx=b"PK", changes=(), now=NOW,
        )  # fmt: skip
        assert by.account_id is not None
        store.release(db, added, by.account_id, NOW)
    db.close()
    assert issued(app, 4)["changes"] == ()


def test_a_roadmap_in_which_nothing_is_spent_or_gained_has_a_return(place: Place, tmp_path: Path) -> None:
    """It was once divided by what lies between nothing and nothing."""
    app = create_app(shutil.copytree(place.folder, tmp_path / "free"), testing=True)
    db, _ = about(app)
    with write(db):
        roadmap.put_placements(db, 1, {2: roadmap.Placement(12)})
    db.close()
    client = people.signed_in(app, people.INES)
    assert client.get("/engagements/1/roadmap/return").status_code == 200


def test_asking_a_thousand_times_makes_one_document(place: Place, tmp_path: Path) -> None:
    app = create_app(shutil.copytree(place.folder, tmp_path / "often"), testing=True)
    db, _ = about(app)
    with write(db):
        for _ in range(1000):
            making.asked(db, making.DRAFT, 1, "participant", NOW)
    assert db.execute("SELECT count(*) FROM job WHERE kind = 'document'").fetchone() == (1,)
    db.close()


def test_no_draft_names_who_was_removed(place: Place, tmp_path: Path) -> None:
    """A draft is a parcel in which no search finds a name; so it goes with the person."""
    app = create_app(shutil.copytree(place.folder, tmp_path / "removed"), testing=True)
    db, _ = about(app)
    assert store.drafts(db, 1)
    client = people.signed_in(app, people.INES)
    removal = f"/engagements/1/people/{place.values['person_id']}/removal"
    assert client.post(removal, data={"csrf_token": people.csrf(client)}).status_code == 303
    assert store.drafts(db, 1) == {}
    db.close()
