"""The shipped pack of marketing operations: complete, in the method's order, people before tools."""

import pytest

from questionnaires.charter import Charter
from questionnaires.loading import shipped_names, shipped_pack
from questionnaires.pack import Fact, Horizons

PACK = shipped_pack("marketing_operations")
COMPONENTS = {"A": 9, "B": 8, "C": 9, "D": 9, "E": 8, "F": 9}
IDS = [f"{component}{number}" for component, many in COMPONENTS.items() for number in range(1, many + 1)]
MAY_REST_ON = {"B": set("B"), "C": set("BC"), "A": set("ABCDE")}
"""Staffing before process before technology; measures, money and suppliers stand beside them."""
JEFFERY = "Kellogg School of Management, Mark Jeffery"


@pytest.fixture(scope="module")
def charter() -> Charter:
    assert PACK.charter
    return PACK.charter


def test_it_is_shipped() -> None:
    assert "marketing_operations" in shipped_names()


def test_its_head() -> None:
    assert (PACK.id, PACK.version, PACK.title) == ("marketing_operations", "1.0", "Marketing operations")
    assert PACK.function == "marketing operations"
    assert PACK.level_names == ("Ad hoc", "Emerging", "Defined", "Managed", "Optimised")
    assert PACK.horizons == Horizons(short=4, medium=8, long=12)


def test_it_has_the_six_components_of_the_method_in_order() -> None:
    assert [(each.id, each.name, each.short_name) for each in PACK.components] == [
        ("A", "Technology, systems and tools", "Technology"),
        ("B", "Work force", "Work force"),
        ("C", "Processes", "Processes"),
        ("D", "Performance measures", "Measures"),
        ("E", "Capital allocation", "Capital"),
        ("F", "Supplier management", "Suppliers"),
    ]


def test_it_has_all_52_capabilities_under_their_component() -> None:
    assert len(IDS) == 52
    assert [each.id for each in PACK.capabilities] == IDS
    assert all(PACK.component_of[identity].id == identity[0] for identity in IDS)


def test_everything_counts_alike() -> None:
    assert {each.weight for each in (*PACK.components, *PACK.capabilities)} == {1}


def test_twelve_capabilities_make_the_short_form() -> None:
    assert len(PACK.short_form) == 12


@pytest.mark.parametrize("component", MAY_REST_ON)
def test_foundations_go_from_staffing_to_process_to_technology(component: str) -> None:
    for each in PACK.capabilities:
        if each.id[0] == component:
            assert {under[0] for under in each.rests_on} <= MAY_REST_ON[component], each.id


def test_all_rests_on_the_charter_in_the_end() -> None:
    assert [each.id for each in PACK.capabilities if not each.rests_on] == ["B1"]


@pytest.mark.parametrize("component", MAY_REST_ON)
def test_first_steps_go_from_staffing_to_process_to_technology(component: str) -> None:
    home = {each.id: each.raises[0].capability[0] for each in PACK.initiatives}
    for each in PACK.initiatives:
        if home[each.id] == component:
            assert {home[before] for before in each.prerequisites} <= MAY_REST_ON[component], each.id


def test_the_catalogue_has_sixty_initiatives_or_more_and_some_use_a_strength() -> None:
    assert len(PACK.initiatives) >= 60
    assert sum(each.uses_strength for each in PACK.initiatives) >= 5


def test_each_component_has_an_initiative_that_uses_a_strength() -> None:
    strong = {each.raises[0].capability[0] for each in PACK.initiatives if each.uses_strength}
    assert strong == set(COMPONENTS)


def test_eight_core_questions_one_for_each_section_take_45_minutes_at_most() -> None:
    core = [[each for each in section.questions if each.core] for section in PACK.guide]
    assert [len(each) for each in core] == [1] * 8
    assert sum(each.minutes for (each,) in core) <= 45


def test_a_question_informs_every_job(charter: Charter) -> None:
    informed = {job for section in PACK.guide for each in section.questions for job in each.jobs}
    assert informed == {each.id for each in charter.jobs}


def test_the_charter_has_nine_jobs_six_statements_and_three_archetypes(charter: Charter) -> None:
    assert (len(charter.jobs), len(charter.statements)) == (9, 6)
    assert {each.id: each.place for each in charter.archetypes} == {
        "pit_crew": 5,
        "service_station": 3,
        "dump_station": 1,
    }


def test_the_charter_explains_the_rule_that_it_applies(charter: Charter) -> None:
    rule = charter.rule
    assert (rule.odd_job_weight, rule.statements_needed) == (2, 4)
    assert [(each.id, each.origin) for each in rule.bounds] == [
        ("dump_station", 1),
        ("service_station", 2),
        ("pit_crew", 4),
    ]
    for said in ("Twice this share", "Under 2.0", "from 4.0 a pit crew", "fewer than four statements"):
        assert said in rule.text


def test_there_is_a_worksheet_of_documents_and_one_for_each_component() -> None:
    assert [each.component for each in PACK.worksheets] == [None, *COMPONENTS]
    assert PACK.worksheets[0].id == "documents"


@pytest.mark.parametrize(
    ("capability", "statement"),
    [
        ("C3", "61% of 252 firms had no documented process for selecting campaigns."),
        ("A7", "57% of 252 firms had no central campaign database."),
    ],
)
def test_what_was_seen_only_as_reported_by_others_says_so(capability: str, statement: str) -> None:
    assert PACK.capability[capability].facts == (
        Fact(statement=statement, source=JEFFERY, year=2010, secondary=True),
    )
    secondary = [each.id for each in PACK.capabilities for fact in each.facts if fact.secondary]
    assert sorted(secondary) == ["A7", "C3"]
