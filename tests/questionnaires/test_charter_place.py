"""The charter's rule: where ratings of statements and jobs place a function."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.charter import Charter
from questionnaires.charter_place import placed
from questionnaires.loading import shipped_pack

CHARTER = shipped_pack("marketing_operations").charter
assert CHARTER is not None
JOBS = [each.id for each in CHARTER.jobs]
STATEMENTS = [each.id for each in CHARTER.statements]
ratings = st.floats(1, 5)


def place_of(statement: float, jobs: dict[str, float], charter: Charter = CHARTER) -> tuple[str, str]:
    found = placed(charter, jobs, dict.fromkeys(STATEMENTS, statement))
    return str(found.shown), found.archetype.id if found.archetype else ""


@pytest.mark.parametrize(
    ("statement", "jobs", "place", "archetype"),
    [
        (5, {}, "5.0", "pit_crew"),
        (4, {"planning": 3, "odd_jobs": 1}, "4.0", "pit_crew"),
        (3.95, {}, "4.0", "pit_crew"),
        (3.94, {}, "3.9", "service_station"),
        (3, {"planning": 3, "odd_jobs": 3}, "2.0", "service_station"),
        (2.9, {"planning": 3, "odd_jobs": 3}, "1.9", "dump_station"),
        (1, {"odd_jobs": 5}, "1.0", "dump_station"),
    ],
)
def test_a_place_and_its_name_agree(
    statement: float, jobs: dict[str, float], place: str, archetype: str
) -> None:
    assert place_of(statement, jobs) == (place, archetype)


def test_too_few_statements_give_no_place_but_say_how_far_they_came() -> None:
    found = placed(CHARTER, {"odd_jobs": 2, "planning": 4}, dict.fromkeys(STATEMENTS[:3], 4.0))
    assert (found.place, found.archetype, found.start, found.statements) == (None, None, 4.0, 3)
    assert found.share == pytest.approx(0.25)
    assert placed(CHARTER, {}, {}).start is None


def test_without_odd_jobs_or_jobs_the_share_is_nought_and_said_to_be_unknown() -> None:
    every = dict.fromkeys(STATEMENTS, 3.0)
    assert not placed(CHARTER, {"planning": 4}, every).jobs_known
    assert not placed(CHARTER, dict.fromkeys(JOBS, 1.0), every).jobs_known
    known = placed(CHARTER, {"planning": 4, "odd_jobs": 1}, every)
    assert (known.jobs_known, known.share) == (True, 0)


@given(
    jobs=st.dictionaries(st.sampled_from(JOBS), ratings),
    statements=st.dictionaries(st.sampled_from(STATEMENTS), ratings, min_size=4),
    more=ratings,
)
def test_a_place_stays_on_the_scale_and_odd_jobs_only_pull_it_down(
    jobs: dict[str, float], statements: dict[str, float], more: float
) -> None:
    found = placed(CHARTER, jobs, statements)
    assert found.place is not None
    assert found.start is not None
    assert 1 <= found.place <= 5
    assert 0 <= found.share <= 1
    assert found.place <= max(1.0, found.start)
    busier = jobs | {"odd_jobs": max(more, jobs.get("odd_jobs", 1))}
    again = placed(CHARTER, busier, statements)
    assert again.place is not None
    assert again.place <= found.place + 1e-9
