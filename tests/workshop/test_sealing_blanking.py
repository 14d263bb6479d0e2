"""Blanking and rounding: whatever people are like, nobody is left among fewer than k."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop.sealing.blanking import Person, blanked
from workshop.sealing.rounding import rounded

VALUES = st.sampled_from(["", "a", "b", "c", "d"])
PEOPLE = st.lists(
    st.builds(
        lambda kind, function, seniority, site: Person(
            frozenset(kind), {"function": function, "seniority": seniority, "site": site}
        ),
        st.sampled_from(["ABC", "ABC", "ABC", "AB", "CD", "D"]),
        VALUES,
        VALUES,
        st.sampled_from(["north", "north", "south"]),
    ),
    max_size=60,
)
K = st.integers(3, 10)


@given(PEOPLE, K)
def test_every_combination_is_shared_by_k_people_or_not_there(people: list[Person], k: int) -> None:
    shown = blanked(people, k)
    rows = [
        (person.kind, tuple(sorted(groups.items())))
        for person, groups in zip(people, shown, strict=True)
        if groups is not None
    ]
    assert all(count >= k for count in Counter(rows).values())
    left_out = len(people) - len(rows)
    assert left_out == 0 or left_out >= min(k, len(people))
    for person, groups in zip(people, shown, strict=True):
        if groups is not None:
            assert all(groups[column] in ("", person.groups[column]) for column in groups)


@given(PEOPLE, K)
def test_what_is_published_differs_from_the_rows_by_nobody_or_k_people(people: list[Person], k: int) -> None:
    """Whoever takes the rows of a group, or of all, away from what is published has nobody's answers."""
    shown = blanked(people, k)
    gone = [person for person, groups in zip(people, shown, strict=True) if groups is None]
    kept = [(person, groups) for person, groups in zip(people, shown, strict=True) if groups is not None]
    if not kept:
        return
    assert all(count >= k for count in Counter(item for each in gone for item in each.kind).values())
    for column in ("function", "seniority", "site"):
        published = Counter((person.groups[column], item) for person in people for item in person.kind)
        visible = Counter((groups[column], item) for person, groups in kept for item in person.kind)
        for (value, item), count in visible.items():
            if value:
                assert published[value, item] - count == 0 or published[value, item] - count >= k


@given(PEOPLE, K)
def test_the_rows_of_a_group_are_all_of_it_or_none(people: list[Person], k: int) -> None:
    """So what is published about the group takes away nobody, or all of it."""
    pairs = [
        (person, groups)
        for person, groups in zip(people, blanked(people, k), strict=True)
        if groups is not None
    ]
    for column in ("function", "seniority", "site"):
        stated = Counter(person.groups[column] for person, _ in pairs if person.groups[column])
        visible = Counter(groups[column] for _, groups in pairs if groups[column])
        assert all(visible[value] == stated[value] for value in visible)
        blank = sum(stated.values()) - sum(visible.values())
        assert blank == 0 or blank >= k or not visible


@given(PEOPLE, K, st.randoms())
def test_the_order_of_people_changes_nothing(people: list[Person], k: int, chance: object) -> None:
    order = list(range(len(people)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    again = blanked([people[place] for place in order], k)
    first = blanked(people, k)
    assert again == [first[place] for place in order]


def test_what_need_not_be_blank_stays() -> None:
    everything = frozenset("A")
    large = [Person(everything, {"function": "Sales", "seniority": "Head"})] * 5
    others = [Person(everything, {"function": "Sales", "seniority": "Staff"})] * 6
    few = [Person(everything, {"function": "Legal", "seniority": "Staff"})] * 2
    assert blanked([*large, *others], 5) == [dict(each.groups) for each in [*large, *others]]
    shown = blanked([*large, *others, *few], 5)
    assert {tuple(each.items()) for each in shown if each} == {
        (("function", ""), ("seniority", "Head")),
        (("function", ""), ("seniority", "Staff")),
    }
    assert blanked(few, 5) == [None, None]
    assert blanked([], 5) == []


def test_a_column_is_left_blank_where_it_would_tell_of_those_who_are_left_out() -> None:
    """Five were asked less, one of them in Sales: what is published of Sales less its rows is that one."""
    asked_all = [Person(frozenset("AB"), {"function": name}) for name in ["Sales"] * 6 + ["Legal"] * 6]
    asked_less = [Person(frozenset("A"), {"function": name}) for name in ["Sales"] + ["Legal"] * 3]
    others = [Person(frozenset("AC"), {"function": "Legal"})] * 3
    shown = blanked([*asked_all, *asked_less, *others], 5)
    assert shown[:12] == [None] * 12  # of C there were three, so nobody may be left
    others = [Person(frozenset("AC"), {"function": "Legal"})] * 5
    shown = blanked([*asked_all, *asked_less, *others], 5)
    assert shown[:12] == [{"function": ""}] * 12
    assert shown[12:] == [None] * 9


DAYS = st.none() | st.integers(0, 3).map(lambda days: date(2026, 11, 20) + timedelta(days=days))


@given(st.lists(st.tuples(DAYS, st.sampled_from("ab")), max_size=60), K)
def test_a_day_is_shared_by_k_people_who_are_alike(rows: list[tuple[date | None, str]], k: int) -> None:
    closing = date(2026, 11, 22)
    days = {place: day for place, (day, _) in enumerate(rows)}
    alike = {place: group for place, (_, group) in enumerate(rows)}
    found = rounded(days, alike, k, closing)
    assert found.keys() == days.keys()
    for group in set(alike.values()):
        counts = Counter(found[place] for place in days if alike[place] == group)
        assert len(counts) == 1 or all(count >= k for count in counts.values())
    assert all(found[place] in (closing, day) for place, day in days.items())
    many = Counter((day, alike[place]) for place, day in days.items())
    if all(count >= k for count in many.values()):
        assert all(day is None or found[place] == day for place, day in days.items())
