"""The return and the plans over HTTP: assumptions with their reasons, stale forms, and what follows."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.roadmap.plan import Effort, Initiative, Placement, Span
from reports.plans.assumptions import said_by
from tests.workshop import people
from tests.workshop.conftest import NOW
from workshop.database import connect, write
from workshop.engagements.store import engagement as engagement_of
from workshop.history.store import PROGRAM
from workshop.roadmap import store as roadmap
from workshop.roadmap.initiatives.store import add, remove
from workshop.roadmap.returns.reading import assumptions_of

FILLED = {
    "name": "Hours saved",
    "low": "10,000",
    "expected": "40,000",
    "high": "80,000",
    "counted": "50%",
    "programme": "yes",
    "timing": "together",
    "lag": "0",
    "ramp": "2",
    "priority": "0",
    "reason": "Time sheets of four weeks",
}


@pytest.fixture
def number(app: Flask, engagement: int) -> int:
    """Return the number of an initiative that has the first two quarters."""
    db = connect(app.config["DATABASE"])
    made = Initiative(
        id=0, title="Write <b>rules</b>", component="A", quarters=2, supplier="Halden & Co",
        effort=(Effort("Analyst", 1, 5.5),), one_off=Span(8_000, 8_000), running=Span(4_000, 4_000),
    )  # fmt: skip
    with write(db):
        found = add(db, engagement, made, "own", PROGRAM, NOW)
        add(db, engagement, Initiative(id=0, title="Later", component="B"), "own", PROGRAM, NOW)
        roadmap.touched(db, engagement, PROGRAM, NOW, reserve=15)
        roadmap.put_placements(db, engagement, {found: Placement(1)})
    db.close()
    return found


def _at(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/roadmap/return{rest}"


def _held(app: Flask, number: int):
    db = connect(app.config["DATABASE"])
    try:
        return assumptions_of(db, engagement_of(db, number))
    finally:
        db.close()


def _send(client: FlaskClient, where: str, **data: object):
    return client.post(where, data={"csrf_token": people.csrf(client), **data})


def test_plans_show_the_same_initiatives_from_each_side(
    client: FlaskClient, engagement: int, number: int
) -> None:
    page = client.get(f"/engagements/{engagement}/roadmap/plans").text
    assert "The programme costs €18,000 in three years" in page
    assert "The programme takes 6 person-days" in page
    assert "Halden &amp; Co" in page
    assert "Write <b>" not in page
    assert "No budget is set by quarter" in page
    assert "One initiative has no place on the roadmap" in page


def test_a_plan_without_content_says_where_it_is_put_in(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        db.execute("UPDATE initiative SET supplier = ''")
    db.close()
    page = client.get(f"/engagements/{engagement}/roadmap/plans").text
    part = page.split('id="suppliers"', 1)[1].split("</section>", 1)[0]
    assert "No initiative names a supplier." in part
    assert f'href="/engagements/{engagement}/initiatives">Open the initiatives' in part
    assert "The worksheets name" not in part


def test_without_places_the_plans_say_what_to_do_first(client: FlaskClient, engagement: int) -> None:
    assert "Open the initiatives" in client.get(f"/engagements/{engagement}/roadmap/plans").text
    page = client.get(_at(engagement)).text
    assert "Initiatives have no place on the roadmap yet" in page


def test_an_outcome_is_added_changed_and_removed_with_its_reasons(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    assert "No outcome is assumed yet" in client.get(_at(engagement)).text
    assert _send(client, _at(engagement, "/outcomes"), **FILLED).status_code == 303
    held = _held(app, engagement).outcomes[0]
    assert (held.low, held.expected, held.high, held.counted) == (10_000, 40_000, 80_000, 0.5)
    page = client.get(_at(engagement)).text
    assert "As expected, the programme pays back in" in page
    assert "Day rates are missing for analyst" in page
    one = _at(engagement, f"/outcomes/{held.id}")
    changed = {**FILLED, "programme": "no", "initiatives": [str(number)], "lag": "3", "revision": "1"}
    assert _send(client, one, **changed).status_code == 303
    stale = _send(client, one, **{**changed, "name": "Typed by me"})
    assert stale.status_code == 422
    assert "changed this meanwhile" in stale.text
    assert "Typed by me" in stale.text
    assert _held(app, engagement).outcomes[0].name == "Hours saved"
    assert _send(client, f"{one}/removal", revision="2").status_code == 422, "a reason is asked for"
    assert _send(client, f"{one}/removal", revision="2", reason="Counted twice").status_code == 303
    assert _held(app, engagement) is None
    page = client.get(_at(engagement)).text
    assert "Counted twice" in page
    assert client.get(one).status_code == 404
    assert "removed the outcome" in client.get(f"/engagements/{engagement}/history").text


def test_an_outcome_that_is_sent_twice_counts_once(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    some = {**FILLED, "programme": "no", "initiatives": str(number)}
    for sent, said in (
        (FILLED, "is added"),
        (FILLED, "is there already"),
        (some, "is added"),
        (some, "already"),
    ):
        assert _send(client, _at(engagement, "/outcomes"), **sent).status_code == 303
        assert said in client.get(_at(engagement)).text
    assert len(_held(app, engagement).outcomes) == 2


def test_an_outcome_keeps_waiting_when_its_initiative_is_gone(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    _send(client, _at(engagement, "/outcomes"), **{**FILLED, "programme": "no", "initiatives": [str(number)]})
    db = connect(app.config["DATABASE"])
    with write(db):
        remove(db, number)
    db.close()
    assert _held(app, engagement).outcomes[0].initiatives == (), "it does not become the whole programme"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low": "50,000"}, "Low, expected and high go up"),
        ({"expected": "many"}, "Write a number in figures"),
        ({"counted": "101"}, "Give a percentage from 0 to 100"),
        ({"lag": "13"}, "Give a whole number from 0 to 12"),
        ({"ramp": "0"}, "Give a whole number from 1 to 12"),
        ({"reason": " "}, "Say in a sentence why"),
        ({"programme": "no"}, "Choose the initiatives that bring it"),
        ({"programme": "no", "initiatives": ["9223372036854775808"]}, "is not here any more"),
        ({"priority": "77"}, "is not here any more"),
        ({"timing": "never"}, "Choose when it comes"),
        ({"name": "\x00\u202e"}, "Say what comes of it"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field(
    app: Flask, client: FlaskClient, engagement: int, number: int, changes: dict[str, object], said: str
) -> None:
    answer = _send(client, _at(engagement, "/outcomes"), **{**FILLED, **changes})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Time sheets" in answer.text or "reason" in changes
    assert _held(app, engagement) is None


def test_single_figures_are_set_with_a_reason_and_shown_only_then(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    _send(client, _at(engagement, "/outcomes"), **FILLED)
    page = client.get(_at(engagement)).text
    assert "Present value is not shown" in page
    assert "Net, discounted" not in page
    assert (
        _send(client, _at(engagement, "/figures/discount"), value="7.5", reason="Finance").status_code == 303
    )
    assert _send(client, _at(engagement, "/figures/spend"), value="0", reason="None").status_code == 422
    assert (
        _send(client, _at(engagement, "/figures/spend"), value="1,000,000", reason="2026").status_code == 303
    )
    where = _at(engagement, "/figures/contribution")
    assert _send(client, where, value="1,400,000", reason="Margin").status_code == 303
    assert _send(client, where, value="1,500,000", reason="Margin").status_code == 422, "it was set meanwhile"
    assert _held(app, engagement).figures["discount"].value == 0.075
    page = client.get(_at(engagement)).text
    assert "Net, discounted" in page
    assert "Return on marketing investment is 40% today" in page
    assert client.get(_at(engagement, "/figures/hope")).status_code == 404
    assert _send(client, f"{where}/removal", revision="1", reason="Not agreed").status_code == 303
    assert "Return on marketing investment is not shown" in client.get(_at(engagement)).text


def _seen(client: FlaskClient, engagement: int) -> dict[str, str]:
    """Return what a browser sends of the table of assumptions as it stands."""
    page = client.get(_at(engagement)).text
    form = page.partition("data-assumptions>")[2].partition("</form>")[0]
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", form)]
    found = {each["name"]: unescape(each.get("value", "")) for each in inputs}
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\r?\n?([^<]*)<', form):
        found[name] = unescape(text)
    return found


def test_the_table_changes_several_assumptions_at_once(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    _send(client, _at(engagement, "/outcomes"), **FILLED)
    where, key = _at(engagement, "/assumptions"), _held(app, engagement).outcomes[0].id
    seen = _seen(client, engagement)
    assert seen[f"outcome-{key}-expected"] == "40,000"
    typed = {f"outcome-{key}-expected": "45 000", f"outcome-{key}-reason": "Six <b>weeks</b> of time sheets"}
    answer = _send(client, where, **{**seen, **typed, "discount-value": "8", "discount-reason": "Finance"})
    assert answer.location.endswith(f"#outcome-{key}")
    held = _held(app, engagement)
    assert (held.outcomes[0].expected, held.figures["discount"].value) == (45_000, 0.08)
    assert (held.outcomes[0].low, held.outcomes[0].name, held.outcomes[0].ramp) == (10_000, "Hours saved", 2)
    page = client.get(answer.location).text
    row = page.partition(f'<tr id="outcome-{key}" tabindex="-1">')[2].partition("</tr>")[0]
    assert "Six &lt;b&gt;weeks&lt;/b&gt; of time sheets" in row
    assert people.INES.name in row, "who says so stands beside it"
    assert "2 assumptions are changed." in page
    assert "changed the outcome" in client.get(f"/engagements/{engagement}/history").text
    before = page.count("judged-why")
    assert _send(client, where, **_seen(client, engagement)).status_code == 303
    assert client.get(_at(engagement)).text.count("judged-why") == before, "what is the same is no change"


def test_all_faults_of_the_table_stand_beside_their_cells_and_nothing_is_stored(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    _send(client, _at(engagement, "/outcomes"), **FILLED)
    key = _held(app, engagement).outcomes[0].id
    typed = {
        f"outcome-{key}-low": "many", f"outcome-{key}-counted": "140", "spend-value": "5", "spend-reason": "",
        "discount-value": "8", "discount-reason": "Finance",
    }  # fmt: skip
    answer = _send(client, _at(engagement, "/assumptions"), **{**_seen(client, engagement), **typed})
    assert answer.status_code == 422
    assert "3 things to mend; nothing is stored yet." in answer.text
    for fault in ("Write a number in figures", "Give a percentage from 0 to 100", "Say in a sentence why"):
        assert answer.text.count(fault) == 1
    for name in (f"outcome-{key}-low", f"outcome-{key}-counted", "spend-reason"):
        assert f'id="{name}-fault"' in answer.text
    assert 'value="many"' in answer.text
    assert "discount" not in _held(app, engagement).figures
    _send(client, _at(engagement, "/figures/discount"), value="8", reason="Finance")
    emptied = {**_seen(client, engagement), "discount-value": ""}
    assert "or remove it on its own page" in _send(client, _at(engagement, "/assumptions"), **emptied).text


def test_two_at_the_table_undo_nothing(app: Flask, client: FlaskClient, engagement: int, number: int) -> None:
    for name in ("First", "Second"):
        _send(client, _at(engagement, "/outcomes"), **{**FILLED, "name": name})
    one, two = (each.id for each in _held(app, engagement).outcomes)
    where, mine, theirs = (
        _at(engagement, "/assumptions"),
        _seen(client, engagement),
        _seen(client, engagement),
    )
    assert _send(client, where, **{**theirs, f"outcome-{one}-high": "90000"}).status_code == 303
    assert _send(client, where, **{**mine, f"outcome-{two}-high": "95000"}).status_code == 303
    assert [each.high for each in _held(app, engagement).outcomes] == [90_000, 95_000]
    asked = _send(client, where, **{**mine, f"outcome-{one}-high": "99000"})
    assert asked.status_code == 422
    assert "This stands now: 90,000" in asked.text
    assert 'value="99000"' in asked.text
    assert _held(app, engagement).outcomes[0].high == 90_000
    other = {f"outcome-{2**63}-low": "1", f"outcome-{2**63}-reason": "x", "outcome-0-low": "1"}
    assert _send(client, where, **other).status_code == 303, "what is not of this engagement is nothing"


def test_who_says_so_stands_apart_from_why_on_the_page_in_the_record_and_in_documents(
    app: Flask, client: FlaskClient, engagement: int, number: int
) -> None:
    said = "CFO, <b>budget</b> 2027"
    assert _send(client, _at(engagement, "/outcomes"), **{**FILLED, "source": said}).status_code == 303
    told = {"value": "8", "reason": "Used in all projects", "source": "Finance"}
    assert _send(client, _at(engagement, "/figures/discount"), **told).status_code == 303
    held = _held(app, engagement)
    assert held is not None
    assert (held.outcomes[0].source, held.figures["discount"].source) == (said, "Finance")
    page = client.get(_at(engagement)).text
    assert "who says so: CFO, &lt;b&gt;budget&lt;/b&gt; 2027" in page
    assert ">\r\nCFO, &lt;b&gt;budget&lt;/b&gt; 2027<" in page
    assert said_by("Ines Okafor", None, "CFO") == "CFO; entered by Ines Okafor"
    changed = _send(
        client, _at(engagement, "/assumptions"), **{"discount-value": "8", "discount-source": "The board",
        "discount-reason": "Used in all projects"},
    )  # fmt: skip
    assert changed.status_code == 303
    again = _held(app, engagement)
    assert again is not None
    assert again.figures["discount"].source == "The board"
    long = _send(client, _at(engagement, "/outcomes"), **{**FILLED, "source": "x" * 121})
    assert long.status_code == 422
    assert "Shorten it to 120 or fewer" in long.text
