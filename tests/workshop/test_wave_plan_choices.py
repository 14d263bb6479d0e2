"""Who is asked what, without pages: ready choices, the matrix, who gets which one, closing times."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.effort import LONGEST
from tests.workshop import world
from workshop.engagements.groups.store import Choice
from workshop.manner import Manner
from workshop.waves.plans.asking import Draft, Kinds, assigned, capabilities_of, items_of, minutes
from workshop.waves.plans.choices import READY, Ready, Split, chosen, ready, split_of, usual_split
from workshop.waves.plans.days import usual_closing
from workshop.waves.plans.forms import clock_of, plain
from workshop.waves.plans.matrix import rows_from, rows_of, ticked_in
from workshop.waves.promise import promise

PACK = world.pack()
IDS = [each.id for each in PACK.capabilities]
KINDS = Kinds(frozenset({1, 2, 3}), frozenset({11, 12}))


@dataclass(frozen=True)
class Someone:
    id: int
    function_id: int | None
    seniority_id: int | None


names = st.sampled_from(["Marketing", "Sales", "IT", "Finance", "Procurement", "Legal", "People", "Research"])
functions = st.lists(names, max_size=8, unique=True).map(
    lambda found: [Choice(place, name, place * 3 % 7) for place, name in enumerate(found, start=1)]
)
seniorities = st.lists(
    st.sampled_from(["Executive", "Head", "Manager", "Specialist"]), max_size=4, unique=True
).map(lambda found: [Choice(place, name, 2) for place, name in enumerate(found, start=11)])


@given(functions, seniorities)
def test_the_usual_split_leaves_no_component_to_nobody(areas: list[Choice], ranks: list[Choice]) -> None:
    split = usual_split(areas, ranks, PACK)
    assert split.works.keys() == {each.id for each in areas}
    assert split.leaders <= {each.id for each in ranks}
    if areas:
        assert {part for parts in split.works.values() for part in parts} == {
            each.id for each in PACK.components
        }
    if len(areas) >= 4:
        drafts = ready("practice", PACK, areas, split)
        assert all(minutes(each) <= LONGEST for each in drafts)


@given(functions, seniorities, st.sampled_from([*READY]), st.booleans())
def test_a_ready_choice_is_known_again(
    areas: list[Choice], ranks: list[Choice], choice: Ready, charter: bool
) -> None:
    usual = usual_split(areas, ranks, PACK)
    drafts = ready(choice, PACK, areas, usual, charter=charter)
    again = split_of(drafts, areas, PACK, usual)
    assert chosen(drafts, PACK, areas, again) == choice


people = st.lists(
    st.builds(
        Someone,
        st.integers(1, 500),
        st.one_of(st.none(), st.sampled_from([1, 2, 3])),
        st.one_of(st.none(), st.sampled_from([11, 12])),
    ),
    unique_by=lambda each: each.id,
    max_size=30,
)
drafts_of = st.lists(
    st.builds(
        Draft,
        st.just("One"),
        st.just(items_of(PACK.short_form)),
        st.frozensets(st.sampled_from([1, 2, 3, 11, 12])),
    ),
    max_size=5,
)


@given(people, drafts_of, st.data())
def test_everyone_gets_the_first_that_is_for_them(
    team: list[Someone], drafts: list[Draft], data: st.DataObject
) -> None:
    hand = {each.id: drafts[0] for each in team if drafts and data.draw(st.booleans())}
    told = assigned(team, drafts, KINDS, hand)
    assert told.keys() == {each.id for each in team}
    for person in team:
        fitting = [
            each
            for each in drafts
            if (not each.groups & KINDS.functions or person.function_id in each.groups)
            and (not each.groups & KINDS.seniorities or person.seniority_id in each.groups)
        ]
        assert told[person.id] == hand.get(person.id, fitting[0] if fitting else None)


@given(st.frozensets(st.sampled_from(IDS)))
def test_the_matrix_as_shown_and_sent_back_changes_nothing(ticked: frozenset[str]) -> None:
    rows = rows_of(PACK, ticked)
    sent = {f"{kind}-{row.component.id}": row.chosen for row in rows for kind in ("part", "shown")}
    assert all(row.chosen in row.offered for row in rows)
    assert ticked_in(rows_from(PACK, sent, ticked)) == ticked


@given(st.frozensets(st.sampled_from(IDS)), st.frozensets(st.sampled_from(IDS)))
def test_ticks_are_taken_where_no_choice_was_changed(old: frozenset[str], new: frozenset[str]) -> None:
    sent = {
        f"{kind}-{row.component.id}": row.chosen for row in rows_of(PACK, old) for kind in ("part", "shown")
    }
    assert ticked_in(rows_from(PACK, sent, new)) == new


def test_a_questionnaire_asks_today_and_wanted_and_importance_when_it_is_rated() -> None:
    both = items_of(PACK.short_form)
    assert len(both) == 24
    assert len(items_of(PACK.short_form, importance=True)) == 36
    assert capabilities_of(Draft("One", both)) == {each.id for each in PACK.short_form}


def test_without_seniorities_nobody_leads() -> None:
    areas = [Choice(1, "Marketing", 5)]
    drafts = ready("practice", PACK, areas, Split(frozenset(), {1: ("A",)}))
    assert [each.name for each in drafts] == ["Marketing", "Everyone else"]


@pytest.mark.parametrize(
    ("now", "closes"),
    [
        (datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 12, 4, 17, tzinfo=UTC)),
        (datetime(2026, 11, 21, 9, tzinfo=UTC), datetime(2026, 12, 4, 17, tzinfo=UTC)),
        (datetime(2026, 3, 20, 9, tzinfo=UTC), datetime(2026, 4, 3, 16, tzinfo=UTC)),
    ],
)
def test_a_wave_closes_in_ten_working_days_at_six_there(now: datetime, closes: datetime) -> None:
    assert usual_closing(Manner("en_SE", "Europe/Stockholm"), now) == closes


@given(st.integers(0, 100_000), st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_it_closes_on_a_working_day_ahead(hours: int, zone: str) -> None:
    manner, now = Manner("en_GB", zone), datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    closes = manner.here(usual_closing(manner, now))
    assert closes.weekday() < 5
    assert closes.time() == time(18)
    assert timedelta(days=12) <= closes.date() - manner.today(now) <= timedelta(days=14)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("18:00", time(18)), ("9.30", time(9, 30)), ("18", time(18)), ("6 pm", time(18)), ("12 am", time(0))],
)
def test_times_as_they_are_typed(typed: str, meant: time) -> None:
    assert clock_of(typed) == meant


@given(st.text(max_size=12))
def test_a_text_is_a_time_or_says_so(typed: str) -> None:
    said = ""
    try:
        clock_of(typed)
    except ValueError as fault:
        said = str(fault)
    assert not said or "as in 18:00" in said


@given(st.text())
def test_a_message_keeps_its_words(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)
    assert plain(typed).split() == typed.split()


@given(st.integers(3, 10), st.integers(10, 20))
def test_the_promise_names_its_thresholds(threshold: int, comments: int) -> None:
    kept, named = (" ".join(promise(mode, threshold, comments)) for mode in ("confidential", "named"))
    for text in (kept, named):
        assert f"at least {threshold} people" in text
        assert f"at least {comments} people" in text
        assert "Backups" in text
        assert "Your organisation" in text
    assert "confidential" in kept
    assert "shuffled order" in kept
    assert "Sealing destroys it" in kept
    assert "only if you agree" in named
    assert "confidential" not in named
