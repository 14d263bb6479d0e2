"""The session as values: minutes that add up, breaks in place, and nothing that rests on hidden figures."""

from dataclasses import replace
from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.scores import HIDDEN
from reports.dossier import Dossier
from reports.finding_read import FindingRead
from reports.layout import LEAST_MINUTES, MOST_MINUTES, Sitting
from reports.session.agenda import LEADERS_LEAST, Agenda, agenda
from reports.session.decisions import MOST, decisions
from reports.session.matters import of_leaders, of_the_charter, rated_apart, remarks
from reports.session.questions import procedure, questions
from reports.strategy import Dispute, Priority, Strategy
from tests.questionnaires.samples import TWO
from tests.reports.dossiers import demo, rated
from tests.reports.test_charter import read
from tests.roadmaps import many, roadmap

LEAST = {
    "opening": 10, "scores": 10, "aims": 10, "talk": 15, "charter": 15, "leaders": LEADERS_LEAST,
    "remarks": 10, "initiatives": 15, "sheets": 30, "vote": 10, "value": 10, "order": 10, "owners": 15,
    "reserve": 10, "decisions": 10, "break": 10, "lunch": 45,
}  # fmt: skip
DISPUTES = tuple(Dispute(f"Point {n}", "Priority", 5, n % 2 == 0) for n in range(5))
STRATEGY = Strategy(priorities=(Priority(name="Growth", share=1.0),), disputes=DISPUTES)
CHARTER = read({"Sales": (8, 4, 5), "Finance and IT": (6, 1, 5)})


def full_day(**changes) -> Dossier:
    """Return the demonstration with everything that a session can talk about, over a full day from nine."""
    sitting = Sitting(420, participants=("Ines", "Tom", "Marta"), starts_at=time(9))
    given = {"sitting": sitting, "strategy": STRATEGY, "charter": CHARTER, "roadmap": roadmap()}
    return replace(demo(), **(given | changes))


def assert_sound(plan: Agenda) -> None:
    assert sum(each.minutes for each in plan.items) == plan.minutes
    assert [each.starts for each in plan.items] == [
        sum(each.minutes for each in plan.items[:place]) for place in range(len(plan.items))
    ]
    for each in plan.items:
        assert each.minutes >= LEAST[each.key]
        assert all(talk.minutes >= LEAST[each.key] for talk in each.talks)
        assert not each.talks or sum(talk.minutes for talk in each.talks) == each.minutes
    tones = [each.tone for each in plan.items]
    assert "pause" in tones
    assert "pause" not in (tones[0], tones[1], tones[-1], tones[-2])
    assert not any(one == other == "pause" for one, other in pairwise(tones))


@settings(max_examples=60, deadline=None)
@given(
    minutes=st.integers(LEAST_MINUTES, MOST_MINUTES),
    starts_at=st.none() | st.times(),
    people=st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), max_size=9),
    initiatives=st.none() | st.integers(0, 12),
    leaders=st.integers(0, 5),
    charter=st.booleans(),
)
def test_minutes_always_add_up(minutes, starts_at, people, initiatives, leaders, charter) -> None:
    dossier = rated(
        people,
        sitting=Sitting(minutes, starts_at=starts_at),
        roadmap=None if initiatives is None else many(initiatives),
        strategy=replace(STRATEGY, disputes=DISPUTES[:leaders]),
        charter=CHARTER if charter else None,
    )
    plan = agenda(dossier)
    assert_sound(plan)
    assert plan == agenda(dossier)
    placed = {talk.matter.key for each in plan.items for talk in each.talks}
    assert len(placed) == sum(len(each.talks) for each in plan.items)
    assert {each.key for each in rated_apart(dossier)} >= {each.matter.key for each in plan.talks}
    for each in plan.talks:
        assert all(one.text for one in questions(dossier, each.matter).asked)
    taken = decisions(dossier, plan)
    assert 2 <= len(taken) <= MOST
    starts = [min(one.starts for one in plan.items if one.key == each.item) for each in taken]
    assert starts == sorted(starts)
    assert all(len(each.text) <= 190 and "  " not in each.text for each in taken)


