"""Initiatives drafted from findings, levels and targets: what is suggested, from where to where, and why."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.finding import Aim
from questionnaires.judgement import Target
from questionnaires.loading import shipped_pack
from questionnaires.roadmap.drafted import role_name, spread
from questionnaires.roadmap.drafting import Found, Ground, Suggestion, suggest
from questionnaires.roadmap.plan import Effort, Span

PACK = shipped_pack("marketing_operations")
GAP = Found("gap:A3", "gap", "Integration: 1.9 levels to go", ("A3",))
WANTED = {each.id: Target(4.0, "wanted") for each in PACK.capabilities}
LOW = {each.id: 2.1 for each in PACK.capabilities}
GROUND = Ground(LOW, WANTED, (GAP,))


def by_key(ground: Ground) -> dict[str, Suggestion]:
    return {each.key: each for each in suggest(PACK, ground)}


def test_a_gap_is_answered_from_the_level_of_today_with_what_the_catalogue_holds() -> None:
    found = by_key(GROUND)["I-A3"]
    made, source = found.initiative, next(each for each in PACK.initiatives if each.id == "I-A3")
    assert [(each.capability, each.origin, each.to) for each in made.lifts] == [("A3", 2.1, 3.0)]
    assert made.findings == ("gap:A3",)
    assert made.component == "A"
    assert (made.title, made.why, made.stops_if) == (source.title, source.why, source.stops_if)
    assert made.deliverables == source.deliverables
    assert made.quarters == source.quarters
    assert made.one_off == Span(30_000, 120_000)
    assert made.running == Span(8_000, 30_000)
    assert Effort("IT partner", 1, 9) in made.effort
    assert made.days == sum(source.effort.values())
    assert not made.owner
    assert not made.prerequisites
    assert found.why == ("It answers “Integration: 1.9 levels to go”. A3 stands at 2.1 and is wanted at 4.0.")


def test_what_it_rests_on_is_drawn_in_where_it_is_needed_too_and_says_so() -> None:
    found = by_key(GROUND)
    base = found["I-A1"]
    assert base.needed_by == ("I-A3",)
    assert base.why.startswith("“Connect automation, CRM and analytics” rests on it. A1 stands at 2.1")
    reached = by_key(replace(GROUND, levels={**LOW, "A1": 3.4}))
    assert "I-A1" not in reached
    standing = {each.key: each.standing for each in reached["I-A3"].rests_on}
    assert standing["I-A1"] == "reached"
    assert standing["I-A5"] == "suggested"
    unseen = by_key(replace(GROUND, levels={"A3": 2.1}))
    assert set(unseen) == {"I-A3"}, "nothing shows that the others are short"


def test_nothing_is_suggested_where_no_more_is_wanted_than_there_is() -> None:
    assert not suggest(PACK, replace(GROUND, targets={**WANTED, "A3": Target(2.1, "agreed")}))
    assert not suggest(PACK, replace(GROUND, levels={**LOW, "A3": 3.6}))
    over = Found("over_investment:A3", "over_investment", "Less is wanted", ("A3",))
    assert not suggest(PACK, replace(GROUND, findings=(over,)))


def test_a_hidden_figure_is_as_if_nobody_had_been_asked() -> None:
    hidden = replace(GROUND, levels={}, targets={"A3": Target(None, "hidden")})
    nobody = replace(GROUND, levels={}, targets={"A3": Target(None, "none")})
    assert suggest(PACK, hidden) == suggest(PACK, nobody)
    (found,) = suggest(PACK, hidden)
    assert found.initiative.lifts[0].origin == 1.0, "the catalogue's"
    assert found.why == "It answers “Integration: 1.9 levels to go”."


def test_what_there_is_and_what_was_left_out_is_not_suggested_again() -> None:
    found = by_key(replace(GROUND, drafted=frozenset({"I-A1"}), left_out=frozenset({"I-A5"})))
    assert not {"I-A1", "I-A5"} & set(found)
    standing = {each.key: each.standing for each in found["I-A3"].rests_on}
    assert (standing["I-A1"], standing["I-A5"]) == ("drafted", "left out")
    assert not suggest(PACK, replace(GROUND, drafted=frozenset(by_key(GROUND))))


def test_a_strength_is_used_by_what_builds_on_one_only() -> None:
    strong = Found("strength:D1", "strength", "Link of measures is a strength", ("D1",))
    found = by_key(replace(GROUND, levels={**LOW, "D1": 3.6}, findings=(strong,)))
    assert found["I-D1-2"].initiative.uses_strength
    assert found["I-D1-2"].initiative.findings == ("strength:D1",)
    assert found["I-D1-2"].why == "It builds on what works: “Link of measures is a strength”."
    assert "I-D1" not in found


def test_priorities_and_an_objective_follow_from_what_is_raised() -> None:
    aims = (
        Aim("speed", "Speed", 0.3, {"A3": 3}),
        Aim("growth", "Growth", 0.5, {"A3": 3, "A1": 1}),
        Aim("margin", "Margin", 0.2, {"A1": 1}),
    )
    ground = replace(
        GROUND, aims=aims, numbers={"speed": 7, "growth": 8, "margin": 9}, objectives=((1, None), (2, 7))
    )
    found = by_key(ground)
    assert found["I-A3"].initiative.priorities == (8, 7), "the heaviest first"
    assert found["I-A3"].initiative.objective == 2
    assert found["I-A1"].initiative.priorities == (8, 9), "nothing is supported strongly"
    assert found["I-A5"].initiative.priorities == ()


def test_findings_in_one_ask_for_what_their_parts_ask_for() -> None:
    parts = (GAP, Found("disagreement:D2", "disagreement", "People differ", ("D2",)))
    found = by_key(replace(GROUND, findings=(Found("own:1", "own", "Both", ("A3", "D2"), parts),)))
    assert not found["I-A3"].needed_by
    assert found["I-D2"].needed_by


@given(st.integers(1, 400), st.integers(1, 12))
def test_days_are_spread_evenly_and_none_is_lost(days: int, quarters: int) -> None:
    found = spread(days, quarters)
    assert sum(found) == days
    assert len(found) == quarters
    assert max(found) - min(found) <= 1
    assert list(found) == sorted(found, reverse=True)


LEVELS = st.dictionaries(st.sampled_from([each.id for each in PACK.capabilities]), st.floats(1, 5))


@given(levels=LEVELS, wanted=LEVELS, asked=st.lists(st.sampled_from([each.id for each in PACK.capabilities])))
def test_every_lift_goes_up_within_the_scale_towards_a_higher_target(
    levels: dict[str, float], wanted: dict[str, float], asked: list[str]
) -> None:
    findings = tuple(Found(f"gap:{each}", "gap", each, (each,)) for each in dict.fromkeys(asked))
    targets = {key: Target(value, "wanted") for key, value in wanted.items()}
    found = suggest(PACK, Ground(levels, targets, findings))
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert each.initiative.lifts
        assert each.why.endswith(".")
        assert each.needed_by or each.initiative.findings
        for lift in each.initiative.lifts:
            assert 1 <= lift.origin < lift.to <= 5
            assert wanted.get(lift.capability, 5.1) > lift.origin - 0.05


def test_roles_are_called_as_people_say_them() -> None:
    assert [role_name(each) for each in ("operations_lead", "it_partner", "Analyst")] == [
        "Operations lead",
        "IT partner",
        "Analyst",
    ]


def test_what_is_drafted_goes_on_asking_for_what_it_rests_on() -> None:
    all_of_it = by_key(GROUND)
    rest = by_key(replace(GROUND, drafted=frozenset({"I-A3"})))
    assert set(rest) == set(all_of_it) - {"I-A3"}
    assert rest["I-A1"].needed_by == ("I-A3",)
