"""Documents while they are made: people go, consents end, workers die, and others want the same."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.bounded import next_line, program, together
from tests.workshop import people
from tests.workshop.furnished import NOW, Place, furnished
from tests.workshop.killed_document import WHILE
from tests.workshop.killed_job import PATIENCE, STARTED
from workshop import create_app
from workshop.accounts.store import close_account
from workshop.blueprints import making, store
from workshop.blueprints.slides.store import charts
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM, entries
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import progress, running
from workshop.jobs.queue import store as jobs
from workshop.transfer.ending import delete

VARIANT = "participant"
"""Nothing of it hangs in the furnished engagement."""
HOME = "/engagements/1"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return furnished(create_app(tmp_path_factory.mktemp("under-way"), testing=True))


@pytest.fixture
def app(place: Place, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(shutil.copytree(place.folder, tmp_path / "data"), testing=True)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.INES)


def press(client: FlaskClient, rest: str, **sent: object) -> int:
    data = {"csrf_token": people.csrf(client), **sent}
    return client.post(HOME + rest, data=data).status_code


def made_while(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> list[bytes]:
    """Let a deed happen while a document is written the first time; return what was written, as it comes."""
    files: list[bytes] = []

    def written(*_: object) -> bytes:
        files.append(b"PK: making %d" % (len(files) + 1))
        if len(files) == 1:
            deed()
        return files[-1]

    monkeypatch.setattr(making, "written", written)
    return files


def work(db: Database) -> None:
    while running.run_next(db, KINDS):
        pass


def speak(app: Flask, place: Place, answer: str) -> int:
    address = f"/p/{place.tokens['interviewed']}/quotes"
    browser = app.test_client()
    seen = browser.get(address).text.partition('name="seen-1" value="')[2][:64]
    sent = {"answer-1": answer, "seen-1": seen, "remark-1": "Margin first."}
    return browser.post(address, data=sent).status_code


def by_hand(view: str, **sent: object) -> Callable[[Flask, FlaskClient, Place], int]:
    return lambda _app, client, place: press(client, view.format(**place.values), **sent)


QUOTE = {"text": "Growth first.", "shown_as": "A director"}
WITHDRAWN = {
    "a person removed": by_hand("/people/{person_id}/removal"),
    "a person renamed": by_hand("/people/{person_id}", name="Karin Öst", email="", roles="respondent"),
    "an interview removed": by_hand("/interviews/{interview_id}/removal", name="Nils Berg"),
    "a consent withdrawn": by_hand("/quotes/{passage_id}", consent="none", **QUOTE),
    "a quote unmarked": by_hand("/quotes/{passage_id}/removal"),
    "a quote refused by its speaker": lambda app, _, place: speak(app, place, "no"),
    "other words asked for": lambda app, _, place: speak(app, place, "change"),
    "a source taken away": by_hand("/sources/{source_id}/removal"),
}


def asked(app: Flask, kind: str, by: people.Person = people.INES) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        if kind == making.ISSUE:
            store.put_wish(db, 1, VARIANT, people.account(db, by).actor, NOW)
        making.asked(db, kind, 1, VARIANT, NOW)
    db.close()


@pytest.mark.parametrize("deed", WITHDRAWN.values(), ids=WITHDRAWN)
def test_what_is_withdrawn_meanwhile_is_in_no_document(
    app: Flask,
    db: Database,
    client: FlaskClient,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    deed: Callable[..., int],
) -> None:
    """A document that was made of what stood before is made anew; drafts and charts from before go."""
    statuses: list[int] = []
    assert store.drafts(db, 1)
    assert charts(db, 1)
    made = made_while(monkeypatch, lambda: statuses.append(deed(app, client, place)))
    asked(app, making.DRAFT)
    work(db)
    assert statuses[0] in (200, 303)
    assert len(made) == 2
    assert store.drafts(db, 1).keys() == {VARIANT}
    assert store.draft_docx(db, 1, VARIANT) == made[1]
    assert not charts(db, 1)


def test_an_issue_is_made_anew_too(
    app: Flask, db: Database, client: FlaskClient, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_while(monkeypatch, lambda: WITHDRAWN["a consent withdrawn"](app, client, place))
    asked(app, making.ISSUE)
    work(db)
    found = store.latest_issue(db, 1, VARIANT)
    assert found is not None
    assert (found.number, store.issue_docx(db, found.id)) == (1, made[1])


def rename(db: Database) -> None:
    with write(db):
        db.execute("UPDATE engagement SET client = 'Elm' WHERE id = 1")


def test_a_template_or_a_name_given_meanwhile_is_in_the_draft(
    app: Flask, db: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    Document().save(file := BytesIO())
    sent = {"template": (BytesIO(file.getvalue()), "Alder.docx")}
    other = connect(app.config["DATABASE"])
    deeds = [lambda: press(client, "/blueprint/template", **sent), lambda: rename(other)]
    kept = store.drafts(db, 1).keys()
    for place, deed in enumerate(deeds):
        made = made_while(monkeypatch, deed)
        asked(app, making.DRAFT)
        work(db)
        assert store.draft_docx(db, 1, VARIANT) == made[1]
        # What was made before stays where only looks change, and goes where the client's name does.
        assert (store.drafts(db, 1).keys() >= kept) == (place == 0)
    other.close()


def test_other_work_keeps_no_document_from_being_made(
    app: Flask, db: Database, client: FlaskClient, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would never be made while people write."""
    widened = {"name": "Profitable growth", "outcome": "More of it", "weight": ""}
    other = connect(app.config["DATABASE"])

    def typed() -> None:
        assert press(client, f"/priorities/{place.values['priority_id']}", **widened) in (303, 422)
        with write(other):
            other.execute("UPDATE note SET text = text || ' And then margin.', revision = revision + 1")

    made = made_while(monkeypatch, typed)
    asked(app, making.DRAFT)
    work(db)
    other.close()
    assert len(made) == 1
    assert "summary" in store.drafts(db, 1)


