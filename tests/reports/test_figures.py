"""The figures that documents print, the dossier as JSON, and what changed from one issue to the next."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.finding_worth import Worths
from reports.dossier_json import dossier_json, fingerprint
from reports.figure import HIDDEN, Figure, Printed
from reports.figures import figures
from reports.layout import Paragraph
from reports.snapshot import MOST_FIGURES, BrokenSnapshot, Snapshot, changes, read_snapshot, snapshot
from tests.reports.dossiers import demo, rated
from tests.roadmaps import roadmap

FEW = rated([[2, 3, 1, 4, 2]] * 3)
"""Three people, of whom nothing may be shown."""
MANY = rated([[2, 3, 1, 4, 2]] * 6)


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


@given(st.integers(0, 80))
def test_of_many_figures_the_last_line_counts_the_others(many: int) -> None:
    def of(word: str) -> Snapshot:
        return Snapshot(tuple(Figure(f"f{each}", "gaps", f"Figure {each}", word) for each in range(many)))

    said = changes(of("1"), of("2"), {})
    assert len(said) == min(many, MOST_FIGURES)
    if many > MOST_FIGURES:
        assert said[-1].endswith("more figures are different.")


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
