"""Themes across interviews: given, named, merged, counted; and the words of all interviews searched."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.quoted import Said, said
from workshop.database import connect, write
from workshop.migrations import migrate
from workshop.themes import searching
from workshop.themes.spoken.query import MOST, Term, terms
from workshop.themes.spoken.store import Found, found


@pytest.fixture
def talk(app: Flask) -> Said:
    return said(app)


def post(client: FlaskClient, address: str, **body: str) -> tuple[int, str]:
    answer = client.post(address, data={"csrf_token": people.csrf(client), **body})
    return answer.status_code, answer.location or answer.text


def themes(talk: Said) -> dict[str, int]:
    return {str(each["name"]): int(str(each["id"])) for each in talk.room.rows("SELECT id, name FROM theme")}


def test_a_passage_gets_themes_by_name(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    address = f"{talk.home}/quotes/{passage}/themes"
    assert post(client, address, name="  Buying   tools ")[0] == 303
    assert post(client, address, name="BUYING tools")[0] == 303
    assert talk.themes(passage) == {"Buying tools"}
    back = f"{talk.home}/quotes?consent=role"
    assert post(client, address, name="Öl", back=back)[1] == f"{back}#theme-of-{passage}"
    assert post(client, address, name="öl")[0] == 303
    assert talk.themes(passage) == {"Buying tools", "Öl"}
    for away in ("https://evil.example/", "//evil.example", f"{talk.home}/\\evil", "/engagements/99/quotes"):
        assert post(client, address, name="Öl", back=away)[1] == f"{talk.home}/quotes#theme-of-{passage}"
    theme = themes(talk)["Öl"]
    assert post(client, f"{address}/{theme}/end")[0] == 303
    assert post(client, f"{address}/{theme}/end")[0] == 303
    assert talk.themes(passage) == {"Buying tools"}
    for bad in ("", "x" * 81, "\u200b", "…"):
        assert post(client, address, name=bad)[0] == 303
    assert len(themes(talk)) == 2


def test_a_theme_of_another_engagement_is_nowhere(app: Flask, client: FlaskClient, talk: Said) -> None:
    other = said(app, client="Birch Foods", who=people.TOM)
    other.room.put(
        "INSERT INTO theme (id, engagement_id, name) VALUES (7, :e, 'Theirs')", e=other.room.number
    )
    passage, theirs = talk.mark("We buy tools first."), other.mark("We buy tools first.")
    ours = f"{talk.home}/themes/7"
    assert client.get(ours).status_code == 404
    for address in (ours, f"{ours}/merging", f"{ours}/removal", f"{talk.home}/quotes/{theirs}/themes"):
        assert post(client, address, name="x", into="7")[0] == 404
    post(client, f"{talk.home}/quotes/{passage}/themes", name="Ours")
    assert post(client, f"{talk.home}/themes/{themes(talk)['Ours']}/merging", into="7")[0] == 422
    assert post(client, f"{talk.home}/quotes/{passage}/themes/7/end")[0] == 303
    assert themes(talk).keys() == {"Theirs", "Ours"}


def test_themes_are_added_renamed_merged_and_removed(client: FlaskClient, talk: Said) -> None:
    home = f"{talk.home}/themes"
    assert post(client, home, name="Tools")[0] == 303
    status, page = post(client, home, name="tools")
    assert (status, "There is a theme “Tools”" in page) == (422, True)
    passages = [talk.mark("We buy tools first."), talk.mark("Nobody owns the data")]
    for each in passages:
        post(client, f"{talk.home}/quotes/{each}/themes", name="Tooling")
    post(client, f"{talk.home}/quotes/{passages[0]}/themes", name="Tools")
    tools, tooling = themes(talk)["Tools"], themes(talk)["Tooling"]
    assert post(client, f"{home}/{tooling}", name="TOOLS", meaning="")[0] == 422
    assert post(client, f"{home}/{tooling}", name="TOOLING", meaning="What is bought")[0] == 303
    page = client.get(f"{home}/{tooling}/merging").text
    assert "2 passages move" in page
    assert post(client, f"{home}/{tooling}/merging")[0] == 422
    assert post(client, f"{home}/{tooling}/merging", into=str(tooling))[0] == 422
    assert post(client, f"{home}/{tooling}/merging", into=str(tools))[0] == 303
    assert [talk.themes(each) for each in passages] == [{"Tools"}, {"Tools"}]
    assert post(client, f"{home}/{tools}/removal")[0] == 303
    assert [talk.themes(each) for each in passages] == [set(), set()]
    assert len(talk.room.rows("SELECT id FROM passage")) == 2


def test_counts_are_of_interviews_and_split_where_two_are_in_each_part(
    app: Flask, client: FlaskClient, talk: Said
) -> None:
    sales, finance = talk.room.function("Sales", 1), talk.room.function("Finance", 2)
    everyone = [talk, *(said(app, name=f"Person {n}", room=talk.room) for n in range(3))]
    for place, each in enumerate(everyone):
        talk.room.put(
            "UPDATE person SET function_id = :f WHERE id = :id",
            f=sales if place < 2 else finance,
            id=each.person(),
        )
    for each in everyone[:2]:
        for text in ("We buy tools first.", "Nobody owns the data"):
            post(client, f"{talk.home}/quotes/{each.mark(text)}/themes", name="Tools")
    page = client.get(f"{talk.home}/themes").text
    assert "comes up in 2 of 4 interviews" in page
    assert re.search(r"Sales <b>2</b> of 2.*Finance <b>0</b> of 2", page)
    post(client, f"{talk.home}/quotes/{everyone[3].mark('Nobody owns the data')}/themes", name="Tools")
    page = client.get(f"{talk.home}/themes").text
    assert "comes up in 3 of 4 interviews" in page
    assert "Sales <b>" not in page
    assert "Not split" in client.get(f"{talk.home}/themes/{themes(talk)['Tools']}").text


def search(client: FlaskClient, talk: Said, **asked: str) -> str:
    answer = client.get(f"{talk.home}/search", query_string=asked)
    assert answer.status_code == 200
    return answer.text


def test_an_interview_that_is_removed_while_one_searches_is_left_out(
    client: FlaskClient, talk: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Found(999, "G1", "Ines Okafor", 1, ())
    monkeypatch.setattr(searching, "found", lambda *asked: [gone, *found(*asked)])
    assert "1 interview" in search(client, talk, q="launch")


def test_words_are_found_where_they_were_said(client: FlaskClient, talk: Said) -> None:
    page = search(client, talk, q="data month")
    assert "1 place in 1 interview" in page
    assert "Nobody owns the <mark>data</mark>" in page
    assert "&lt;b&gt;that&lt;/b&gt;" in page
    assert "#note-G1" in page
    assert "Noted by <bdi>Ines Okafor</bdi>" in page
    page = search(client, talk, q="launch")
    assert "Written by <bdi>Karin Ahl</bdi>" in page
    assert "2 places in 1 interview" in search(client, talk, q="b")
    assert "1 place" in search(client, talk, q='"tools first"')
    assert "Nothing is found" in search(client, talk, q='"first tools"')
    talk.room.put("UPDATE note SET text = 'Something else'")
    assert "Nothing is found" in search(client, talk, q="data month")


def test_a_mark_in_the_text_is_no_markup(app: Flask, client: FlaskClient) -> None:
    note = "before \x03</mark><script>alert(1)</script> \x02 word \x02\x03 after"
    talk = said(app, note=note)
    page = search(client, talk, q="word")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


STRANGE = (
    "belongs:e2", "belongs : e2", '"belongs" : "e2"', 'x" OR belongs : e2 OR "', "secret OR secret",
    '") OR belongs : (e2', "NEAR(secret e2)", "{belongs text} : secret", "-belongs : e2", "secret*",
    "^secret", "secret AND NOT ours", "text:secret", '"', '""', '"""', "*", "'", "();--",
    "\x00secret", "e2", "“secret”",
)  # fmt: skip


