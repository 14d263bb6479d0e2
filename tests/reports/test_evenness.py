"""What a report says where figures tie, are many, or are only partly shown."""

import pytest
from docx.oxml.ns import qn

from questionnaires.pack import LEVELS
from questionnaires.scores import RollUp
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.blueprint.component_table import HIDDEN_CELL
from reports.blueprint.component_wording import between_groups, evidence, meaning
from reports.blueprint.gaps import above_what_is_wanted, largest, where_they_lie
from reports.blueprint.gaps import finding as gaps_finding
from reports.blueprint.overview import beside
from reports.blueprint.summary import finding, how_sound, where_we_want_to_be
from reports.charts.gap_bars import is_negative
from reports.evidence import furthest_to_go, scored_components, standing_out
from reports.evidence import rated as rated_capabilities
from reports.word.elements import POINTS_PER_MM
from reports.word.runs import wording
from reports.word.typeface import CALIBRI
from reports.wording import NBSP
from tests.questionnaires.samples import TWO, pack, table
from tests.reports.dossiers import dossier, opened, rated

WIDE = pack((1, (1, 1, 1, 1, 1)))
THREE = pack((1, (1,)), (1, (1,)), (1, (1,)))


def spaced(prose) -> str:
    return wording(prose).replace(NBSP, " ")


def answered(people, method):
    """Return a dossier of people given as a (today, wanted) for each capability."""
    codes = [[[today, wanted, 0] for today, wanted in person] for person in people]
    return dossier(method, score(method, count(table(method, codes))))


@pytest.mark.parametrize(
    ("values", "found"),
    [([3, 2, 1], 2), ([3, 2, 2], 1), ([2, 2, 2], 0), ([2.04, 2.01, 1], 2), ([3], 0), ([], 0), ([2, 1], 1)],
)
def test_what_stands_out_cuts_no_tie(values, found):
    assert standing_out(values) == found


def test_only_gaps_above_zero_are_far_to_go():
    parts = THREE.components
    assert furthest_to_go(list(zip(parts, (1.0, 0.5, 0.2), strict=True))) == (
        "component P (+1.0) and component Q (+0.5)"
    )
    assert furthest_to_go(list(zip(parts, (1.0, 0.0, -0.4), strict=True))) == "component P (+1.0)"
    assert furthest_to_go(list(zip(parts, (0.01, 0.0, -0.01), strict=True))) == ""


def test_components_that_are_alike_are_neither_high_nor_low():
    made = answered([[(3, 3)] * 3] * 6, THREE)
    heads = [head for head, _ in beside(made, scored_components(made.pack, made.scores))]
    assert heads == ["Agreement"]
    assert where_we_want_to_be(made) == "Level 3.0 of 5."
    assert finding(made).replace(NBSP, " ") == "Sample operations stands at 3.0 of 5; 3.0 is wanted."


def test_a_largest_gap_is_claimed_only_where_every_gap_shows():
    # Of component Q four people gave both levels, so its gap is hidden and its scores are not.
    half = [[(2, 4), (3, 4 if n < 4 else 0)] for n in range(6)] + [[(2, 4), (0, 4)]] * 2
    method = pack((1, (1,)), (1, (1,)))
    made = answered(half, method)
    second = made.scores.components["Q"]
    assert isinstance(second, RollUp)
    assert second.current is not None
    assert second.gap is None
    assert "largest" not in finding(made)


def test_many_with_two_camps_are_counted_after_three():
    made = rated([[1] * 5] * 6 + [[5] * 5] * 6, pack=WIDE)
    said = spaced(evidence(rated_capabilities(WIDE.capabilities, made.scores), made))
    assert said.count("There are two camps on") == 3
    assert said.endswith(" Two more capabilities have two camps.")


def test_many_rated_above_what_is_wanted_are_counted_after_three():
    made = answered([[(4, 2)] * 5] * 6, WIDE)
    said = spaced(above_what_is_wanted(made))
    assert said.count("want less than they see today") == 3
    assert said.endswith(" Two more capabilities are rated above what is wanted.")


@pytest.mark.parametrize(("gap", "negative"), [(-0.04, False), (-0.05, True), (0.0, False), (0.3, False)])
def test_a_gap_that_shows_as_zero_is_not_negative(gap, negative):
    assert is_negative(gap) == negative


def test_one_gap_is_the_largest_of_none():
    made = answered([[(2, 3)] + [(0, 0)] * 4] * 6, WIDE)
    assert gaps_finding(made, largest(made)) == "The one gap that can be shown is in capability P1 (+1.0)."
    assert where_they_lie(made) == "The one gap is below two levels."


def test_it_is_said_where_only_some_capabilities_show():
    assert "each capability shown is rated by" in how_sound(rated([[3, 3, 3, 3, 0]] * 6))
    assert "each capability is rated by" in how_sound(rated([[3] * 5] * 6))


@pytest.mark.parametrize("level", LEVELS)
def test_the_levels_around_a_mean_are_quoted(level):
    made = rated([[level] * 5] * 6)
    said = wording(meaning(rated_capabilities(TWO.capabilities, made.scores)))
    assert said.count(" reads: ") == (1 if level == 5 else 2)
    assert f"Level {level} reads: “{TWO.capabilities[0].levels[level]}”" in said


def test_a_group_written_from_right_to_left_keeps_figures_in_place():
    groups = {"function": ("مبيعات",) * 6 + ("IT",) * 6}
    made = rated([[1] * 5] * 6 + [[4] * 5] * 6, groups=groups)
    said = spaced(between_groups(made, made.pack.components[0], "function"))
    assert "1.0 by مبيعات\u200e, 3.0 apart" in said


def test_every_column_has_room_for_the_word_that_hides_its_figure():
    document = opened(blueprint(rated([[3, 3, 3, 3, 3]] * 3 + [[3, 3, 3, 3, 0]] * 6)))
    cells = [cell for row in document.element.body.iter("{*}tr") for cell in row.iter("{*}tc")]
    widths = [
        float(next(cell.iter("{*}tcW")).get(qn("w:w"))) / 20 - 2 * POINTS_PER_MM
        for cell in cells
        if "".join(cell.itertext("{*}t")) == HIDDEN_CELL
    ]
    assert len(widths) > 5
    assert min(widths) >= CALIBRI.width(HIDDEN_CELL, 9)
