"""Tiny packs, one feature each: what is written in YAML is what the program gets to see."""

from pathlib import Path

import pytest

from questionnaires.loading import read_pack_folder
from questionnaires.pack import Fact, Horizons, MethodPack, Term
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import table

FOLDER = Path(__file__).parents[1] / "packs"
NAMES = sorted(path.name for path in FOLDER.iterdir())


def tiny(name: str) -> MethodPack:
    return read_pack_folder(FOLDER / name)


@pytest.mark.parametrize("name", NAMES)
def test_each_loads_and_bears_the_name_of_its_folder(name: str) -> None:
    assert tiny(name).id == name


def test_one_capability_leaves_out_what_may_be_left_out() -> None:
    pack = tiny("one_capability")
    (only,) = pack.capabilities
    assert (pack.horizons, pack.charter) == (Horizons(short=4, medium=8, long=12), None)
    assert (pack.priorities, pack.guide, pack.worksheets, pack.initiatives, pack.short_form) == ((),) * 5
    assert (only.weight, only.help, only.facts, only.serves, only.rests_on) == (1.0, (), (), {}, ())


def test_weights_of_two_components_and_of_their_capabilities_count() -> None:
    pack = tiny("two_components")
    assert {each.id: each.weight for each in pack.components} == {"D": 2, "S": 1}
    assert {each.id: each.weight for each in pack.capabilities} == {"D1": 1, "D2": 3, "S1": 1, "S2": 3}
    answers = [[[1, 0, 0], [5, 0, 0], [5, 0, 0], [1, 0, 0]]]
    scores = score(pack, count(table(pack, answers)), threshold=1)
    assert [each.current for each in scores.components.values()] == [4, 2]
    assert scores.overall.current == pytest.approx((2 * 4 + 1 * 2) / 3)


def test_a_guide_keeps_sections_questions_and_what_they_inform() -> None:
    first, second = tiny("guide").guide
    (core,), (least,) = first.questions, second.questions
    assert (first.id, second.purpose) == ("music", "Learn who is missing.")
    assert (core.core, core.minutes, core.capabilities) == (True, 5, ("C1",))
    assert core.probes == ("Which one would you keep if you could keep only one?",)
    assert core.text.endswith("this year?")
    assert core.written.endswith("this year.")
    assert (least.core, least.probes, least.listen_for, least.capabilities, least.jobs) == (False, *((),) * 4)


def test_a_charter_keeps_its_scale_jobs_statements_archetypes_and_rule() -> None:
    charter = tiny("charter").charter
    assert charter is not None
    assert [each.value for each in charter.job_scale] == [1, 2, 3, 4, 5]
    assert [each.id for each in charter.jobs] == ["growing", "errands"]
    assert [set(each.behaviours) for each in charter.statements] == [{"weeds", "roses"}] * 4
    assert [(each.id, each.place) for each in charter.archetypes] == [("weeds", 1.0), ("roses", 5.0)]
    assert [(each.id, each.origin) for each in charter.rule.bounds] == [("weeds", 1.0), ("roses", 3.5)]
    assert (charter.rule.odd_job, charter.rule.odd_job_weight, charter.rule.statements_needed) == (
        "errands",
        1.5,
        3,
    )


def test_worksheets_have_columns_of_every_type_and_an_example_of_texts() -> None:
    papers, shelves = tiny("worksheet").worksheets
    assert (papers.component, shelves.component) == (None, "L")
    assert [each.type for each in shelves.columns] == [
        *("text", "number", "money", "date", "choice", "person", "percentage", "component", "capabilities"),
    ]
    assert shelves.columns[4].choices == ("Tidy", "No", "1.10")
    assert [each.id for each in shelves.columns if each.total] == ["books", "value"]
    assert (shelves.columns[0].required, shelves.columns[1].unit) == (True, "books")
    assert (shelves.example["books"], shelves.example["checked"], shelves.example["state"]) == (
        "212",
        "2026-03-01",
        "No",
    )


def test_initiatives_name_what_they_raise_need_and_cost() -> None:
    pack = tiny("initiatives")
    first, second, third = pack.initiatives
    assert [each.prerequisites for each in pack.initiatives] == [(), ("timetable",), ("gangway", "timetable")]
    assert [(each.capability, each.origin, each.to) for each in third.raises] == [("F2", 3, 5), ("F1", 3, 4)]
    assert [each.uses_strength for each in pack.initiatives] == [False, False, True]
    assert [(each.quarter, each.text) for each in first.milestones] == [
        (1, "Crossings timed"),
        (2, "Timetable put up"),
    ]
    assert (first.cost.one_off, first.cost.running) == ((0.0, 1.5), (0.0, 0.0))
    assert (second.effort, second.risks, second.quarters) == (
        {"skipper": 2, "carpenter": 30},
        ("The river rises",),
        1,
    )
    assert [each.tier for each in second.measures] == ["secondary", "tertiary"]
    assert pack.horizons == Horizons(short=2, medium=6, long=20)


def test_priorities_are_served_some_strongly_or_not_at_all() -> None:
    pack = tiny("priorities")
    assert [each.id for each in pack.priorities] == ["sales", "waste"]
    assert pack.priorities[1].measured_by == ("Boxes taken home", "Boxes given away")
    assert pack.capability["M1"].serves == {"sales": "strong", "waste": "some"}
    assert pack.capability["M2"].serves == {}


def test_the_short_form_is_what_is_marked_for_it() -> None:
    assert [each.id for each in tiny("short_form").short_form] == ["O1", "O3"]


def test_foundations_lead_across_components() -> None:
    pack = tiny("foundations")
    assert {each.id: each.rests_on for each in pack.capabilities} == {
        "M1": ("H2", "H1"),
        "H1": (),
        "H2": ("H1",),
    }


def test_terms_and_facts_stay_as_written() -> None:
    pack = tiny("terms_and_facts")
    (only,) = pack.capabilities
    assert pack.version == "1.10"
    assert only.help == (
        Term(term="Lens", meaning="Glass that gathers light: it makes one beam of many rays."),
        Term(term="Bearing", meaning="What the lens turns on."),
    )
    assert only.facts == (
        Fact(statement="9 in 10 lights turned.", source="Almanac of lights", year=1988),
        Fact(statement="3% of lights were out.", source="Harbour survey, as told by others", secondary=True),
    )


def test_parts_may_stand_in_files_of_their_own() -> None:
    pack = tiny("parts_in_files")
    assert pack.level_names[4] == "Optimised"
    assert pack.horizons == Horizons(short=1, medium=2, long=3)
    assert [each.id for each in pack.capabilities] == ["S1", "H1"]
    assert [each.id for each in pack.priorities] == ["full_house"]
    assert [each.id for section in pack.guide for each in section.questions] == ["Q1"]
    assert [each.id for each in pack.worksheets] == ["props"]
    assert [each.id for each in pack.initiatives] == ["number_seats", "cost_scenery"]
    assert pack.initiatives[1].prerequisites == ("number_seats",)
