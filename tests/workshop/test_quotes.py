"""Marking passages and deciding how they are quoted: word for word, and never wider than was allowed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.quoted import ANSWER, NOTE, Said, said
from workshop.interviews.planning.store import remove_interview
from workshop.quotes import marking
from workshop.quotes.verbatim import CUT, fault, stretch, tidied


@pytest.fixture
def talk(app: Flask) -> Said:
    return said(app)


def mark(client: FlaskClient, talk: Said, text: str, **more: str) -> tuple[int, str]:
    body = {"question": "G1", "interviewer": str(talk.interviewer), "text": text, **more}
    answer = client.post(talk.marking, data={"csrf_token": people.csrf(client), **body})
    return answer.status_code, answer.text


def change(client: FlaskClient, talk: Said, passage: int, **changed: str) -> tuple[int, str]:
    row = talk.row(passage)
    body = {name: str(row[name]) for name in ("text", "consent", "shown_as")} | changed
    address = f"{talk.home}/quotes/{passage}"
    answer = client.post(address, data={"csrf_token": people.csrf(client), **body})
    return answer.status_code, answer.text


def passages(talk: Said) -> list[dict[str, object]]:
    return talk.room.rows("SELECT * FROM passage ORDER BY id")


def test_a_passage_is_marked_word_for_word(client: FlaskClient, talk: Said) -> None:
    assert (
        mark(client, talk, " We buy tools first.\r\nThen we ask what for.", consent="role", theme="Tools")[0]
        == 303
    )
    [row] = passages(talk)
    assert row["text"] == "We buy tools first. Then we ask what for."
    assert (row["consent"], row["question"], row["interviewer_id"]) == ("role", "G1", talk.interviewer)
    assert talk.themes(int(str(row["id"]))) == {"Tools"}
    assert mark(client, talk, "We buy tools first. Then we ask what for.")[0] == 303
    assert len(passages(talk)) == 1, "marked twice, it is there once"
    page = client.get(f"{talk.home}/quotes").text
    assert "We buy tools first. Then we ask what for." in page
    assert talk.room.deeds().count("marked a passage") == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Paste the words to mark"),
        ("We buy software first.", "These words do not stand there."),
        ("ools first.", "Begin and end with whole words"),
        ("Then we ask […] We buy tools", "in the order in which they stand"),
        ("[…]", "Paste the words to mark"),
        ("x" * 3000, "Mark 2,000 characters or fewer"),
    ],
)
def test_what_does_not_stand_there_is_not_marked(
    client: FlaskClient, talk: Said, text: str, says: str
) -> None:
    status, page = mark(client, talk, text)
    assert status == 422
    assert says in page
    assert text[:40] in page, "what was typed stays"
    assert "<b>that</b>" not in page
    assert passages(talk) == []


def test_a_written_answer_keeps_the_consent_given_on_it(client: FlaskClient, talk: Said) -> None:
    sent = {"question": "G4", "interviewer": "", "consent": "attributed"}
    assert mark(client, talk, "Marketing hears of a launch […] before it happens.", **sent)[0] == 303
    [row] = passages(talk)
    assert (row["consent"], row["interviewer_id"]) == ("role", None)
    status, page = change(client, talk, int(str(row["id"])), consent="attributed")
    assert status == 422
    assert "The interviewee wrote: role only." in page
    talk.room.put("UPDATE written_answer SET consent = 'none'")
    assert talk.showable() == [], "what the interviewee takes back holds for what was marked before"


def test_an_answer_that_is_copied_into_a_note_keeps_its_consent(client: FlaskClient, talk: Said) -> None:
    talk.room.put("UPDATE note SET text = :text", text=f"On launches. {ANSWER}")
    status, page = mark(client, talk, ANSWER, consent="attributed")
    assert (status, "allows: role only. Choose that or less." in page) == (422, True)
    assert passages(talk) == []
    assert mark(client, talk, ANSWER, consent="role")[0] == 303
    [passage] = passages(talk)
    number = int(str(passage["id"]))
    assert change(client, talk, number, consent="attributed")[0] == 422
    assert change(client, talk, number, consent="none")[0] == 303
    assert mark(client, talk, "Marketing hears", consent="attributed")[0] == 303, "two words are anyone's"


def test_what_the_interviewee_takes_back_holds_for_what_was_copied_into_a_note(
    client: FlaskClient, talk: Said
) -> None:
    talk.room.put("UPDATE note SET text = :text", text=f"On launches. {ANSWER} We buy tools first, always.")
    talk.room.put("UPDATE written_answer SET consent = 'attributed'")
    copied, said = talk.mark(ANSWER), talk.mark("We buy tools first, always.")
    assert {each.passage_id for each in talk.showable()} == {copied, said}
    talk.room.put("UPDATE written_answer SET consent = 'none'")
    assert [each.passage_id for each in talk.showable()] == [said]
    page = client.get(f"{talk.home}/quotes/{copied}").text
    assert "No consent to quote it." in page
    assert "wrote these words too, and allows: not to be quoted." in page
    talk.room.put("UPDATE written_answer SET consent = 'role'")
    assert "Karin" not in " ".join(each.attribution for each in talk.showable() if each.passage_id == copied)


def test_a_note_of_nobody_here_is_not_marked(app: Flask, client: FlaskClient, talk: Said) -> None:
    other = said(app, client="Birch Foods", who=people.TOM)
    assert mark(client, talk, "We buy tools first.", interviewer=str(other.interviewer))[0] == 404
    assert mark(client, other, "We buy tools first.")[0] == 404
    for strange in (str(2**63), "1 OR 1", "-1"):
        assert mark(client, talk, "We buy tools first.", interviewer=strange)[0] == 404
    status, page = mark(client, talk, "We buy tools first.", question="G2")
    assert status == 422
    assert "Nothing is saved there yet." in page
    assert passages(talk) == []


def test_an_interview_that_is_removed_meanwhile_is_not_marked(
    client: FlaskClient, talk: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, begun = people.csrf(client), marking.write
    body = {"csrf_token": token, "question": "G1", "interviewer": str(talk.interviewer), "text": "We buy"}

    @contextmanager
    def late(db: Database) -> Iterator[Database]:
        with begun(db):
            remove_interview(db, talk.talk.id)
        with begun(db):
            yield db

    monkeypatch.setattr(marking, "write", late)
    assert client.post(talk.marking, data=body).status_code == 404


def test_a_quote_is_shortened_and_both_are_shown(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first. Then we ask what for.")
    assert change(client, talk, passage, text="We buy tools first. [ ... ] what for.")[0] == 303
    assert talk.row(passage)["text"] == "We buy tools first. […] what for."
    page = client.get(f"{talk.home}/quotes/{passage}").text
    assert "We buy tools first. Then we ask what for." in page
    status, page = change(client, talk, passage, text="We sell tools first.")
    assert status == 422
    assert "We sell tools first." in page
    assert talk.row(passage)["text"] == "We buy tools first. […] what for."


def test_a_role_of_one_is_held_back_until_it_is_broader(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.", consent="role")
    assert talk.showable() == []
    assert "so it names them" in client.get(f"{talk.home}/quotes").text
    status, page = change(client, talk, passage, shown_as="Karin’s team")
    assert status == 422
    assert "Leave the speaker’s name out of the role." in page
    assert change(client, talk, passage, shown_as="A member of the leadership team")[0] == 303
    [quote] = talk.showable()
    assert quote.attribution == "A member of the leadership team"
    assert change(client, talk, passage, shown_as="")[0] == 303
    assert talk.showable() == []
    said(talk.room.app, name="Bo Ek", room=talk.room)
    [quote] = talk.showable()
    assert quote.attribution == "Head of Sales", "two people share it now"


def test_words_that_left_the_note_are_held_back(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    assert len(talk.showable()) == 1
    talk.room.put("UPDATE note SET text = 'We buy tools last.'")
    assert talk.showable() == []
    assert "do not stand there any more" in client.get(f"{talk.home}/quotes/{passage}").text
    assert change(client, talk, passage, consent="none")[0] == 303, "narrowing always works"


def test_a_quote_is_removed_with_what_hangs_on_it(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    address = f"{talk.home}/quotes/{passage}"
    client.post(f"{address}/themes", data={"csrf_token": people.csrf(client), "name": "Tools"})
    answer = client.post(f"{address}/removal", data={"csrf_token": people.csrf(client)})
    assert answer.status_code == 303
    assert passages(talk) == []
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/removal", data={"csrf_token": people.csrf(client)}).status_code == 404


def test_the_list_is_narrowed(client: FlaskClient, talk: Said) -> None:
    talk.mark("We buy tools first.", consent="none")
    tagged = talk.mark("Nobody owns the data", consent="attributed")
    client.post(
        f"{talk.home}/quotes/{tagged}/themes", data={"csrf_token": people.csrf(client), "name": "Data"}
    )
    [theme] = talk.room.rows("SELECT id FROM theme")
    for query, there in (
        ("consent=none", "tools"), ("consent=attributed", "data"), (f"theme={theme['id']}", "data"),
        ("theme=none", "tools"), (f"interview={talk.talk.id}", "tools data"), ("approval=asked", ""),
        ("consent=%00&theme=9e9", ""),
    ):  # fmt: skip
        page = client.get(f"{talk.home}/quotes?{query}").text
        assert ('<p dir="auto">We buy tools first.' in page) == ("tools" in there), query
        assert ('<p dir="auto">Nobody owns' in page) == ("data" in there), query


def test_marking_stands_below_a_note(app: Flask, talk: Said) -> None:
    talk.mark("We buy tools first.")
    with app.test_request_context(f"{talk.home}/interviews/{talk.talk.id}"):
        from_template = app.jinja_env.from_string(
            "{% include 'quotes/marking.html' %}",
            globals={"engagement": talk.talk and _Named(talk.room.number)},
        )
        page = from_template.render(
            interview=_Named(talk.talk.id),
            note_question="G1",
            note_text=NOTE,
            interviewer_id=talk.interviewer,
        )
    assert "We buy tools first." in page
    assert 'name="question" value="G1"' in page
    assert f'action="{talk.marking}"' in page


class _Named:
    """Something with a number, for a template."""

    def __init__(self, number: int) -> None:
        self.id = number


source = st.text(st.sampled_from("ab cd\n\t.,é–'[…]😀"), min_size=1, max_size=60)


@given(source, st.data())
def test_whatever_words_are_taken_from_a_text_stand_in_it(text: str, data: st.DataObject) -> None:
    tidy = tidied(text).replace(CUT, "")
    found = tidied(tidy).split(" ")
    begin = data.draw(st.integers(0, len(found) - 1))
    end = data.draw(st.integers(begin + 1, len(found)))
    piece = " ".join(found[begin:end])
    if piece.strip():
        assert stretch(piece, tidy) is not None
        assert fault(piece, tidy) == ""


@given(source, source)
def test_what_passes_stands_there_piece_by_piece(text: str, of: str) -> None:
    passage = tidied(text)
    whole = stretch(passage, of)
    if whole is not None:
        assert whole in tidied(of)
        assert all(each.strip() in whole for each in passage.split(CUT))
    assert tidied(passage) == passage
    assert ANSWER