def test_no_query_reaches_the_words_of_another_engagement(
    app: Flask, client: FlaskClient, talk: Said
) -> None:
    other = said(
        app, client="Birch Foods", who=people.TOM, note="The secret is e2", answer="secret e2 secret"
    )
    for typed in STRANGE:
        typed = typed.replace("e2", f"e{other.room.number}")
        page = search(client, talk, q=typed)
        assert "<mark>" not in page, typed
    assert "2 places" in search(people.signed_in(app, people.TOM), other, q="secret")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Two engagements with one interview each, whose notes share their words."""
    path = tmp_path_factory.mktemp("words") / "workshop.db"
    migrate(path)
    db, now = connect(path), "2026-11-22T09:30:00Z"
    with write(db):
        for e, text in ((1, "ours belongs to us, e1 and e2"), (12, "secret belongs to them, e12 e1")):
            db.execute(
                "INSERT INTO engagement (id, client, function_assessed, created_at)"
                " VALUES (:e, 'A', 'B', :now)",
                {"e": e, "now": now},
            )
            for sql in (
                "INSERT INTO person (id, engagement_id, name, email, added_at)"
                " VALUES (:e, :e, 'P', '', :now)",
                "INSERT INTO interview (id, engagement_id, person_id, added_at) VALUES (:e, :e, :e, :now)",
                "INSERT INTO interviewer (id, interview_id, name) VALUES (:e, :e, 'I')",
            ):
                db.execute(sql, {"e": e, "now": now} if ":now" in sql else {"e": e})
            db.execute(
                "INSERT INTO note (interview_id, interviewer_id, question, text, revision, saved_at)"
                " VALUES (:e, :e, 'G1', :text, 1, :now)",
                {"e": e, "text": text, "now": now},
            )
    return db


@given(st.text(st.sampled_from("ab se\"“”*:(){}^-+'\\ \x00\n,.ANDORT1²٣漢😀") | st.characters(), max_size=30))
def test_whatever_is_typed_is_looked_for_and_no_more(index: Database, typed: str) -> None:
    wanted = terms(typed)
    assert len(wanted) <= MOST
    for each in found(index, 1, wanted):
        assert each.interview_id == 1
        assert "secret" not in "".join(piece.text for piece in each.pieces)


def test_a_query_is_words_and_phrases() -> None:
    assert terms('  data "no owner" mon') == (Term("data"), Term("no owner"), Term("mon", unfinished=True))
    assert terms("“no ow") == (Term("no ow", unfinished=True),)
    assert terms('"no owner"') == (Term("no owner"),)
    assert terms("… – ()") == ()


def test_sixty_interviews_of_forty_answers_take_few_statements(
    app: Flask, client: FlaskClient, talk: Said
) -> None:
    """The same statements are made for any number of interviews; only their rows grow."""
    counts = []
    for more in (0, 5):
        for number in range(more):
            said(app, name=f"Person {number}", room=talk.room)
        search(client, talk, q="data")  # what a process keeps is kept now
        db = app.extensions["connections"].here()
        seen: list[str] = []
        db.conn.set_trace_callback(seen.append)
        search(client, talk, q="data")
        db.conn.set_trace_callback(None)
        counts.append(len([each for each in seen if each.lstrip().startswith(("SELECT", "WITH"))]))
    assert counts[0] == counts[1]
