"""What stands beside the scores in the blueprint: others, judgements, findings, groups, soundness."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.benchmark import TENTHS, Benchmark, Comparison
from questionnaires.comparison import perception_gaps
from questionnaires.finding import Evidence
from questionnaires.judgement import Judgement, Judgements, Reviewed
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import HIDDEN, StraightLining, Without
from questionnaires.scoring import score
from questionnaires.tally import count
from questionnaires.weights import own
from reports.blueprint import blueprint
from reports.blueprint.component_figures import title as figures_title
from reports.blueprint.findings import by_kind
from reports.blueprint.findings import finding as findings_finding
from reports.blueprint.groups import far_apart
from reports.blueprint.judgements import in_short
from reports.blueprint.soundness import finding, how_sure, straight_lining, weights, who_answered
from reports.charts.dumbbell import dumbbell
from reports.dossier import Dossier
from reports.evidence import answered, response
from reports.finding_read import OWN, FindingRead
from tests.questionnaires.samples import TWO, table
from tests.reports.dossiers import opened, rated, texts

VARIED = [[1 + (person + place) % 4 for place in range(5)] for person in range(12)]
AT = datetime(2026, 11, 20, tzinfo=UTC)
SURVEY = Comparison(3.1, 2.6, 3.4, 46, "Trade survey", "2024 to 2025")
OTHERS = Benchmark(
    components={"P": SURVEY, "Q": replace(SURVEY, median=1.9)},
    capabilities={"P1": replace(SURVEY, median=1.2, low=None, high=None)},
    overall=replace(SURVEY, median=2.2),
)


def judged(**values: float) -> Judgements:
    made = {
        kind: Judgement(1, kind, value, f"Why {kind}.", "", "Maren Hale", AT, (Reviewed(1, "The plan"),))
        for kind, value in values.items()
    }
    return Judgements(**made)


def lines(made: Dossier) -> list[str]:
    return [text.replace("\u00a0", " ") for text in texts(opened(blueprint(made)))]


def row(told: list[str], first: str, length: int) -> list[str]:
    """Return a row of a table by the text of its first cell; the last of those there are."""
    start = len(told) - 1 - told[::-1].index(first)
    return told[start : start + length]


def test_others_stand_beside_components_with_number_source_and_dates():
    made = rated(VARIED, benchmark=OTHERS)
    told = lines(made)
    said = "\n".join(told)
    part = made.scores.components["P"]
    assert said.count("Others: 46 organisations, 2024 to 2025, Trade survey") >= 3
    assert "The median of 46 organisations (2024 to 2025) is 2.2." in said
    title = figures_title(made).replace("\u00a0", " ")
    begins = max(n for n, line in enumerate(told) if line.endswith(title))
    cells = row(told[: told.index("All components", begins)], "Component P", 10)
    assert cells[2:5] == [shown(part.current), shown(part.target), signed(part.gap)]
    assert cells[7:] == ["3.1", "2.6 to 3.4", signed(float(rounded(part.current)) - 3.1)]
    assert "tick = median of 46 organisations" in said
    assert "none" in told


def test_the_place_among_others_stands_where_each_of_them_is_known():
    counts = tuple(40 if level == 20 else 0 for level in TENTHS)
    pool = Benchmark(components={"P": Comparison(2.0, 2.0, 2.0, 40, "Own pool", "2026", "pool", counts)})
    told = lines(rated(VARIED, benchmark=pool))
    assert "Place" in told
    assert "Place" not in lines(rated(VARIED, benchmark=OTHERS))
    assert row(told[: told.index("All components")], "Component P", 11)[-1] == "100"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0, 2), st.floats(0, 2)), min_size=2, max_size=2))
def test_figures_of_others_can_be_drawn_anywhere(found):
    others = {
        key: replace(SURVEY, median=median, low=max(1, median - low), high=min(5, median + high))
        for key, (median, low, high) in zip("PQ", found, strict=True)
    }
    assert dumbbell(TWO, rated(VARIED).scores, Benchmark(components=others)).png


def test_without_others_nothing_is_said_of_them():
    said = "\n".join(lines(rated(VARIED)))
    for word in ("thers:", "Quartiles", "tick", "dotted"):
        assert word not in said


def test_judgements_stand_beside_the_ratings_and_change_none():
    judgements = {"P1": judged(evidence=1.5, target=3.5, adjustment=2.2), "P2": judged(evidence=4)}
    plain, made = rated(VARIED), rated(VARIED, judgements=judgements)
    told = lines(made)
    first, second = plain.scores.capabilities["P1"], plain.scores.capabilities["P2"]
    beside = told[told.index("On evidence") :]
    cells = row(beside, "Capability P1", 6)
    assert cells[1:] == [shown(first.current.mean), "1.5", "2.2", shown(first.target.mean), "3.5"]
    cells = row(beside, "Capability P2", 6)
    assert cells[1:] == [shown(second.current.mean), "4.0", "", shown(second.target.mean), "mean wanted"]
    said = "\n".join(told)
    assert "Why evidence.\nMaren Hale, 20 November 2026; The plan" in said
    assert "3.5 agreed" in said
    assert "One capability has an agreed target." in said
    assert in_short(made) == (
        "Consultants rate two capabilities on evidence, one lower and one higher than people do."
    )
    assert made.scores == plain.scores
    assert "what was checked is rated on evidence" in said
    assert "no document or system was checked" in "\n".join(lines(plain))


def test_a_judgement_of_what_is_hidden_shows_no_rating():
    people = [[2, 3, 2, 3, 5] if n < 4 else [2, 3, 2, 3, 7] for n in range(12)]
    made = rated(people, judgements={"Q3": judged(evidence=2, target=3)}, benchmark=OTHERS)
    told = lines(made)
    assert made.scores.capabilities["Q3"].current is HIDDEN
    assert row(told, "Capability Q3", 5)[1:] == ["hidden", "2.0", "hidden", "3.0"]
    assert "5.0" not in "\n".join(told)
    assert in_short(made) == "Consultants rate one capability on evidence."


GAP = FindingRead(
    "gap", "P1 has far to go", "Today is low.", "P", ("P1",), (Evidence("Gap", "+1.0", 12, "P1"),)
)
OTHER = FindingRead(
    "perception", "Sales sees it otherwise", "", "P", ("P2",),
    (Evidence("Apart", "1.0", None, "P2", detail="by function"), Evidence("Sales", "3.5", 6, "P2")),
)  # fmt: skip
SAID = FindingRead(OWN, "<b>Repairs</b> \u202etake time", "Nobody counts them.", "", ("Q1", "gone away"))
MERGED = FindingRead(OWN, "Both at once", "", parts=(GAP, OTHER, GAP))


def test_findings_come_by_kind_each_with_its_mark_and_its_figures():
    late = replace(GAP, title="P3 as well", evidence=(), gone=True)
    groups = {"function": ("Sales",) * 6 + ("IT",) * 6}
    made = rated(VARIED, groups=groups, findings=(GAP, SAID, late, MERGED, OTHER))
    assert [(mark, each.title) for mark, each in by_kind(made.findings)] == [
        ("1", GAP.title), ("2", late.title), ("3", SAID.title), ("4", MERGED.title), ("5", OTHER.title),
    ]  # fmt: skip
    told = lines(made)
    own = "Consultants’ own3\u2002<b>Repairs</b> take time"
    assert any(re.fullmatch(f"Gap1\u2002{GAP.title}E\\d+\nToday is low\\.", line) for line in told)
    assert any(re.fullmatch(f"{own}E\\d+\nNobody counts them\\.\nAbout capability Q1", line) for line in told)
    head = next(n for n in range(len(told)) if told[n : n + 3] == ["No.", "About", "Rests on"])
    basis = told[head + 2 :]
    assert basis[1:4] == ["1", "Capability P1", "gap +1.0; n = 12"]
    assert basis[basis.index("2") + 1].startswith("Figures of an earlier state")
    assert basis[basis.index("3") + 1].startswith("Named by the consultants")
    assert basis[basis.index("4") :][1:6] == [
        "Capability P1", "gap +1.0; n = 12", "", "Capability P2", "apart 1.0 by function; Sales 3.5; n = 6",
    ]  # fmt: skip
    assert findings_finding(made).startswith("Five findings are accepted; three of them are about component")


def test_without_findings_there_is_no_chapter():
    assert not any(line.endswith("\u2003Findings") for line in lines(rated(VARIED)))


def test_groups_lie_apart_as_the_comparison_says():
    groups = {"function": ("Sales",) * 6 + ("Marketing",) * 7 + ("Legal",) * 2 + ("Board",) * 3}
    people = [[1] * 5] * 6 + [[4, 4, 1, 1, 1]] * 7 + [[3] * 5] * 5
    made = rated(people, groups=groups)
    told = lines(made)
    gaps = [each for each in perception_gaps(TWO, made.scores) if each.flagged]
    assert far_apart(made) == gaps
    assert gaps
    for gap in gaps:
        name = TWO.capability[gap.capability].name
        start = next(
            n for n, line in enumerate(told) if line.startswith(f"{name}\n") and told[n + 5] == gap.size
        )
        assert told[start + 1] == f"{gap.high} {shown(gap.high_mean)}\n{gap.high_n} people"
        assert told[start + 3 : start + 5] == [shown(gap.difference), signed(gap.delta, 2)]
    assert not {"Legal", "Board"} & set(" ".join(told).split())


def test_groups_that_see_the_same_need_no_chapter():
    groups = {"function": ("Sales",) * 6 + ("IT",) * 6}
    assert not any("How groups see it" in line for line in lines(rated([[3] * 5] * 12, groups=groups)))


def test_a_few_comments_are_quoted_without_whose_they_are():
    made = rated(
        VARIED, comments={"P1": ("We  buy\ntwice. " + "x" * 900, "Never mine"), "P2": ("So it is.",)}
    )
    told = lines(made)
    quotes = [line for line in told if line.startswith("“")]
    assert any(line.startswith("“We buy twice. xxx") and re.search("…”E[0-9]+$", line) for line in quotes)
    assert any(re.fullmatch("“So it is.”E[0-9]+", line) for line in quotes)
    assert "Comment on capability P1, one of 2" in told
    assert "Never mine" not in "\n".join(told)
    assert "What people write" not in lines(rated(VARIED))


def sound(people=VARIED, **changes) -> Dossier:
    made = rated(people)
    return replace(made, scores=replace(made.scores, **changes))


def test_how_many_answered_is_told_as_far_as_it_is_known():
    made = rated(VARIED)
    assert answered(made.scores).replace("\u00a0", " ") == "all 12 people asked answered"
    some = replace(made.scores, soundness=replace(made.scores.soundness, asked=61), respondents=48)
    assert answered(some).replace("\u00a0", " ") == "48 of 61 people asked answered"
    assert response(some) == "78%"
    unknown = replace(made.scores, soundness=replace(made.scores.soundness, asked=None, ratings_asked=None))
    assert finding(unknown).replace("\u00a0", " ") == "12 people answered."
    open_ended = sound(open_ended=True)
    assert "An open link took people in" in who_answered(open_ended)
    assert how_sure(open_ended) == ""


def test_a_census_is_no_estimate_and_others_have_an_interval():
    assert "a census, and no estimate" in how_sure(rated(VARIED))
    some = rated([*VARIED, [7] * 5, [7] * 5, [7] * 5])
    widest = max(
        high - low for each in some.scores.capabilities.values() for low, high in [each.current.interval]
    )
    assert f"the widest is {shown(widest)} levels" in how_sure(some)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, ""),
        (HIDDEN, "is not shown, to protect those who answered"),
        (StraightLining(0, Without(2.0, 3.0), {}), "Nobody gave ten or more"),
        (StraightLining(5, HIDDEN, {}), "The score without them is not shown"),
        (StraightLining(5, Without(1.25, 2.0), {}), "the whole stands at 1.3 in place of"),
    ],
)
def test_those_who_gave_one_level_only_are_told_with_and_without(found, said):
    made = rated(VARIED)
    made = replace(
        made, scores=replace(made.scores, soundness=replace(made.scores.soundness, straight_lining=found))
    )
    told = straight_lining(made)
    assert said in told
    assert bool(said) == bool(told)
    assert straight_lining(replace(made, still_open=True)) == ""


def test_scores_without_them_stand_beside_each_component():
    parts = {"P": Without(1.14, 2.0), "Q": HIDDEN}
    made = rated(VARIED)
    found = replace(made.scores.soundness, straight_lining=StraightLining(5, Without(1.26, 2), parts))
    told = lines(replace(made, scores=replace(made.scores, soundness=found)))
    assert row(told, "Component P", 8)[-1] == "1.1"
    assert row(told, "Component Q", 8)[-1] == "hidden"
    assert row(told, "All components", 8)[-1] == "1.3"


def test_whose_weights_count_is_told_with_the_reason():
    codes = [[[level, level, 3] for level in person] for person in VARIED]
    made = rated(VARIED)
    scores = score(TWO, count(table(TWO, codes)), 5, own(TWO, {"P": 1, "Q": 3}, {}, "Agreed with them."))
    told = replace(made, scores=scores)
    assert weights(told).endswith("as the consultants set them. Reason given: Agreed with them.")
    assert row(lines(told), "Component Q", 2)[1] == "75%"
    assert weights(made) == "Components and capabilities weigh as the method says."
