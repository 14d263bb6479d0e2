"""What the session gets on paper: valid, short enough, with fields that can be told apart, never a gap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from openxml_audit import OpenXmlValidator

from reports.blueprint.facilitator import write_facilitator
from reports.blueprint.participant import write_participant
from reports.blueprint.session_guide import write_session_guide
from reports.dossier import Dossier
from reports.layout import Layout, Sitting, Variant
from reports.session.matters import rated_apart
from reports.word.document import WordDocument
from reports.word.template import Properties
from tests.reports.dossiers import demo, opened, rated, texts
from tests.roadmaps import roadmap

NASTY = "<w:t>&amp; \u202e\x00\x07 \u05e9\u05dc\u05d5\u05dd \U0001f680" + "x" * 5000
PEOPLE = ("Ines Duarte", "Tom Berger", "Marta Lind")
MUCH = replace(
    demo(), roadmap=roadmap(), sitting=Sitting(240, date(2026, 12, 3), PEOPLE, time(9), expected=14)
)
ODD = replace(
    MUCH,
    page="Letter",
    sitting=Sitting(125, participants=(NASTY,) * 30),
    roadmap=replace(
        roadmap(), initiatives=tuple(replace(e, title=NASTY, owner=NASTY) for e in roadmap().initiatives)
    ),
)
NOTHING = rated([])
Write = Callable[[WordDocument, Dossier], None]


def written(write: Write, dossier: Dossier, variant: Variant) -> tuple[bytes, int]:
    """Return the file, and how many pages it has."""
    about = Properties("Session", dossier.client, dossier.consultancy, dossier.issued, dossier.language)
    document = WordDocument(about, dossier.page)
    write(document, replace(dossier, layout=Layout(variant)))
    pages = document.extent()[1]
    return document.save(head=("Session", "Draft"), foot="Confidential"), pages


def said(file: bytes) -> str:
    return "\n".join(texts(opened(file))).replace("\u00a0", " ")


@pytest.mark.parametrize("dossier", [MUCH, ODD], ids=["much", "odd"])
@pytest.mark.parametrize(
    ("write", "variant"),
    [(write_facilitator, "facilitator"), (write_participant, "participant"), (write_session_guide, "full")],
)
def test_they_are_valid_and_no_two_fields_are_alike(write, variant, dossier, tmp_path) -> None:
    file, _ = written(write, dossier, variant)
    path = tmp_path / "paper.docx"
    path.write_bytes(file)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    tags = [each.values()[0] for each in opened(file).element.body.iter("{*}tag")]
    assert len(tags) > 20
    assert len(set(tags)) == len(tags)


def test_a_worksheet_of_half_a_day_has_four_pages() -> None:
    file, pages = written(write_participant, MUCH, "participant")
    assert pages == 4
    text = said(file)
    for words in ("At least 10 of 14 vote", "A case that I know", "Where I differ, and why", "13:00"):
        assert words in text
    argued = rated_apart(MUCH)[0]
    assert MUCH.pack.capability[argued.capability].levels[4] in text


def test_the_guide_tells_when_and_how_each_item_is_worked_on() -> None:
    text = said(written(write_facilitator, MUCH, "facilitator")[0])
    for words in ("09:35\u2003Three disagreements", "3 people", "Trap", "Who was invited", "Tom Berger"):
        assert words in text.replace("14 people are expected; named so far: ", "3 people ")
    assert text.count("Cards before and after") == 3


def test_without_data_they_say_what_is_missing() -> None:
    guide = said(written(write_session_guide, NOTHING, "full")[0])
    assert "No disagreement can be shown yet" in guide
    assert "No initiative is drafted yet" in guide
    assert "Nobody is named yet" in guide
    sheet, pages = written(write_participant, NOTHING, "participant")
    assert "No initiative is drafted yet" in said(sheet)
    assert pages <= 4
    assert "No initiative is drafted yet" in said(written(write_facilitator, NOTHING, "facilitator")[0])


def test_a_pre_read_has_the_questions_and_no_forms() -> None:
    file, pages = written(write_session_guide, MUCH, "pre-read")
    assert pages <= 3
    assert "To think about" in said(file)
    assert not list(opened(file).element.body.iter("{*}tag"))