def test_half_a_day_has_three_disagreements_with_two_camps_first() -> None:
    plan = agenda(full_day(sitting=Sitting(240, starts_at=time(9)), charter=None, strategy=None))
    assert [each.matter.kind for each in plan.talks] == ["camps", "apart", "apart"]
    pauses = [(plan.clock(each.starts), each.minutes) for each in plan.items if each.tone == "pause"]
    assert pauses == [("10:45", 15)]
    assert plan.clock(plan.minutes) == "13:00"
    assert {each.title for each in plan.aside} >= {"Governance and decision rights"}


def test_lunch_lies_near_noon_and_talks_are_not_torn_apart() -> None:
    plan = agenda(full_day())
    lunch = next(each for each in plan.items if each.key == "lunch")
    assert "12:00" <= plan.clock(lunch.starts) <= "13:00"
    assert plan.has("charter")
    assert plan.has("leaders")
    assert [each.key for each in plan.items if each.tone == "pause"] == ["break", "lunch", "break"]


def test_time_that_nothing_can_use_is_said_to_be_free() -> None:
    plan = agenda(rated([], sitting=Sitting(540)))
    spare = next(each for each in plan.items if each.key == "reserve")
    assert spare.minutes >= 60
    assert "ends earlier" in spare.told.todo


def test_what_consultants_accepted_comes_before_what_they_did_not() -> None:
    first, *others = [each.key for each in rated_apart(demo())]
    accepted = FindingRead("disagreement", "People differ", "", capabilities=(others[-1],))
    found = rated_apart(replace(demo(), findings=(accepted,)))
    assert [each.key for each in found[:2]] == [others[-1], first]
    assert not remarks(replace(demo(), findings=(accepted,)))


def test_what_is_hidden_is_no_matter() -> None:
    scores = demo().scores
    cells = {key: replace(each, current=HIDDEN) for key, each in scores.capabilities.items()}
    assert not rated_apart(replace(demo(), scores=replace(scores, capabilities=cells)))
    lone = {column: dict.fromkeys(values, HIDDEN) for column, values in scores.groups.items()}
    found = rated_apart(replace(demo(), scores=replace(scores, groups=lone)))
    assert found
    assert all(each.groups is None for each in found)
    assert of_the_charter(demo()) is None


def test_leaders_come_with_two_camps_first_and_no_one_is_named() -> None:
    found = of_leaders(full_day())
    assert [each.title for each in found] == ["Point 0", "Point 2", "Point 4", "Point 1", "Point 3"]
    assert "(n\u00a0=\u00a05)" in found[0].told


def test_questions_are_worded_from_how_people_differ() -> None:
    dossier = full_day()
    kinds = {
        each.kind: each for each in (*rated_apart(dossier), *of_leaders(dossier), of_the_charter(dossier))
    }
    assert set(kinds) == {"camps", "apart", "groups", "charter", "leaders"}
    camps = questions(dossier, kinds["camps"])
    level = dossier.pack.capability[kinds["camps"].capability].levels[4]
    assert camps.asked[0].text.startswith("What speaks for 4 or 5?")
    assert f"if it were level 4? “{level}”" in camps.asked[-1].text
    assert "differs by team" in questions(dossier, kinds["apart"]).trap
    assert "levels apart" in questions(dossier, kinds["groups"]).headline
    assert any("service station" in each.when.lower() for each in questions(dossier, kinds["charter"]).asked)
    for each in kinds.values():
        assert len(questions(dossier, each).headline) <= 130


@pytest.mark.parametrize("minutes", [15, 20, 25, 30])
def test_rating_again_takes_the_minutes_there_are(minutes: int) -> None:
    steps = procedure(minutes, 14)
    assert sum(int(each.split()[0]) for each in steps) == minutes
    assert "At least 10 of 14" in steps[-1]


def test_decisions_follow_the_agenda_and_what_is_open() -> None:
    dossier = full_day()
    found = {each.key: each for each in decisions(dossier, agenda(dossier))}
    assert list(found) == ["levels", "charter", "leaders", "initiatives", "order"]
    assert "name six owners" in found["initiatives"].text
    assert "three of the five points" in found["leaders"].text
    none = rated([], TWO)
    assert [each.key for each in decisions(none, agenda(none))] == ["initiatives", "order"]


@pytest.mark.parametrize("minutes", [LEAST_MINUTES - 1, MOST_MINUTES + 1])
def test_a_session_that_no_agenda_can_be_made_for_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="120 to 540 minutes"):
        Sitting(minutes)
