"""Every count in a sentence follows from the dossier, however little or much there is, and reads well."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import Phase, settings
from hypothesis import given as given_data
from hypothesis import strategies as st

from questionnaires.roadmap.plan import Initiative
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.dossier import Dossier
from reports.dossier_json import dossier_json
from reports.layout import Variant
from tests.questionnaires.samples import ONE, TWO, table
from tests.reports.counted import ODD, RULES, counted
from tests.reports.dossiers import dossier, opened, rated
from tests.reports.test_documents import LITTLE, as_variant
from tests.reports.test_read_back import given
from tests.reports.test_results_told import GAP, OTHER
from tests.reports.traced import read
from tests.roadmaps import many


def much() -> Dossier:
    return given("much")


def planned(change: Callable[[Initiative], Initiative], least: int = 0, most: int = 99) -> Dossier:
    """Return the dossier of much data with some of its initiatives, each of them changed."""
    plan = much().roadmap
    assert plan is not None
    those = plan.initiatives[least:most]
    there = {each.id for each in those}
    kept = tuple(
        change(replace(each, prerequisites=tuple(one for one in each.prerequisites if one in there)))
        for each in those
    )
    places = {key: each for key, each in plan.placements.items() if key in there}
    left = tuple(each for each in plan.left_out if each.id in there)
    return replace(much(), roadmap=replace(plan, initiatives=kept, placements=places, left_out=left))


def unplaced(found: Dossier) -> Dossier:
    assert found.roadmap is not None
    return replace(found, roadmap=replace(found.roadmap, placements={}, left_out=()))


def forty() -> Dossier:
    return replace(much(), roadmap=many(40, much().pack))


def little_strategy(held: int) -> Dossier:
    strategy = much().strategy
    assert strategy is not None
    talks = replace(strategy.interviews, held=held, planned=max(held, 2), under_way=0)
    priorities, disputes = strategy.priorities[:1], strategy.disputes[:held]
    return replace(
        much(),
        strategy=replace(
            strategy, interviews=talks, priorities=priorities, disputes=disputes, objectives=(),
            alignment=None, opinions=None,
        ),
    )  # fmt: skip


WIDE, LESS = [2, 3, 3], [3, 3, 3]
STRANGE: dict[str, Callable[[], Dossier]] = {
    "much": much,
    "little": lambda: LITTLE,
    "no initiative": lambda: replace(much(), roadmap=None, assumptions=None),
    "one initiative": lambda: planned(lambda each: each, 0, 1),
    "one without a place": lambda: unplaced(planned(lambda each: replace(each, owner=""), 0, 1)),
    "none with a place": lambda: unplaced(planned(lambda each: each)),
    "two without money": lambda: planned(
        lambda each: replace(each, one_off=type(each.one_off)(), running=type(each.running)(), risks=()), 0, 2
    ),
    "forty": forty,
    "nobody interviewed": lambda: little_strategy(0),
    "one interviewed": lambda: little_strategy(1),
    "one rates one": lambda: rated_by([[[2, 3, 3]]], 1),
    "three rate one": lambda: rated_by([[[1, 4, 3]], [[2, 4, 3]], [[5, 4, 3]]], 3),
    "two findings": lambda: replace(LITTLE, findings=(GAP, OTHER)),
    "one hidden": lambda: rated_by(
        [[WIDE, [1 if n < 2 else 7, 3, 3], LESS, LESS, LESS] for n in range(6)], 3
    ),
    "two as large": lambda: rated_by([[WIDE, LESS, LESS, [2, 3, 3], WIDE]] * 4, 3),
    "all hidden": lambda: rated([[2] * 5] * 3, TWO),
}


FULL = ("much", "one initiative", "one without a place", "one rates one")
"""Those whose whole blueprint is made too: it takes seconds."""


def rated_by(codes: list[list[list[int]]], threshold: int) -> Dossier:
    pack = ONE if len(codes[0]) == 1 else TWO
    return dossier(pack, score(pack, count(table(pack, codes)), threshold))


@cache
def texts(which: str, variant: Variant) -> tuple[str, ...]:
    return said(STRANGE[which](), variant)


def said(found: Dossier, variant: Variant) -> tuple[str, ...]:
    return read(opened(blueprint(as_variant(found, variant)))).texts


def wrong(found: Dossier, document: tuple[str, ...]) -> list[object]:
    told = json.loads(dossier_json(found))
    return [each for each in counted(told, list(document)) if each[1] != each[2]]


def odd(document: tuple[str, ...]) -> list[str]:
    return [text for text in document for each in ODD if each.search(text)]


@pytest.mark.parametrize("which", STRANGE)
def test_the_counts_of_a_pre_read_follow_and_read_well(which):
    document = texts(which, "pre-read")
    assert wrong(STRANGE[which](), document) == []
    assert odd(document) == []


@pytest.mark.parametrize("which", FULL)
def test_the_counts_of_the_blueprint_follow_and_read_well(which):
    document = texts(which, "full")
    assert wrong(STRANGE[which](), document) == []
    assert odd(document) == []


def test_every_rule_finds_its_sentence():
    found = set()
    for which, made in STRANGE.items():
        told = json.loads(dossier_json(made()))
        there = [*texts(which, "pre-read"), *(texts(which, "full") if which in FULL else ())]
        found |= {each[0] for each in counted(told, there)}
    assert found == set(RULES)


@pytest.mark.parametrize(
    ("part", "noticed"),
    [
        ("initiatives", {"confirm", "little", "no owner", "with a place", "sheets", "unplaced"}),
        ("capabilities", {"agreed", "capabilities", "figures", "wide"}),
        ("priorities", {"priorities"}),
        ("disputes", {"disputes"}),
    ],
)
def test_a_count_of_something_else_is_noticed(part, noticed):
    """One less of something in the JSON, and the document that was made of all of it is found to differ."""
    told = json.loads(dossier_json(much()))
    held = next(each for each in (told["roadmap"], told["scores"], told["strategy"]) if part in each)
    those = held[part]
    held[part] = dict(list(those.items())[:-1]) if isinstance(those, dict) else those[:-1]
    there = [*texts("much", "pre-read"), *texts("much", "full")]
    assert noticed <= {each[0] for each in counted(told, there) if each[1] != each[2]}


RATINGS = st.lists(
    st.lists(
        st.tuples(st.sampled_from([0, 1, 2, 3, 4, 5, 7]), st.sampled_from([0, 1, 3, 5]), st.just(3)),
        min_size=5,
        max_size=5,
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))  # each makes a document
@given_data(RATINGS, st.sampled_from([1, 3]), st.booleans())
def test_whatever_people_answer_the_counts_follow_and_read_well(ratings, threshold, alone):
    codes = [[list(each) for each in person[: 1 if alone else 5]] for person in ratings]
    found = rated_by(codes, threshold)
    document = said(found, "pre-read")
    assert wrong(found, document) == []
    assert odd(document) == []