def test_nothing_is_kept_of_an_engagement_that_is_deleted_meanwhile(
    app: Flask,
    db: Database,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture,
) -> None:
    """Neither while it is written nor before it is begun; and nothing is told as if it had gone wrong."""
    other = connect(app.config["DATABASE"])

    def end() -> None:
        found = engagements.engagement(other, 1)
        assert found is not None
        delete(other, found, PROGRAM, NOW)

    made = made_while(monkeypatch, end)
    asked(app, making.ISSUE)
    asked(app, making.DRAFT)
    work(db)
    assert len(made) == 1
    for table in ("job", "document_draft", "issue", "issue_wish", "document_mark"):
        column = "engagement_id"
        assert db.execute(f"SELECT count(*) FROM {table} WHERE {column} = 1").fetchone() == (0,), table
    assert "document" not in capfd.readouterr().err
    other.close()


def test_a_job_whose_engagement_went_before_it_began_ends_quietly(
    app: Flask, db: Database, capfd: pytest.CaptureFixture
) -> None:
    asked(app, making.DRAFT)
    found = jobs.under_way(db, making.DRAFT, making.subject(1, VARIANT))
    assert found is not None
    with write(db):
        held = running.taken(db, found.id, NOW)
    assert held is not None
    engagement = engagements.engagement(db, 1)
    assert engagement is not None
    delete(db, engagement, PROGRAM, NOW)
    assert not running.run(db, held, KINDS[held.kind])
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", [making.DRAFT, making.ISSUE])
def test_nothing_is_kept_once_the_engagement_is_archived(
    app: Flask, db: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    made_while(monkeypatch, lambda: press(client, "/archive"))
    asked(app, kind)
    work(db)
    assert VARIANT not in store.drafts(db, 1)
    assert store.latest_issue(db, 1, VARIANT) is None
    assert store.wish(db, 1, VARIANT) is None
    # What is asked for while it lies there is made all the same: it can be read.
    asked(app, making.DRAFT)
    work(db)
    assert VARIANT in store.drafts(db, 1)


def test_a_wave_that_is_opened_again_meanwhile_is_not_issued(
    app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_while(monkeypatch, lambda: monkeypatch.setattr(making, "is_open", lambda *_: True))
    asked(app, making.ISSUE)
    work(db)
    assert store.latest_issue(db, 1, VARIANT) is None


def test_whoever_asks_again_is_the_author(app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise RuntimeError("no disk")

    monkeypatch.setattr(making, "written", fail)
    asked(app, making.ISSUE, people.INES)
    for attempt in range(running.ATTEMPTS):
        later = progress.present() + timedelta(minutes=attempt + 1)
        assert running.run_next(db, KINDS, clock=lambda later=later: later)
    assert store.latest_issue(db, 1, VARIANT) is None
    made_while(monkeypatch, lambda: asked(app, making.ISSUE, people.ADA))  # and again while it is written
    asked(app, making.ISSUE, people.TOM)
    work(db)
    found = store.latest_issue(db, 1, VARIANT)
    assert found is not None
    assert (found.number, found.by) == (1, people.ADA.name)
    assert entries(db, 1, topic="document")[0].actor == people.ADA.name
    assert store.wish(db, 1, VARIANT) is None


def test_what_a_consultant_asked_for_is_made_after_they_left(
    app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = connect(app.config["DATABASE"])

    def leave() -> None:
        with write(other):
            close_account(other, people.account(other, people.INES).id, NOW)

    made_while(monkeypatch, leave)
    asked(app, making.ISSUE)
    work(db)
    other.close()
    found = store.latest_issue(db, 1, VARIANT)
    assert found is not None
    assert found.by == people.INES.name


def test_two_who_issue_at_once_get_one_number(
    app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two consultants press, each twice, and two workers take what waits."""
    made_while(monkeypatch, lambda: None)
    both = Barrier(2)
    statuses: list[int] = []

    def ask(who: people.Person) -> None:
        browser = people.signed_in(app, who)
        token = {"csrf_token": people.csrf(browser), "number": "1"}
        both.wait(PATIENCE)
        for _ in range(2):
            answer = browser.post(f"{HOME}/blueprint/{VARIANT}/issues", data=token)
            statuses.append(answer.status_code)
        app.extensions["connections"].close_here()

    def labour() -> None:
        own = connect(app.config["DATABASE"])
        both.wait(PATIENCE)
        work(own)
        own.close()

    together([Thread(target=ask, args=(who,)) for who in (people.INES, people.ADA)])
    together([Thread(target=labour) for _ in range(2)])
    assert statuses == [303] * 4
    work(db)
    assert [each.number for each in store.issues(db, 1) if each.variant == VARIANT] == [1]
    deeds = [each.deed for each in entries(db, 1, topic="document")]
    assert sum("worksheet, issue 1" in each for each in deeds) == 1


@pytest.mark.parametrize("where", WHILE)
def test_a_worker_killed_in_the_middle_leaves_nothing_half(
    app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    asked(app, making.ISSUE)
    command = [sys.executable, "-m", "tests.workshop.killed_document", app.config["DATABASE"], where]
    with program(command, stdout=subprocess.PIPE) as worker:
        assert next_line(worker.stdout).strip() == STARTED
        worker.send_signal(signal.SIGKILL)
        worker.wait(PATIENCE)
    assert store.latest_issue(db, 1, VARIANT) is None
    assert store.wish(db, 1, VARIANT) is not None
    made = made_while(monkeypatch, lambda: None)
    later = progress.present() + progress.LEASE + timedelta(seconds=1)
    assert running.run_next(db, KINDS, clock=lambda: later)
    found = store.latest_issue(db, 1, VARIANT)
    assert found is not None
    assert (found.number, store.issue_docx(db, found.id)) == (1, made[0])
    assert not running.run_next(db, KINDS, clock=lambda: later)
