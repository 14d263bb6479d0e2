"""The return of a programme: low, expected and high keep their order; nothing comes from nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.roadmap.assumptions import Assumptions, Outcome, Settled
from questionnaires.roadmap.plan import Capacity, Initiative, Placement, Roadmap, Span
from questionnaires.roadmap.returns import missing, outcome_by_quarter, present, the_return
from tests.questionnaires.test_plans import roadmaps
from tests.roadmaps import STARTS_ON, roadmap

FIGURES = {
    "discount": Settled(0.08, "The firm's own rate"),
    "spend": Settled(1_000_000, "Budget of 2026"),
    "contribution": Settled(1_400_000, "Finance, 2026"),
}


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Draw an outcome of some initiatives, or of the whole programme."""
    low, expected, high = sorted(draw(st.tuples(*[st.integers(0, 10**7)] * 3)))
    return Outcome(
        id=1,
        name="Outcome",
        low=low,
        expected=expected,
        high=high,
        counted=draw(st.integers(0, 1000)) / 1000,
        lag=draw(st.integers(0, 12)),
        ramp=draw(st.integers(1, 12)),
        initiatives=draw(st.none() | st.sets(st.integers(1, 8), max_size=3).map(tuple)),
        timing=draw(st.sampled_from(("together", "step by step"))),
    )


@given(roadmaps(), st.lists(outcomes(), min_size=1, max_size=4))
def test_low_expected_and_high_keep_their_order(drawn: Roadmap, held: list[Outcome]) -> None:
    found = the_return(drawn, Assumptions(tuple(held), FIGURES))
    if not drawn.in_order:
        assert found is None
        return
    assert found is not None
    low, expected, high = (found.cases[case] for case in ("low", "expected", "high"))
    for less, more in ((low, expected), (expected, high)):
        assert all(one <= other for one, other in zip(less.cumulated, more.cumulated, strict=True))
        assert less.net_present <= more.net_present
        assert found.then[less.case].share <= found.then[more.case].share + 1e-12
        # A return needs an investment to be one of; a low cost may be none at all.
        if less.payback and more.invested:
            assert more.payback is not None
            assert more.payback <= less.payback
    for each in (low, expected, high):
        assert each.gained - each.invested == each.total == each.cumulated[-1]
        if each.payback:
            assert all(amount >= 0 for amount in each.cumulated[each.payback - 1 :])


def _one(quarters: int = 2, **changes: object) -> tuple[Roadmap, Outcome]:
    made = Initiative(id=1, title="One", component="B", quarters=quarters, one_off=Span(8_000, 8_000))
    outcome = Outcome(id=1, name="Saved", low=20_000, expected=40_000, high=80_000, **changes)  # type: ignore[arg-type]
    return Roadmap((made,), Capacity(STARTS_ON, 12), {1: Placement(1)}), outcome


def test_an_outcome_comes_after_its_lag_and_grows_to_its_size() -> None:
    plan, outcome = _one(counted=0.5, lag=1, ramp=2, initiatives=(1,))
    assert outcome_by_quarter(plan, outcome, "expected") == (0, 0, 0, 2_500, *(5_000,) * 8)


def test_payback_net_and_share_are_reckoned_by_hand() -> None:
    plan, outcome = _one()
    found = the_return(plan, Assumptions((outcome,), FIGURES))
    assert found is not None
    expected = found.cases["expected"]
    assert expected.net == (-4_000, -4_000, *(10_000,) * 10)
    assert (expected.payback, expected.total, expected.invested) == (3, 92_000, 8_000)
    assert expected.share == pytest.approx(11.5)
    assert found.cases["low"].payback == 4
    assert present((0, 0, 0, 108), 0.08) == 100
    assert found.marketing_now is not None
    assert found.marketing_now.share == pytest.approx(0.4)
    assert found.then["expected"].share == pytest.approx(0.44)


def test_what_waits_for_something_without_a_place_brings_nothing() -> None:
    plain = roadmap()
    waits = Outcome(id=1, name="Waits", low=1, expected=2, high=3, initiatives=(1, 11))
    assert sum(outcome_by_quarter(plain, waits, "high")) == 0
    steps = replace(waits, low=1_000, expected=1_000, high=1_000, timing="step by step")
    assert max(outcome_by_quarter(plain, steps, "high")) == 125, "half of a quarter of 1,000"
    found = the_return(plain, Assumptions((waits, steps)))
    assert found is not None
    assert found.waiting == (waits, steps)


def test_nothing_is_reckoned_from_nothing_and_what_is_missing_is_named() -> None:
    plain = roadmap()
    assert the_return(plain, Assumptions()) is None
    assert list(missing(plain, None)) == ["outcomes", "rates", "spend", "contribution", "discount"]
    outcome = Outcome(id=1, name="Saved", low=1, expected=2, high=3)
    found = the_return(plain, Assumptions((outcome,)))
    assert found is not None
    assert found.marketing_now is None
    assert not found.then
    assert all(each.net_present is None for each in found.cases.values())
    assert found.roles_without_rate
    assert list(missing(replace(plain, placements={}), Assumptions((outcome,), FIGURES))) == ["places"]
