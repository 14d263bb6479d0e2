"""The documents as a whole: own words, drafts and issues, brand, lengths, and every variant read back."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from reports.blueprint import blueprint, written
from reports.blueprint.length import MOST_PAGES
from reports.blueprint.summary import write_summary
from reports.dossier import Dossier
from reports.layout import Brand, Issue, Layout, Paragraph, Released, Variant
from reports.logo import TALLEST, WIDEST, logo
from reports.session.agenda import agenda
from reports.session.decisions import decisions
from reports.word.document import WordDocument
from reports.word.template import Properties
from tests.reports.dossiers import demo, opened, rated, texts
from tests.reports.test_blueprint import audited, headings
from tests.reports.test_facts import with_facts
from tests.reports.test_strategy import WHOLE
from tests.roadmaps import many, roadmap

SAID = Paragraph("Trust comes first.\n\nThen tools.", "Maren Hale", date(2026, 11, 20), ("It was 2.4.",))
LITTLE = rated([[1 + (person + place) % 3 for place in range(5)] for person in range(6)])
NOTHING = rated([[7] * 5] * 8)


def full(**changes) -> Dossier:
    """Return the demonstration with strategy, facts and eleven initiatives."""
    return replace(with_facts(), strategy=WHOLE, roadmap=roadmap(demo().pack), **changes)


def as_variant(dossier: Dossier, variant: Variant) -> Dossier:
    return replace(dossier, layout=replace(dossier.layout, variant=variant))


def said(dossier: Dossier) -> str:
    return "\n".join(texts(opened(blueprint(dossier)))).replace("\u00a0", " ")


def test_own_words_stand_in_their_chapter_with_who_judges():
    told = said(replace(LITTLE, paragraphs={"current": (SAID,), "charter": (SAID,)}))
    assert told.count("Consultants’ view") == 2
    assert told.count("Then tools.\nJudgement of Maren Hale, 20 November 2026") == 2
    assert "Charter and operating model" in told
    assert told.count("It was 2.4.") == 2


def test_an_issue_carries_no_flag_and_says_what_it_is():
    before = Released(1, date(2026, 11, 2))
    issue = Issue(2, date(2026, 12, 1), ("The level today is 2.4 in place of 2.3.",), before)
    issued = replace(LITTLE, paragraphs={"current": (SAID,)}, issue=issue)
    told = said(issued)
    assert "It was 2.4." not in told
    assert "Draft" not in told
    assert "What changed since issue 1" in told
    assert "The level today is 2.4 in place of 2.3." in told
    file = opened(blueprint(issued))
    assert "Issue 2, 1\u00a0December 2026" in file.sections[0].header.paragraphs[0].text
    assert "issue 2" in file.core_properties.title
    assert "Draft" in opened(blueprint(LITTLE)).sections[0].header.paragraphs[0].text


@pytest.mark.parametrize(
    ("number", "before", "says"),
    [
        (2, Released(1, date(2026, 11, 2)), ""),
        (3, Released(1, date(2026, 11, 2)), "Issue 2 was not released then."),
        (5, Released(1, date(2026, 11, 2)), "Issues 2, 3 and 4 were not released then."),
        (2, None, None),
    ],
)
def test_changes_are_told_since_the_issue_that_the_client_has(number, before, says):
    issue = Issue(number, date(2026, 12, 1), ("One.", "Two."), before, ("For consultants.",))
    told = said(replace(LITTLE, issue=issue))
    assert "For consultants." not in told
    if says is None:
        assert "hat changed" not in told
        return
    assert "What changed since issue 1" in told
    assert "Two statements are different from issue 1." in told
    assert "beside those of issue 1, 2 November 2026." in told
    assert ("Compared with" in told) == bool(says)
    assert says in told


def png(width: int, height: int, colour: tuple[int, ...]) -> bytes:
    made = BytesIO()
    Image.new("RGBA", (width, height), colour).save(made, "png")
    return made.getvalue()


@pytest.mark.parametrize("size", [(10, 10), (4000, 20), (20, 4000), (1, 1), (900, 300)])
@pytest.mark.parametrize("colour", [(255, 255, 255, 255), (10, 80, 60, 255)])
def test_a_logo_keeps_within_its_room_on_any_aspect(size, colour):
    made = logo(png(*size, colour), "Tarnfield")
    assert made is not None
    assert 0 < made.width_mm <= WIDEST + 0.01
    assert 0 < made.height_mm <= TALLEST + 0.01
    assert made.alternative == "Logo of Tarnfield"


def test_what_is_no_picture_is_no_logo():
    assert logo(b"<svg/>", "T") is None
    assert logo(png(5, 5, (0, 0, 0, 0)), "T") is None
    assert logo(png(50, 50, (0, 0, 0, 255))[:60], "T") is None


def test_a_brand_changes_colours_and_adds_the_logo(tmp_path):
    brand = Brand(png(300, 100, (0, 77, 64, 255)), "#004D40", "#00796B")
    file = blueprint(replace(LITTLE, brand=brand))
    assert audited(file, tmp_path) == []
    styles = opened(file).styles.element.xml
    assert "004D40" in styles
    assert "12395B" not in styles
    descriptions = [each.get("descr") for each in opened(file).element.body.iter("{*}docPr")]
    assert "Logo of Tarnfield Controls" in descriptions


def test_a_red_client_leads_the_pages_and_leaves_charts_alone(tmp_path):
    file = blueprint(replace(LITTLE, brand=Brand(None, "#C8102E", None)))
    assert audited(file, tmp_path) == []
    with ZipFile(BytesIO(file)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
        pictures = [package.read(name) for name in package.namelist() if name.endswith(".png")]
    charts = [text for name, text in parts.items() if "/charts/" in name]
    assert "12395B" not in parts["word/styles.xml"]
    assert "B8500C" in parts["word/styles.xml"]
    assert not any("C8102E" in text for text in (*charts, parts["word/document.xml"]))
    corners = {Image.open(BytesIO(each)).convert("RGB").getpixel((3, 3)) for each in pictures}
    assert corners == {(255, 255, 255), (0xC8, 0x10, 0x2E)}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_board_summary_is_one_page(paper):
    whole = full(client="Tarnfield Controls International Holding " * 4, page=paper)
    for each in (whole, replace(whole, roadmap=many(24, demo().pack)), LITTLE, NOTHING):
        document = WordDocument(Properties("", "", "", each.issued, each.language), paper)
        write_summary(document, each)
        assert document.taken == 1


def test_the_board_is_asked_what_the_session_decides_in_the_same_words_and_order():
    whole = full()
    those = decisions(whole, agenda(whole))
    assert [each.key for each in those] == ["levels", "leaders", "initiatives", "order", "left out"]
    assert any(each.amount for each in those)
    for variant in ("summary", "pre-read", "facilitator", "participant"):
        file = opened(blueprint(as_variant(whole, variant)))
        told = [re.sub(r"(\s?E\d+)+$", "", text.replace("\u00a0", " ")) for text in texts(file)]
        places = [next(at for at, text in enumerate(told) if text.endswith(each.text)) for each in those]
        assert places == sorted(places)
        again = [sum(text.endswith(each.text) for text in told) for each in those]
        assert set(again) == ({2} if variant in ("pre-read", "facilitator") else {1})


@pytest.mark.parametrize("variant", ["full", "pre-read"])
def test_documents_keep_their_length(variant):
    for each in (full(), replace(full(), roadmap=many(24, demo().pack))):
        assert written(as_variant(each, variant)).extent()[0] <= MOST_PAGES[variant]


def test_chapters_go_as_the_consultants_say():
    layout = Layout("full", ("gaps", "nothing"), frozenset({"method", "charter", "summary"}))
    found = headings(blueprint(replace(LITTLE, layout=layout)))
    assert not [each for each in found if "Method" in each]
    assert found[0] == "1 Summary for the board"
