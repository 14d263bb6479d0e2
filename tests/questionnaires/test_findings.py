"""Findings: what the rules suggest from scores, with figures that may be shown and no others."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.alignment import SOME, STRONG
from questionnaires.findings import KINDS, MOST, RULES, Aim, Context, Finding, every_finding, suggest, worths
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.scores import HIDDEN, GroupScores, Scores
from questionnaires.scoring import score
from questionnaires.tally import CHOSE, OFFERED, PICKED, count
from tests.questionnaires.samples import capability, pack, table
from tests.questionnaires.test_published import PACK as SHIPPED
from tests.questionnaires.test_published import TALLIES, K

METHOD = pack((1, (1, 1, 1, 1)), (1, (1, 1)))
ROW = [[3, 3, 3]] * 6


def person(**given: list[int]) -> list[list[int]]:
    """Return what someone answers: level 3 wherever nothing else is said, today, wanted and importance."""
    ids = [each.id for each in METHOD.capabilities]
    return [given.get(each, ROW[place]) for place, each in enumerate(ids)]


def scores(*people: list[list[int]], groups: dict[str, tuple[str, ...]] | None = None) -> Scores:
    return score(METHOD, count(table(METHOD, list(people), groups)), 5)


def found(
    kind: str, these: Scores, context: Context | None = None, method: MethodPack = METHOD
) -> list[Finding]:
    every = every_finding(method, these, context or Context())
    return [each for each in every.values() if each.kind == kind]


def test_a_gap_is_a_whole_level_and_tells_its_figures() -> None:
    people = [person(P1=[2, 4, 3], P2=[3, 4, 3], Q1=[3, 3, 3]) for _ in range(5)]
    people.append(person(P1=[2, 4, 3], P2=[3, 3, 3]))
    gap, *others = found("gap", scores(*people))
    assert not others, "0.8 is none"
    assert (gap.key, gap.capabilities, gap.component) == ("gap:P1", ("P1",), "P")
    assert gap.title == "Capability P1: 2.0 levels to go"
    assert gap.text == "Today it stands at 2.0, and 4.0 is wanted. People agree about today."
    assert [(each.name, each.shown, each.n) for each in gap.evidence] == [
        ("Gap", "+2.0", 6),
        ("Today", "2.0", 6),
        ("Wanted", "4.0", 6),
    ]


def test_figures_are_compared_as_they_are_shown() -> None:
    people = [person(P1=[3, 4, 3])] * 19 + [person(P1=[3, 3, 3])]
    gap, *_ = found("gap", scores(*people))
    assert gap.evidence[0].shown == "+1.0", "0.95 shows as 1.0"


def test_a_strength_that_serves_a_heavy_priority_is_an_opportunity() -> None:
    these = scores(*[person(P1=[4, 4, 3], P2=[4, 4, 3], Q1=[2, 2, 3])] * 6)
    assert {each.key for each in found("strength", these)} == {"strength:P1", "strength:P2"}
    aims = (Aim("a", "Grow", 0.6, {"P1": STRONG, "P2": SOME}), Aim("b", "Save", 0.4, {"P2": STRONG}))
    context = Context({"P1": 0.6, "P2": 0.4}, aims)
    assert [each.key for each in found("strength", these, context)] == ["strength:P2"]
    [each] = found("opportunity", these, context)
    assert "It supports “Grow” strongly." in each.text
    assert each.evidence[-1].shown == "60%"


def test_nothing_is_strong_that_people_do_not_agree_on() -> None:
    these = scores(*[person(P1=[5, 5, 3])] * 6, *[person(P1=[1, 5, 3])] * 3)
    assert not found("strength", these)
    [camps] = found("disagreement", these)
    assert camps.title == "There are two camps on capability P1"
    assert "rate it 1\xa0or\xa02, 6 rate it 4\xa0or\xa05." in camps.text
    assert "With 9\xa0ratings it is a candidate" in camps.text


def test_two_groups_that_see_it_a_level_apart_are_named_with_their_figures() -> None:
    people = [person(P1=[2, 3, 3])] * 6 + [person(P1=[4, 4, 3])] * 7
    groups = {"function": ("Sales",) * 6 + ("IT",) * 7}
    [each] = found("perception", scores(*people, groups=groups))
    assert each.key == "perception:P1:function"
    assert each.text.startswith("Sales puts today at 2.0, IT at 4.0: 2.0 levels apart, a large difference")
    assert [(one.shown, one.n) for one in each.evidence] == [("2.0", None), ("2.0", 6), ("4.0", 7)]


def test_a_blind_spot_and_an_over_investment() -> None:
    people = [person(P1=[7, 3, 3], P2=[4, 3, 3])] * 3 + [person(P2=[4, 4, 3])] * 5
    these = scores(*people)
    [blind] = found("blind_spot", these)
    assert blind.text == "Asked about today, 3 of 8\xa0people answer “don’t know”."
    [over] = found("over_investment", these)
    assert over.text.startswith("3 of 8\xa0people want less than they see today; over all of them it is 0.4")
    assert over.evidence[0].shown == "−0.4"


def test_what_stands_far_ahead_of_what_it_rests_on() -> None:
    parts = METHOD.components
    resting = capability("P1", "Tools", rests_on=("P2", "P3"))
    first = type(parts[0])(
        id="P", name="Component P", short_name="P", capabilities=(resting, *parts[0].capabilities[1:])
    )
    method = type(METHOD)(
        id="sample", version="1", title="Sample", function="x", level_names=METHOD.level_names,
        components=(first, parts[1]),
    )  # fmt: skip
    these = scores(*[person(P1=[4, 4, 3], P2=[2, 2, 3], P3=[3, 3, 3])] * 6)
    [each] = found("foundation", these, method=method)
    assert (each.key, each.capabilities) == ("foundation:P1:P2", ("P1", "P2"))
    assert each.text.startswith("Tools stands at 4.0 today, capability P2 at 2.0.")


def test_a_priority_that_nothing_supports_counts_where_it_weighs_something() -> None:
    aims = (Aim("a", "Grow", 0.5, {}), Aim("b", "Save", 0.5, {"P1": SOME}), Aim("c", "Rest", 0.0, {}))
    [each] = found("unsupported", scores(*[person()] * 5), Context(None, aims))
    assert (each.key, each.capabilities) == ("unsupported:a", ())
    assert "It weighs 50% of the priorities" in each.text


def test_technology_ahead_of_processes_is_told_where_the_pack_says_which_they_are() -> None:
    method = shipped_pack("marketing_operations")
    ids = [each.id for each in method.capabilities]
    codes = [[[4 if each[0] == "A" else 2, 4, 3] for each in ids]] * 6
    these = score(method, count(table(method, codes)), 5)
    [each] = found("order", these, method=method)
    assert each.key == "order:A:C"
    assert each.evidence[0].shown == "4.0"


def test_weights_come_from_the_alignment_else_importance_else_picks() -> None:
    these = scores(*[person(P1=[2, 4, 5], P2=[2, 4, 1])] * 5)
    aligned = worths(METHOD, these, Context({"P1": 0.75, "P2": 0.25}))
    assert (aligned.source, aligned.weights["P1"], aligned.weights["Q1"]) == ("alignment", 4.5, 0)
    important = worths(METHOD, these, Context())
    assert important.source == "importance"
    assert sum(important.weights.values()) == pytest.approx(6)
    assert [each.key for each in suggest(METHOD, these, Context())][:2] == ["gap:P1", "gap:P2"]
    tally = count(table(METHOD, [[[2, 4, 0]] * 6] * 5))
    tally = replace(tally, asked=np.repeat([[True, True, False]], 6, axis=0))
    assert worths(METHOD, score(METHOD, tally, 5), Context()).source == "equal"
    picks = np.zeros((6, 3), dtype=np.int64)
    picks[:, [OFFERED, CHOSE, PICKED]] = [[5, 5, n % 5] for n in range(6)]
    picked = worths(METHOD, score(METHOD, replace(tally, picks=picks), 5), Context())
    assert picked.source == "picks"
    assert picked.weights["P1"] == 0


def test_few_of_each_kind_are_suggested() -> None:
    method = shipped_pack("marketing_operations")
    codes = [[[1, 5, 3]] * len(method.capabilities)] * 6
    these = score(method, count(table(method, codes)), 5)
    assert len(suggest(method, these, Context())) == MOST["gap"]
    assert len(every_finding(method, these, Context())) == len(method.capabilities)
    assert {*RULES} == {*MOST} == {*KINDS}


AIMS = st.lists(
    st.dictionaries(st.sampled_from([each.id for each in SHIPPED.capabilities]), st.sampled_from([1, 3])),
    max_size=4,
).map(lambda all_: tuple(Aim(str(n), f"Aim {n}", 1 / len(all_), each) for n, each in enumerate(all_)))


@settings(max_examples=80)
@given(TALLIES, K, AIMS)
def test_only_figures_that_are_shown_are_told(tally, k: int, aims: tuple[Aim, ...]) -> None:
    """No hidden cell or group is named, no figure is of fewer people than the threshold, and keys stay."""
    these, context = score(SHIPPED, tally, k), Context(None, aims)
    every = every_finding(SHIPPED, these, context)
    suggested = suggest(SHIPPED, these, context)
    worth = [round(each.worth, 9) for each in suggested]
    assert worth == sorted(worth, reverse=True)
    assert {each.key: each for each in suggested}.items() <= every.items()
    for key, each in every.items():
        assert key.startswith(f"{each.kind}:")
        assert each.worth >= 0
        names = [one.name for one in each.evidence]
        assert len(names) == len({*names}), "each figure has a name of its own"
        for one in each.evidence:
            assert one.n is None or one.n >= k
        for shown in each.capabilities:
            held = these.capabilities[shown]
            assert each.kind in ("gap", "over_investment") or held.current is not HIDDEN
            assert each.kind not in ("gap", "over_investment") or held.gap is not HIDDEN
        if each.kind == "perception":
            groups = these.groups[each.key.split(":", 2)[2]]
            assert all(isinstance(groups[name], GroupScores) for name in names[1:] if name in groups)
