"""The figures that documents print, the dossier as JSON, and what changed from one issue to the next."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Judgement, Judgements
from questionnaires.quoting import Shown
from reports.dossier_json import dossier_json, fingerprint
from reports.figure import HIDDEN, Figure, Printed
from reports.figures import figures
from reports.layout import Paragraph
from reports.snapshot import BrokenSnapshot, Snapshot, changes, read_snapshot, snapshot
from reports.strategy import Priority, Strategy
from tests.reports.dossiers import demo, rated
from tests.roadmaps import roadmap

FEW = rated([[2, 3, 1, 4, 2]] * 3)
"""Three people, of whom nothing may be shown."""
MANY = rated([[2, 3, 1, 4, 2]] * 6)
CHANGING = [
    each for each in figures(demo()) if each.key.startswith(("overall.", "component.A.", "capability.A5."))
]


def shown(dossier) -> dict[str, str]:
    return {each.key: each.shown for each in figures(dossier)}


def test_figures_are_told_as_they_are_printed() -> None:
    told = shown(replace(demo(), roadmap=roadmap(), worths=Worths("equal", {})))
    assert told["overall.current"] == "2.4"
    assert told["capability.A5.current"] == "1.8"
    assert "response" not in told
    assert told["roadmap.initiatives"] == "11"
    assert told["initiative.1.start"] == "Q1 2027"
    keys = [each.key for each in figures(demo())]
    assert len(keys) == len(set(keys))


def test_what_is_hidden_is_hidden_in_figures_and_in_the_snapshot() -> None:
    told = shown(FEW)
    scored = {
        key: each for key, each in told.items() if key.startswith(("capability.", "component.", "over"))
    }
    assert set(scored.values()) == {HIDDEN}
    snapped = json.loads(dossier_json(FEW))
    for each in snapped["scores"]["capabilities"].values():
        assert (each["current"], each["target"], each["gap"]) == ({"shown": False},) * 3
    assert snapped["scores"]["overall"] == {"shown": False}


def test_the_same_dossier_gives_the_same_json() -> None:
    assert dossier_json(MANY) == dossier_json(MANY)
    assert fingerprint(MANY) != fingerprint(replace(MANY, client="Another one"))


def test_a_snapshot_is_read_back_from_the_json() -> None:
    own = {"summary": (Paragraph("Begin with the data.", "Ines", date(2026, 11, 22)),)}
    dossier = replace(demo(), roadmap=roadmap(), paragraphs=own)
    assert read_snapshot(dossier_json(dossier)) == snapshot(dossier)
    with pytest.raises(BrokenSnapshot):
        read_snapshot(b'{"figures": 1}')


def test_changes_name_what_came_went_moved_and_is_another_figure() -> None:
    plan = roadmap()
    before = snapshot(replace(demo(), roadmap=plan))
    first, *others = plan.initiatives
    moved = replace(plan.placements[2], start=4)
    now = replace(
        plan,
        initiatives=(replace(first, id=99, title="Name one owner"), *others),
        placements={**plan.placements, 2: moved},
    )
    own = {"gaps": (Paragraph("Ours.", "Ines", date(2026, 11, 22)),)}
    said = changes(before, snapshot(replace(demo(), roadmap=now, paragraphs=own)), {"gaps": "Largest gaps"})
    assert said[:4] == (
        "The initiative “Name one owner” is new.",
        f"The initiative “{first.title}” is no longer proposed.",
        f"The initiative “{others[0].title}” begins in Q4 2027, before in Q3 2027.",
        "The consultants’ own words in “Largest gaps” are others.",
    )
    assert changes(before, before, {}) == ()


@given(st.lists(st.sampled_from(CHANGING), max_size=60, unique=True))
def test_every_figure_that_changed_is_told_once_with_those_first_that_decisions_rest_on(found) -> None:
    before = Snapshot(tuple(found))
    after = Snapshot(tuple(replace(each, shown="another") for each in found))
    said = changes(before, after, {})
    assert sorted(said) == sorted(f"{each.label}: {each.shown} before, another now." for each in found)
    ranks = [
        "Overall, today",
        "Data quality and governance, wanted",
        "Data quality and governance, importance",
    ]
    named = [each for each in ranks if each in {one.label for one in found}]
    assert [each for one in said for each in ranks if one.startswith(f"{each}:")] == named


def test_a_target_agreed_since_a_priority_and_quotes_are_told_among_what_changed() -> None:
    growth = Priority(name="Grow abroad", share=0.6)
    speed = Priority(name="Be faster", share=0.4, quotes=(Shown("Sooner.", "A leader"),))
    then = replace(demo(), strategy=Strategy(priorities=(growth, speed)))
    agreed = Judgement(
        1, "target", 3.5, "A dictionary first.", "", "Ines", datetime(2026, 12, 11, tzinfo=UTC)
    )
    now = replace(
        demo(),
        strategy=Strategy(priorities=(growth, Priority(name="Be first", share=0.4))),
        judgements={"D2": Judgements(target=agreed)},
    )
    said = changes(snapshot(then), snapshot(now), {})
    assert said == (
        "The priority “Be first” is new.",
        "The priority “Be faster” is no longer named.",
        "What leaders are quoted with is different.",
        "Metric definitions and standards, agreed target: no figure before, 3.5 now.",
    )
    assert "Sooner" not in "".join(said)
    assert read_snapshot(dossier_json(then)) == snapshot(then)
    for broken in (b"1", b"{}", b'{"priorities": 1}', b'{"priorities": [1, {"quotes": [2]}], "vision": []}'):
        assert read_snapshot(b'{"figures": [], "strategy": ' + broken + b"}") == Snapshot()


def test_a_figure_is_found_by_its_name_where_numbers_of_rows_are_others() -> None:
    printed = Printed(
        [
            Figure("initiative.7.days", "x", "Ours, person-days", "9"),
            Figure("initiative.1.days", "x", "b", "1"),
        ]
    )
    found = printed.found("initiative.1.days", "Ours, person-days")
    assert found is not None
    assert found.shown == "9"
    renamed = printed.found("initiative.7.days", "Before, person-days")
    assert renamed is not None
    assert renamed.shown == "9"
    assert printed.found("gone", "gone") is None
