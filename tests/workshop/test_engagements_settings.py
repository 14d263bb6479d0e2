"""An engagement begins with a name and a method; all else has a sensible value and can be changed."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.workshop import people, world
from workshop.database import connect
from workshop.engagements import store
from workshop.engagements.groups.editing import STANDARD
from workshop.engagements.groups.store import choices
from workshop.manner import zones_by_region


def post(client: FlaskClient, address: str, /, **form: str) -> TestResponse:
    return client.post(address, data={"csrf_token": people.csrf(client), **form})


def kept(app: Flask, number: int = 1) -> store.Engagement:
    db = connect(app.config["DATABASE"])
    try:
        found = store.engagement(db, number)
    finally:
        db.close()
    assert found is not None
    return found


def test_a_name_and_a_method_are_enough(app: Flask, client: FlaskClient) -> None:
    answer = post(client, "/engagements/new", client="  Birch   Ltd ", pack=world.PACK)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/engagements/1")
    made = kept(app)
    assert (made.client, made.function_assessed, made.currency) == (
        "Birch Ltd",
        "marketing operations",
        "EUR",
    )
    assert (made.page_size, made.manner.locale, made.manner.zone) == ("A4", "en_GB", "UTC")
    assert (made.starts_on, made.session_on, made.ends_on) == (None, None, None)
    assert made.colours == "0F4C3A-F5B700"
    db = connect(app.config["DATABASE"])
    for column, names in STANDARD.items():
        assert tuple(each.name for each in choices(db, 1, column)) == names
    db.close()
    page = client.get("/engagements/1").text
    assert "Nobody is in the engagement yet." in page
    assert "Add the leadership team." in page


EVERYTHING = {
    "client": "Birch",
    "consultancy": "Fenwick",
    "pack": "customer_success_operations",
    "function_assessed": "customer care",
    "starts_on": "2026-12-01",
    "session_on": "2026-12-10",
    "ends_on": "18 Dec 2026",
    "manner": "en_US",
    "time_zone": "Europe/Stockholm",
    "currency": "SEK",
    "page_size": "Letter",
    "brand": "5b2a62",
    "accent": "#F80",
}


def test_everything_can_be_said_at_once(app: Flask, client: FlaskClient) -> None:
    assert post(client, "/engagements/new", **EVERYTHING).status_code == 303
    made = kept(app)
    assert (made.function_assessed, made.pack) == ("customer care", "customer_success_operations")
    assert (made.starts_on, made.session_on, made.ends_on) == (
        date(2026, 12, 1), date(2026, 12, 10), date(2026, 12, 18),
    )  # fmt: skip
    assert (made.brand, made.accent) == ("#5B2A62", "#FF8800")
    assert (made.manner.locale, made.manner.zone, made.currency, made.page_size) == (
        "en_US", "Europe/Stockholm", "SEK", "Letter",
    )  # fmt: skip
    page = client.get("/engagements/1/settings").text
    for value in ("2026-12-10", "#5B2A62", "#FF8800", "customer care"):
        assert f'value="{value}"' in page
    assert "White text goes on it: 10.7 to 1." in page
    # The next engagement begins with the ways of this one.
    new = client.get("/engagements/new").text
    assert 'value="Fenwick"' in new
    assert '<option selected value="SEK">' in new
    assert '<option selected value="Europe/Stockholm">Stockholm</option>' in new


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("client", "", "Say who the client is"),
        ("client", "x" * 121, "Shorten this to 120 characters or fewer."),
        ("client", "---", "Use a name that can be read"),
        ("client", "Birch\u202egnp", "Use a name that can be read"),
        ("consultancy", "x" * 121, "Shorten this to 120 characters or fewer."),
        ("function_assessed", "x" * 81, "Shorten this to 80 characters or fewer."),
        ("pack", "", "Choose the method that will be used."),
        ("pack", "../secrets", "Choose the method that will be used."),
        ("starts_on", "2026-11-31", "November has 30 days. Did you mean 30 Nov 2026?"),
        ("session_on", "2026-11-30", "The session is before the start, 1 Dec 2026."),
        ("ends_on", "2026-12-09", "The end is before the session, 10 Dec 2026."),
        ("manner", "de_DE", "Choose how dates are written."),
        ("time_zone", "Europe/Atlantis", "Choose the place whose clock counts."),
        ("time_zone", "Europe", "Choose the place whose clock counts."),
        ("currency", "XXX", "Choose a currency."),
        ("page_size", "A0", "Choose the size"),
        ("brand", "green", "Give a colour as #"),
        ("accent", "#12345", "Give a colour as #"),
        ("brand", "#0F4C3A;} body{}", "Give a colour as #"),
    ],
)
def test_a_fault_stands_beside_its_field(
    app: Flask, client: FlaskClient, field: str, typed: str, said: str
) -> None:
    answer = post(client, "/engagements/new", **EVERYTHING | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert said in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Mend and send again" in answer.text
    if typed and field not in ("pack", "manner", "time_zone", "currency", "page_size"):
        assert f'value="{escape(typed)}"' in answer.text
    other = "consultancy" if field != "consultancy" else "client"
    assert f'value="{EVERYTHING[other]}"' in answer.text
    assert "No engagement is open to you yet." in client.get("/").text


def test_a_text_that_is_no_day_stays_to_be_seen(client: FlaskClient) -> None:
    page = post(client, "/engagements/new", **EVERYTHING | {"starts_on": "31 Nov 2026"}).text
    start = next(line for line in page.splitlines() if 'id="starts_on"' in line)
    assert 'type="text"' in start  # an input for dates would show nothing of it
    session = next(line for line in page.splitlines() if 'id="session_on"' in line)
    assert 'type="date"' in session


def test_settings_are_changed_and_told_in_history(app: Flask, client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    answer = post(client, f"{home}/settings", client="Alder", session_on="2027-01-14", brand="#5B2A62")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{home}/settings?saved=yes")
    assert "The settings are saved." in client.get(answer.headers["Location"]).text
    assert kept(app, engagement).session_on == date(2027, 1, 14)
    told = "changed the client, the day of the session to 14 Jan 2027 and the first colour"
    assert told in client.get(home).text
    post(client, f"{home}/settings", session_on="")
    assert "changed the day of the session to no day" in client.get(home).text
    before = client.get(f"{home}/history").text.count("changed")
    post(client, f"{home}/settings")
    assert client.get(f"{home}/history").text.count("changed") == before


def test_the_method_stays_once_answers_are_in(app: Flask, client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    page = client.get(f"{home}/settings").text
    assert "It stays as it is: what was asked or written down rests on it." in page
    assert 'name="pack"' not in page
    assert post(client, f"{home}/settings", pack="customer_success_operations").status_code == 303
    assert kept(app, engagement).pack == world.PACK
    post(client, "/engagements/new", client="Open", pack=world.PACK)
    post(client, "/engagements/2/settings", pack="customer_success_operations")
    assert kept(app, 2).pack == "customer_success_operations"
    post(client, "/engagements/2/priorities", offered="renewal")
    assert "It stays as it is" in client.get("/engagements/2/settings").text
    post(client, "/engagements/2/settings", pack=world.PACK)
    assert kept(app, 2).pack == "customer_success_operations"


def test_faults_in_settings_change_nothing(app: Flask, client: FlaskClient, engagement: int) -> None:
    before = kept(app, engagement)
    answer = post(client, f"/engagements/{engagement}/settings", client="New name", ends_on="never")
    assert answer.status_code == 422
    assert 'value="New name"' in answer.text
    assert kept(app, engagement) == before


def test_a_write_without_its_token_changes_nothing(app: Flask, client: FlaskClient, engagement: int) -> None:
    for address in ("settings", "groups", "copy", "archive", "archive/end", "logo/removal"):
        assert client.post(f"/engagements/{engagement}/{address}", data={"client": "X"}).status_code == 400


def test_the_places_of_time_zones_can_be_read() -> None:
    regions = zones_by_region()
    assert regions["America"]["America/Argentina/Buenos_Aires"] == "Argentina, Buenos Aires"
    assert "US" not in regions
    assert regions["Everywhere"] == {"UTC": "UTC"}


TYPED = st.text(max_size=60) | st.sampled_from(sorted(EVERYTHING.values()))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(EVERYTHING)), TYPED))
def test_whatever_is_typed_is_stored_or_told(client: FlaskClient, typed: dict[str, str]) -> None:
    # A form cannot hold half a character.
    typed = {name: text.encode("utf-8", "ignore").decode() for name, text in typed.items()}
    answer = post(client, "/engagements/new", **EVERYTHING | typed)
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert client.get(answer.headers["Location"]).status_code == 200
    else:
        assert 'role="alert"' in answer.text
