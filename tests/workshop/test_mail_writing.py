"""How a mail is written: placeholders, what is left out, what is wrong with a text, and hostile names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.mailing import values
from workshop.mail.layout import parts
from workshop.mail.store import Template
from workshop.mail.writing import (
    DEFAULTS,
    MARKER,
    PLACEHOLDERS,
    compose,
    faults,
    first_name,
    values_for,
    with_token,
)

LINK = "https://roadcrew.example/p/{token}"
ANYTHING = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@pytest.mark.parametrize("kind", DEFAULTS)
def test_the_standard_texts_are_sound(kind: str) -> None:
    text = DEFAULTS[kind]
    assert not faults(text.subject, text.body)
    assert len(text.subject) <= 150
    written = compose(text, values("Karin Ahl"), LINK)
    said = written.subject + written.body.replace(LINK, "")
    assert not re.search(r"[{}!]", said)
    assert "Hello Karin," in written.body
    assert written.body.count(LINK) == 1
    assert "pass this mail on" in written.body
    assert "Ines Okafor\nFenwick Hale Advisory\n" in written.body


def test_a_line_without_its_value_is_left_out() -> None:
    text = DEFAULTS["questionnaire"]
    without = compose(text, {**values("Karin Ahl"), "consultancy": ""}, LINK).body
    known = compose(
        text, {**values("Karin Ahl"), "minutes": "12 minutes", "closes": "27 Nov 2026"}, LINK
    ).body
    assert "last day" not in without
    assert "minutes" not in without
    assert "- It takes about 12 minutes, also on a phone.\n" in known
    assert without.endswith("Kind regards,\nInes Okafor\n")
    assert "- The last day to answer is 27 Nov 2026.\n" in known
    assert "\n\n\n" not in without


def test_a_subject_is_never_empty() -> None:
    written = compose(Template("{consultancy}", "{link}"), {**values("Karin"), "consultancy": ""}, LINK)
    assert written.subject == "Alder & Sons"


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Karin Ahl", "Karin"),
        ("Ahl, Karin", "Karin"),
        ("Dr. Ida Roos", "Ida"),
        ("Roos, Dr. Ida", "Ida"),
        ("Prince", "Prince"),
        ("J. R.", "J."),
        ("Ahl,", "Ahl"),
        ("", ""),
    ],
)
def test_people_are_greeted_by_their_first_name(name: str, greeted: str) -> None:
    assert first_name(name) == greeted


@pytest.mark.parametrize(
    ("subject", "body", "field", "said"),
    [
        ("Hello", "No link", "body", "Put {link} where"),
        ("Hello", "{link} and {link}", "body", "Write {link} once"),
        ("Hello {link}", "{link}", "subject", "Take {link} out of the subject"),
        ("By {closes}", "{link}", "subject", "Take {closes} out of the subject"),
        ("{minutes} long", "{link}", "subject", "Take {minutes} out of the subject"),
        ("Hello", "{link} {firstname}", "body", "There is no {firstname}. There is: {name}, {first_name}"),
        ("Hello", "{link} {Client}", "body", "There is no {Client}."),
        ("Hello", "{link} {token}", "body", "There is no {token}."),
        ("Hello", "{link} {}", "body", "There is no {}."),
        ("Hello {", "{link}", "subject", "A brace stands alone"),
        ("Hello", "{link} }", "body", "A brace stands alone"),
        ("Hello", "{{link}}", "body", "A brace stands alone"),
    ],
)
def test_what_is_wrong_with_a_text_is_said_beside_its_field(
    subject: str, body: str, field: str, said: str
) -> None:
    found = faults(subject, body)
    assert set(found) == {field}
    assert any(said in sentence for sentence in found[field])


@given(st.text(st.sampled_from(" {}\nabc_linkcose"), max_size=40).map(lambda text: text + "{link}"))
def test_a_text_without_faults_can_always_be_composed(body: str) -> None:
    if not faults("Hello", body):
        assert LINK in compose(Template("Hello", body), values("Karin"), LINK).body


@given(name=ANYTHING, client=ANYTHING, consultancy=ANYTHING)
def test_no_value_adds_a_line_a_link_or_a_placeholder(name: str, client: str, consultancy: str) -> None:
    known = values_for(
        name=name, client=client, function="sales", consultancy=consultancy, consultant=name, closes=name
    )
    text = Template("For {name} of {client}", "A {name} {client} {consultancy}\n{link}\nB")
    written = compose(text, known, LINK)
    assert len(written.subject.splitlines()) == 1
    lines = written.body.splitlines()
    assert lines[-2:] == [LINK, "B"]
    assert len(lines) in (2, 3)
    assert written.body.count(MARKER) == 1
    assert MARKER not in written.subject


def test_values_are_not_read_as_placeholders() -> None:
    tricky = values("{link} {consultant} {token}")
    written = compose(Template("To {name}", "{name}\n{link}"), tricky, LINK)
    assert written.subject == "To {link} {consultant} token"
    assert with_token(written.body, "abc") == ("{link} {consultant} token\nhttps://roadcrew.example/p/abc\n")


def test_signs_that_turn_writing_around_are_dropped() -> None:
    written = compose(Template("To {name}", "{link}"), values("Eve \u202emoc.live\u2066\u0000\x1b[31m"), LINK)
    assert written.subject == "To Eve moc.live [31m"


def test_every_placeholder_has_a_value() -> None:
    assert {*values("Karin"), "link"} == set(PLACEHOLDERS)


def test_a_text_falls_into_paragraphs_lists_and_addresses() -> None:
    link = "https://roadcrew.example/p/abc"
    body = f"Hello,\nyou.\n\n{link}\n\n- one\n- two https://a.example/x.\nAfter {link}\n\n\n"
    hello, alone, entries, after = parts(body, link)
    assert [[piece.text for piece in line] for line in hello.lines] == [["Hello,"], ["you."]]
    assert alone.alone
    assert entries.is_list
    assert [piece.leads_to for piece in entries.lines[1]] == ["", "https://a.example/x", ""]
    assert after.holds_link
    assert not after.alone


@given(st.text(max_size=200))
def test_no_word_of_a_text_is_lost(body: str) -> None:
    said = [piece.text for part in parts(body, "") for line in part.lines for piece in line]
    plain = "".join("".join(line.strip().removeprefix("- ").split()) for line in body.splitlines())
    assert "".join("".join(said).split()) == plain
