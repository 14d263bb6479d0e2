"""Which weights make the scores of components: chosen by name, previewed, and always said."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.weights import Weights, pack_weights
from tests.workshop import people, world
from tests.workshop.test_judgements import hidden
from workshop.database import connect, write
from workshop.engagements.store import add_member
from workshop.engagements.store import engagement as engagement_of
from workshop.priorities.store import add_priority, remove_priority
from workshop.priorities.store import priority as priority_of
from workshop.weights.forms import HEAVIEST, hundredths_of, typed_as
from workshop.weights.reading import own_weights_for, weights_of
from workshop.weights.store import OwnWeights, own_weights

PACK = world.pack()
FIRST = PACK.components[0]


@pytest.fixture
def db(app: Flask, engagement: int) -> Database:
    return connect(app.config["DATABASE"])


def home(engagement: int) -> str:
    return f"/engagements/{engagement}/weights"


def counting(app: Flask, db: Database, engagement: int) -> Weights:
    found = engagement_of(db, engagement)
    assert found is not None
    with app.app_context():
        return weights_of(db, found, PACK)


def send(client: FlaskClient, at: str, page: str | None = None, **said: str) -> tuple[int, str]:
    page = client.get(at).text if page is None else page
    answer = client.post(at, data={**hidden(page), **said})
    return answer.status_code, answer.text


def typed(**other: str) -> dict[str, str]:
    """Return the form of own weights with all of them 1, but for those named."""
    parts = {f"component_{each.id}": "1" for each in PACK.components}
    return {**parts, **{f"capability_{each.id}": "1" for each in PACK.capabilities}, **other}


def test_the_method_weighs_until_somebody_chooses(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    assert counting(app, db, engagement) == pack_weights(PACK)
    page = client.get(home(engagement)).text
    assert "The method’s own weights make the scores." in page
    assert 'value="strategic"' not in page


def test_strategic_weights_are_those_of_now_and_fall_back_aloud(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    with write(db):
        number = add_priority(db, engagement, name="Growth", pack_priority=PACK.priorities[0].id)
    assert send(client, home(engagement), kind="strategic")[0] == 303
    found = counting(app, db, engagement)
    assert found.kind == "strategic"
    assert found.capabilities != pack_weights(PACK).capabilities
    assert "Strategic weights make the scores." in client.get(home(engagement)).text
    with write(db):
        growth = priority_of(db, engagement, number)
        assert growth is not None
        remove_priority(db, growth)
    assert counting(app, db, engagement).kind == "pack"
    assert "The weights you chose are not there." in client.get(home(engagement)).text


def test_own_weights_are_previewed_then_kept_with_their_reason(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    at, form = f"{home(engagement)}/own", typed(**{f"component_{FIRST.id}": "62,5"})
    status, page = send(client, at, **form, preview="y")
    assert (status, "Nothing is stored yet." in page, 'value="62,5"' in page) == (200, True, True)
    assert own_weights(db, engagement) is None
    status, page = send(client, at, page, **form)
    assert (status, "Say in a sentence why" in page) == (422, True)
    assert send(client, at, page, **form, reason="Outcomes first")[0] == 303
    found = counting(app, db, engagement)
    assert (found.kind, found.reason, found.components[FIRST.id]) == ("own", "Outcomes first", 62.5)
    assert send(client, home(engagement), kind="pack")[0] == 303
    assert counting(app, db, engagement).kind == "pack"
    page = client.get(home(engagement)).text
    assert "Outcomes first" in page
    assert send(client, home(engagement), page, kind="own")[0] == 303
    assert counting(app, db, engagement) == found
    told = client.get(f"/engagements/{engagement}/history").text
    assert "let own weights make the scores of components" in told


def test_weights_change_roll_ups_and_no_single_score(client: FlaskClient, engagement: int) -> None:
    form = typed(**{f"component_{each.id}": "0" for each in PACK.components[1:]})
    _, page = send(client, f"{home(engagement)}/own", **form, preview="y")
    assert "100%" in page
    assert "<b>no rating" not in page


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({f"capability_{PACK.capabilities[0].id}": "-1"}, "from 0 to 100"),
        ({f"capability_{PACK.capabilities[0].id}": "100.01"}, "from 0 to 100"),
        ({f"capability_{PACK.capabilities[0].id}": "1e2"}, "from 0 to 100"),
        ({f"capability_{PACK.capabilities[0].id}": ""}, "from 0 to 100"),
        ({f"capability_{PACK.capabilities[0].id}": "<script>"}, "from 0 to 100"),
        ({f"component_{each.id}": "0" for each in PACK.components}, "At least one component"),
        ({f"capability_{each.id}": "0" for each in FIRST.capabilities}, "At least one capability"),
        ({"reason": "x" * 601}, "Shorten it to 600"),
    ],
)
def test_weights_that_cannot_be_are_refused_and_kept(
    client: FlaskClient, engagement: int, db: Database, other: dict[str, str], fault: str
) -> None:
    for button in ({}, {"preview": "y"}):
        status, page = send(
            client, f"{home(engagement)}/own", **typed(**{"reason": "Why", **other}), **button
        )
        assert (status, fault in page) == (422, True)
        assert "<script>" not in page.replace('<script type="module"', "")
    assert own_weights(db, engagement) is None


def test_who_did_not_see_the_latest_choice_is_asked_again(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    second = people.account(db, people.TOM)
    with write(db):
        add_member(db, engagement, second.id)
    tom, at = people.signed_in(app, people.TOM), f"{home(engagement)}/own"
    opened = tom.get(at).text
    assert send(client, at, **typed(), reason="All alike")[0] == 303
    mine = typed(**{f"component_{FIRST.id}": "9"})
    status, page = send(tom, at, opened, **mine, reason="Mine")
    assert (status, f"{people.INES.name} changed the weights meanwhile" in page) == (422, True)
    assert send(tom, at, page, **mine, reason="Mine")[0] == 303
    assert counting(app, db, engagement).components[FIRST.id] == 9


def test_a_form_that_comes_twice_counts_once(client: FlaskClient, engagement: int, db: Database) -> None:
    at = f"{home(engagement)}/own"
    page = client.get(at).text
    for _ in range(2):
        assert send(client, at, page, **typed(), reason="All alike")[0] == 303
    assert db.execute("SELECT revision FROM weighing").fetchone()[0] == 1


def test_what_there_is_not_cannot_be_chosen(client: FlaskClient, engagement: int) -> None:
    for kind in ("strategic", "own", "theirs", ""):
        status, page = send(client, home(engagement), kind=kind)
        assert (status, "Choose which weights count." in page) == (422, True)


def test_of_another_engagement_nothing_is_found(app: Flask, engagement: int) -> None:
    tom = people.signed_in(app, people.TOM)
    sent = {"csrf_token": people.csrf(tom), "kind": "pack", **typed()}
    for at in (home(engagement), f"{home(engagement)}/own"):
        assert tom.get(at).status_code == 404
        assert tom.post(at, data=sent).status_code == 404


@given(
    st.dictionaries(st.sampled_from([each.id for each in PACK.components]), st.integers(0, HEAVIEST)),
    st.dictionaries(st.sampled_from([each.id for each in PACK.capabilities]), st.integers(0, HEAVIEST)),
)
def test_own_weights_of_another_version_always_weigh_something(
    components: dict[str, int], capabilities: dict[str, int]
) -> None:
    found = own_weights_for(PACK, OwnWeights(components, capabilities), "Why")
    assert any(found.components.values())
    for part in PACK.components:
        assert any(found.capabilities[each.id] for each in part.capabilities)


@given(st.text(max_size=7) | st.integers(-5, 120).map(str))
def test_any_text_is_a_weight_in_range_or_refused(text: str) -> None:
    try:
        hundredths = hundredths_of(text)
    except ValueError:
        return
    assert 0 <= hundredths <= HEAVIEST
    assert hundredths_of(typed_as(hundredths / 100)) == hundredths
