"""Initiatives, their sheets and the roadmap as documents tell them."""

from dataclasses import replace
from functools import cache
from itertools import combinations

from openxml_audit import OpenXmlValidator

from questionnaires.finding_worth import Worths
from questionnaires.roadmap.plan import Initiative, Lift, Placement, Risk, Roadmap
from questionnaires.roadmap.value import targets_of, value_of
from questionnaires.rounding import shown
from reports.blueprint.initiative_sheet import write_sheets
from reports.blueprint.initiatives import missing, write_initiatives
from reports.blueprint.programme import programme_of
from reports.blueprint.roadmap import table_title, write_roadmap
from reports.charts.roadmap import bands_of, foundations_first, roadmap_pictures, title
from reports.dossier import Dossier
from reports.layout import Layout
from reports.word.document import WordDocument
from reports.word.template import Properties
from tests.reports.dossiers import demo, opened, texts
from tests.roadmaps import many, roadmap

HOSTILE = "A\x00\x0b <w:p>&amp; {{ name }} \u202e\u05e9\u05dc\u05d5\u05dd \U0001f680 " + "endless" * 40


@cache
def planned() -> Dossier:
    found = demo()
    worths = Worths("alignment", {each.id: 1 + n % 3 / 2 for n, each in enumerate(found.pack.capabilities)})
    return replace(
        found,
        roadmap=roadmap(found.pack),
        worths=worths,
        priority_names={1: "Growth in service contracts", 2: "Margin of 12%"},
        objective_names={1: "Finance signs every return figure"},
    )


def written(dossier: Dossier) -> WordDocument:
    document = WordDocument(Properties("Sample", dossier.client, "", dossier.issued, dossier.language), "A4")
    write_initiatives(document, dossier)
    write_roadmap(document, dossier)
    document.appendices()
    write_sheets(document, dossier)
    return document


def file_of(document: WordDocument) -> bytes:
    return document.save(head=("", ""), foot="")


def faults(file: bytes, path) -> list[str]:
    path.write_bytes(file)
    return [str(each) for each in OpenXmlValidator().validate(path).errors]


def test_every_initiative_has_its_sheet_on_one_page_with_its_value(tmp_path):
    dossier = planned()
    document = written(dossier)
    body, all_pages = document.extent()
    assert all_pages - body == 1 + len(dossier.roadmap.initiatives)
    file = file_of(document)
    assert faults(file, tmp_path / "sheets.docx") == []
    said = texts(opened(file))
    targets = targets_of(dossier.pack, dossier.scores, dossier.judgements)
    for number, each in enumerate(dossier.roadmap.initiatives, 1):
        assert any(f"Initiative {number}: {each.title}" in text for text in said)
        assert shown(value_of(each, dossier.worths, targets).total) in said
    whole = "\n".join(said)
    assert "opens the way for" in whole
    assert "31 December 2029" in whole.replace("\u00a0", " ")
    tags = {each.get(each.tag.replace("}tag", "}val")) for each in opened(file).element.body.iter("{*}tag")}
    for field in ("owner", "due", "status", "decision"):
        assert f"{field}:initiative:8" in tags


def test_a_pre_read_proposes_on_two_pages():
    dossier = replace(planned(), layout=Layout("pre-read"))
    document = written(dossier)
    assert document.extent()[0] == 2
    said = "\n".join(texts(opened(file_of(document))))
    assert "Proposed initiatives" in said
    assert "Proposed roadmap" in said
    assert "Decision asked" in said


def test_nothing_is_written_without_initiatives_and_what_is_missing_without_places():
    assert written(replace(demo(), roadmap=None)).length == 0
    document = written(replace(planned(), roadmap=replace(roadmap(), placements={})))
    said = "\n".join(texts(opened(file_of(document))))
    assert "draft the schedule" in said
    assert "no place yet" in said


def test_hostile_words_stay_words(tmp_path):
    lifts = (Lift("A1", 1, 3), Lift("gone", 2, 3))
    first = Initiative(
        id=7,
        title=HOSTILE,
        component="gone",
        why=HOSTILE,
        lifts=lifts,
        owner=HOSTILE,
        supplier=HOSTILE,
        risks=(Risk(HOSTILE, HOSTILE),) * 9,
        deliverables=(HOSTILE,) * 9,
        priorities=(99,),
        objective=99,
        prerequisites=(7, 8, 99),
        stops_if=HOSTILE,
        findings=("gone",),
    )
    second = replace(
        first, id=8, title="\u05e9\u05dc\u05d5\u05dd", component="A", prerequisites=(7,), lifts=()
    )
    found = Roadmap((first, second), roadmap().capacity, {7: Placement(12), 8: Placement(3)})
    assert faults(file_of(written(replace(planned(), roadmap=found))), tmp_path / "hostile.docx") == []
    assert [band.name for band in bands_of(demo().pack, found)][-1] == "Other"


def test_the_picture_begins_with_foundations_and_leaves_nobody_out():
    found, pack = many(40), demo().pack
    order = [each.id for each in foundations_first(pack)]
    assert order.index("B") < order.index("C") < order.index("A")
    bands = bands_of(pack, found)
    names = [each.name for each in foundations_first(pack)]
    assert [band.name for band in bands] == [each for each in names if each in {band.name for band in bands}]
    drawn = [bar.number for band in bands for bar in band.bars]
    assert sorted(drawn) == list(range(1, 41))
    pictures = roadmap_pictures(pack, found)
    assert len(pictures) == 2
    assert all(each.height_mm <= 120 for each in pictures)
    assert len({each.title for each in pictures}) == 2


def test_what_the_roadmap_says_is_counted():
    found = programme_of(planned())
    assert title(found.dossier.pack, found.roadmap) == (
        "Work force begins in Q1 2027, supplier management in Q1 2029"
    )
    assert table_title(found) == (
        "Three initiatives end in the short term, three in the medium term and four in the long term"
    )
    assert not any(one.id == other.id for one, other in combinations(found.ranked, 2))


def test_an_initiative_without_value_says_why_and_what_to_do() -> None:
    plan = roadmap()
    first = next(each for each in plan.initiatives if each.lifts)
    lifted = {each.capability for each in first.lifts}
    worths = {each.id: float(each.id not in lifted) for each in demo().pack.capabilities}
    dossier = replace(demo(), roadmap=plan, worths=Worths("alignment", worths))
    found = programme_of(dossier)
    assert found is not None
    told = found.without_value(first)
    assert told.startswith("None: in the alignment, no priority leans on what it raises. Say there which one")
    assert told.endswith("or drop it.")
    assert told.removeprefix("None: ") in missing(found)
    assert not any(
        found.without_value(each) for each in plan.initiatives if found.values[each.id].total > 0.1
    )
