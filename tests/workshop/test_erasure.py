"""What was deleted is gone from the files on the disk, once the timekeeper has been there."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop import erasure
from workshop.database import connect, write
from workshop.invitations import store as invitations
from workshop.jobs.process import keep_time
from workshop.links import new_link
from workshop.mail import store as mail
from workshop.people import store


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def word(place: int) -> str:
    """Return a name of one word that stands nowhere by chance."""
    return f"Quist{place:04}vdahl"


def held(app: Flask, places: range) -> int:
    """Return of how many people the name or the address stands in the files of the database."""
    folder = app.config["DATA_FOLDER"]
    everything = b"".join(path.read_bytes() for path in sorted(folder.glob("workshop.db*"))).lower()
    return sum(word(place).lower().encode() in everything for place in places)


def add(db: Database, engagement: int, place: int, secret: str) -> int:
    link, address = new_link(secret), f"{word(place).lower()}@alder.example"
    person = store.add_person(
        db, engagement, name=f"Ann {word(place)}", email=address, title="x" * (place % 90), function_id=None,
        seniority_id=None, roles=["respondent"], now=NOW,
    )  # fmt: skip
    invitations.put_link(db, person, "questionnaire", link, NOW)
    mail.add_mail(
        db, engagement_id=engagement, person_id=person, account_id=None, kind="questionnaire",
        name=f"Ann {word(place)}", address=address, subject="Hello", body="{token}" + "x" * (place % 70),
        seed=link.seed, now=NOW,
    )  # fmt: skip
    return person


def test_nobody_who_was_removed_stands_in_the_files(
    app: Flask, client: FlaskClient, db: Database, engagement: int
) -> None:
    """So many people that their rows move between pages, where SQLite leaves copies that stay."""
    places = range(300)
    made = []
    for place in places:
        with write(db):
            made.append(add(db, engagement, place, app.config["SECRET_KEY"]))
    assert held(app, places) == len(places)
    gone = range(0, 300, 20)
    token = people.csrf(client)
    for place in gone:
        address = f"/engagements/{engagement}/people/{made[place]}/removal"
        assert client.post(address, data={"csrf_token": token}).status_code == 303
    assert erasure.pending(db)
    rounds: list[float] = []
    keep_time(db, "", lambda: len(rounds) == 1, rounds.append, lambda: NOW)
    assert not erasure.pending(db)
    assert held(app, gone) == 0
    assert held(app, places) == len(places) - len(gone)


def test_searched_words_leave_their_index(app: Flask, db: Database) -> None:
    with write(db):
        db.execute("CREATE VIRTUAL TABLE said USING fts5 (text)")
    for text in (word(1), word(2)):
        with write(db):
            db.execute("INSERT INTO said (text) VALUES (?)", [text])
    with write(db):
        erasure.begin(db)
        db.execute("DELETE FROM said WHERE text = ?", [word(1)])
    assert erasure.complete(db)
    assert (held(app, range(1, 2)), held(app, range(2, 3))) == (0, 1)


def test_what_is_deleted_meanwhile_is_erased_next(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with write(db):
        erasure.begin(db)
    anew = erasure.store.write_anew

    def another(db: Database) -> bool:
        done = anew(db)
        with write(db):
            erasure.begin(db)
        return done

    monkeypatch.setattr(erasure.store, "write_anew", another)
    assert not erasure.complete(db)
    assert erasure.pending(db)
    monkeypatch.undo()
    assert erasure.complete(db)


def test_who_reads_or_writes_holds_it_up_and_no_more(app: Flask, db: Database) -> None:
    with write(db):
        erasure.begin(db)
    with closing(connect(app.config["DATABASE"])) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchone()
        assert not erasure.complete(db, tries=1)
        other.execute("ROLLBACK")
        db.execute("PRAGMA busy_timeout=50")
        with write(other):
            assert not erasure.complete(db, tries=1)
    assert erasure.complete(db)
    with pytest.raises(Exception, match="readonly"):
        db.execute("DELETE FROM person")
