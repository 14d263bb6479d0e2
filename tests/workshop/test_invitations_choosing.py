"""Whom a form chose, whatever it sends and whatever changed since its page was made."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from workshop.invitations.choosing import candidates
from workshop.invitations.store import Addressee, PersonalLink

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SEEDS = st.sampled_from(["", "a" * 32, "b" * 32])
STATES = st.dictionaries(st.integers(1, 6), st.tuples(SEEDS, st.booleans(), st.booleans()), max_size=6)


def there(state: dict[int, tuple[str, bool, bool]]):
    """Return the candidates of a state: by number a link's seed, whether a mail holds it, an address."""
    people = [
        Addressee(number, f"P{number}", "p@x.example" if address else "", None, None)
        for number, (_, _, address) in sorted(state.items())
    ]
    links = {
        number: (PersonalLink(number, "interview", f"{number}{seed}", NOW),)
        for number, (seed, _, _) in state.items()
        if seed
    }
    mailed = frozenset(f"{number}{seed}" for number, (seed, mailed, _) in state.items() if mailed)
    return candidates(people, links, mailed, "interview")


@given(STATES, STATES)
def test_each_value_is_chosen_changed_or_gone(before: dict, after: dict) -> None:
    values = [each.value for each in there(before).reachable]
    picked = there(after).picked(values)
    assert len(picked.chosen) + len(picked.changed) + picked.gone == len(values)
    for each in picked.chosen:
        assert before[each.person.id][0] == after[each.person.id][0]
    for each in picked.changed:
        assert before[each.person.id][0] != after[each.person.id][0]


@given(STATES, STATES)
def test_done_before_means_a_newer_link_in_a_mail_for_each(before: dict, after: dict) -> None:
    picked = there(after).picked([each.value for each in there(before).reachable])
    if picked.done_before:
        assert picked.changed
        assert all(after[each.person.id][0] and after[each.person.id][1] for each in picked.changed)
        assert not picked.chosen


@given(STATES)
def test_what_did_not_change_is_chosen(state: dict) -> None:
    found = there(state)
    picked = found.picked([each.value for each in found.reachable])
    assert picked.chosen == found.reachable
    assert not picked.stale


@given(STATES, st.lists(st.text(), max_size=5))
def test_any_text_is_read(state: dict, values: list[str]) -> None:
    picked = there(state).picked(values)
    assert picked.stale == bool(picked.changed or picked.gone)


@given(STATES, st.one_of(st.sampled_from(["", "new", "all", "none", "7"]), st.text()))
def test_a_preset_is_of_who_can_be_reached(state: dict, choose: str) -> None:
    found = there(state)
    assert found.preset(choose) <= {each.person.id for each in found.reachable}


@given(STATES)
def test_a_page_begins_with_who_has_no_link(state: dict) -> None:
    found = there(state)
    assert found.preset("") == {
        number for number, (seed, _, address) in state.items() if address and not seed
    }
    assert len(found.reachable) + len(found.without_address) == len(state)
