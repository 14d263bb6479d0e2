"""The pages of results: the list cut down and in order, one capability in full, and what sponsors see."""

import re
from contextlib import closing
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.scoring import score
from tests.workshop import people, world
from tests.workshop.conftest import NOW, add
from workshop.assessments.capabilities import AGREEMENTS, GAPS, IMPORTANCES, SORTS
from workshop.assessments.counting_in import counting_in
from workshop.assessments.importing import import_answers
from workshop.assessments.store import latest_counted, release
from workshop.benchmarks.store import Entered, put_entered
from workshop.database import connect, write
from workshop.engagements.store import engagement as engagement_of
from workshop.invitations.members.store import add_sponsor

BANDS = {"gap": GAPS, "agreement": AGREEMENTS, "importance": IMPORTANCES}
LISTS = [
    *(f"sort={by}&direction={way}" for by, way in product(SORTS, ("up", "down"))),
    *(f"{name}={band}" for name, bands in BANDS.items() for band in bands),
    *(f"sort=gap&group={place}&agreement=agree" for place in (1, 2, 3)),
    "find=a1",
    "component=A",
]
LEVELS = ("today", "wanted", "importance")


def sheet(*few: int, seen: str = "Sales") -> bytes:
    """Return answers of 12 people about two capabilities, while nobody rates a third and few a fourth."""
    rows = ["respondent,function,A1.current,A1.target,A1.importance,A2.current,A2.target,A2.importance,"
            "A3.current,A4.current,A4.target,A4.importance"]  # fmt: skip
    for n in range(12):
        own = few[n] if n < len(few) else ""
        group = "Finance" if n < 3 else "Marketing" if n < 8 else seen
        rows.append(f"p{n},{group},{1 + n % 5},{3 + n % 3},4,2,5,2,,{own},{own},{own}")
    return "\n".join(rows).encode()


def listed(client: FlaskClient, engagement: int, asked: str = "") -> list[str]:
    page = client.get(f"/engagements/{engagement}/capabilities?{asked}").text
    return re.findall(r'<th scope="row"><span class="quiet small">(\w+)</span>', page)


def main(client: FlaskClient, address: str) -> str:
    page = client.get(address).text.split("<main", 1)[1]
    return re.sub(r'/engagements/\d+|<input[^>]*type="hidden"[^>]*>', "", page)


def test_the_list_is_ordered_and_cut_down_by_its_address(client: FlaskClient, app: Flask) -> None:
    number = add(app, "Listed", sheet())
    every = listed(client, number)
    assert len(every) == len(world.pack().capabilities)
    assert listed(client, number, "sort=gap")[:2] == ["A2", "A1"]
    assert listed(client, number, "sort=gap&direction=up")[:2] == ["A1", "A2"]
    assert listed(client, number, "sort=importance")[:2] == ["A1", "A2"]
    assert listed(client, number, "gap=large&agreement=agree") == ["A2"]
    assert listed(client, number, "importance=high") == ["A1"]
    assert listed(client, number, "agreement=camps") == ["A1"]
    assert listed(client, number, "component=B&sort=wanted") == [each for each in every if each[0] == "B"]
    page = client.get(f"/engagements/{number}/capabilities?find=a1&gap=some").text
    assert f"1 of {len(every)} capabilities" in page
    assert "find=a1&amp;gap=some&amp;sort=gap" in page, "an order keeps what was looked for"


@pytest.mark.parametrize(
    "asked", ["sort=%00", "gap=<b>", "group=99999999999999999999", "component=Z", "find=%F0%9F%98%80" * 60]
)
def test_an_address_that_means_nothing_is_passed_over(
    client: FlaskClient, engagement: int, asked: str
) -> None:
    answer = client.get(f"/engagements/{engagement}/capabilities?{asked}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text.split("filters")[1].split("</form>")[0]


def test_neither_order_nor_filter_tells_what_is_hidden(client: FlaskClient, app: Flask) -> None:
    low, high = add(app, "Hidden", sheet(1, 1, 1)), add(app, "Hidden", sheet(5, 5, 5))
    for asked in LISTS:
        one, other = (main(client, f"/engagements/{each}/capabilities?{asked}") for each in (low, high))
        assert one == other, asked
    for page in (
        "results",
        "capabilities/A4",
        *(f"capabilities/A4?question={each}" for each in ("gap", *LEVELS)),
    ):
        one, other = (main(client, f"/engagements/{each}/{page}") for each in (low, high))
        assert one == other, page
    for by, way in product(SORTS, ("up", "down")):
        order = listed(client, low, f"sort={by}&direction={way}")
        known = {"A1", "A2"}
        assert set(order[:2]) == known or order == listed(client, low), "what is hidden comes after"


def test_a_group_s_figures_stand_in_place_of_everyone_s(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}/capabilities"
    names = re.findall(r'<option value="(\d+)">Function: (\w+)', client.get(home).text)
    places = {name: place for place, name in names}
    assert set(places) == {"Marketing", "Product", "Finance"}
    seen = client.get(f"{home}?group={places['Marketing']}").text
    assert "as <bdi>Marketing</bdi> sees them" in seen
    assert "2.9" in seen
    hidden = client.get(f"{home}?group={places['Finance']}").text
    assert "No figures of this group are shown." in hidden
    assert '<svg class="chart"' not in hidden


def test_a_file_says_that_its_rows_are_everyone_asked(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Filed", sheet())
    said = "everyone asked is taken to have a row in it"
    for page in ("results", "soundness"):
        assert said in client.get(f"/engagements/{number}/{page}").text
    with closing(connect(app.config["DATABASE"])) as db:
        engagement, actor = engagement_of(db, number), people.actor(app, people.INES)
        assert engagement is not None
        import_answers(db, engagement, actor, data=sheet(), file_name="a.csv", now=NOW, asked=20)
    for page in ("results", "soundness"):
        text = client.get(f"/engagements/{number}/{page}").text
        assert "12 of 20 people answered" in text
        assert said not in text


def test_ratings_that_stand_alone_are_said_to_count_as_blank(app: Flask, client: FlaskClient) -> None:
    rows = [f"p{n},2,{'' if n < 2 else 4},3," for n in range(12)]
    data = "\n".join(["respondent,A1.current,A1.target,A2.current,A2.target", *rows]).encode()
    number, said = add(app, "Alone", data), "that rating counts as blank"
    home = f"/engagements/{number}/capabilities"
    for question in ("today", "wanted"):
        text = client.get(f"{home}/A1?question={question}").text
        assert said in text
        assert "− 2" in text
    assert said not in client.get(f"{home}/A1?question=gap").text
    assert said not in client.get(f"{home}/A2").text


def test_what_too_few_capabilities_are_rated_for_is_not_said_to_be_unrated(
    app: Flask, client: FlaskClient
) -> None:
    rows = [f"p{n},{'Sales' if n < 6 else 'Marketing'},2,4" for n in range(12)]
    data = "\n".join(["respondent,function,A1.current,A1.target", *rows]).encode()
    text = client.get(f"/engagements/{add(app, 'One', data)}/results").text
    assert "Too few capabilities are rated to score a component." in text
    assert "capabilities 1 has a figure; the list shows which." in text
    assert "People agree on every capability that is shown" in text
    lines = text.split("bells-components")[1].split("<tbody>")[1].split("</tr>")
    heat = text.split('class="heat')[1].split("</tr>")[1]
    for cells in (lines[0], lines[6], heat):
        assert "too little rated" in cells
        assert "no rating" not in cells


def test_who_only_says_dont_know_is_not_said_to_be_missing(app: Flask, client: FlaskClient) -> None:
    rows = [f"p{n},DK,DK" for n in range(8)]
    number = add(app, "Unknown", "\n".join(["respondent,A1.current,A1.target", *rows]).encode())
    for page in ("results", "soundness"):
        text = client.get(f"/engagements/{number}/{page}").text
        assert "None of 8 people gave a level" in text
        assert "obody has answered" not in text


def test_each_figure_says_how_it_came_about(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}/capabilities/C3"

    def said(question: str) -> str:
        return " ".join(client.get(f"{home}?question={question}").text.split())

    today = [int(level) for level in "11111224444555222333455"]
    wanted = [4] * 14 + [3] * 6 + [5] * 3
    assert f"{sum(wanted)} / 23 = {sum(wanted) / 23:.2f}" in said("wanted")
    assert "69 / 23 = 3.00" in said("importance")
    gap = sum(wanted) - sum(today)
    assert f"{gap} / 23 = +{gap / 23:.2f}" in said("gap")
    share = 100 / len(world.pack().component_of["C3"].capabilities)
    assert f"It counts for {share:.0f}% of processes" in said("today")
    assert client.get(f"{home}?question=mood").status_code == 404


def test_shares_are_of_what_has_a_figure(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Few", sheet(2, 2, 2))
    db = connect(app.config["DATABASE"])
    wave = latest_counted(db, number)
    db.close()
    assert wave is not None
    scores = score(wave.pack, wave.tally, wave.threshold)
    for question in ("current", "target", "gap"):
        hidden = counting_in(wave.pack, scores, "A4", question)
        assert hidden is not None
        assert not hidden.in_component
    assert counting_in(wave.pack, scores, "A1", "importance") is None


def test_others_are_named_with_number_source_and_years(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        for kind, subject in (("component", "A"), ("capability", "C3")):
            put_entered(db, engagement, Entered(kind, subject, 240, 210, 290, 23, "Own study", 2023, 2026))
        put_entered(db, engagement, Entered("component", "B", 240, None, None, 7, "Own study", 2024, 2024))
    db.close()
    results = client.get(f"/engagements/{engagement}/results").text
    assert results.count('class="mark-others"') == 2 + 2, "two lines and two in the key"
    assert "of 23 organisations, <bdi>Own study</bdi>, 2023 to 2026" in results
    assert "of 7 organisations, <bdi>Own study</bdi>, 2024" in results
    assert "Others 2.4" in client.get(f"/engagements/{engagement}/capabilities/C3").text


@pytest.fixture
def lars(app: Flask, engagement: int) -> FlaskClient:
    """The browser of a sponsor, of whose engagement a second wave came in after the first was released."""
    browser = people.signed_in(app, people.LARS)
    db = connect(app.config["DATABASE"])
    with write(db):
        add_sponsor(db, engagement, people.account(db, people.LARS).id)
        first = latest_counted(db, engagement)
        assert first is not None
        release(db, first.id, people.account(db, people.INES).id, NOW)
    found = engagement_of(db, engagement)
    assert found is not None
    import_answers(db, found, people.actor(app, people.INES), data=sheet(), file_name="b.csv", now=NOW)
    db.close()
    return browser


def test_an_earlier_wave_is_read_by_its_number(
    client: FlaskClient, lars: FlaskClient, engagement: int
) -> None:
    home = f"/engagements/{engagement}"
    assert "Results of wave 2" in client.get(f"{home}/results").text
    earlier = client.get(f"{home}/results?wave=1").text
    assert "Results of wave 1" in earlier
    assert "/capabilities/C3?wave=1" in earlier or "wave=1" in earlier
    assert "/releases" not in earlier
    for odd in ("3", "0", "x", "-1", str(2**63), ""):
        assert client.get(f"{home}/results?wave={odd}").status_code == 404
    assert "Results of wave 1" in lars.get(f"{home}/results").text
    assert lars.get(f"{home}/results?wave=1").status_code == 200
    for page in ("results", "capabilities", "capabilities/A1", "capabilities/A1/comments", "scores.json"):
        assert lars.get(f"{home}/{page}?wave=2").status_code == 404


def test_a_sponsor_reads_figures_and_nothing_of_the_consultants(
    client: FlaskClient, lars: FlaskClient, engagement: int
) -> None:
    home = f"/engagements/{engagement}"
    for page in ("results", "capabilities", "capabilities/C3", "capabilities/C3/comments"):
        text = lars.get(f"{home}/{page}").text
        for room in ("weights", "findings", "benchmark", "judgements", "documents", "worksheets"):
            assert f'{home}/{room}"' not in text, (page, room)
        assert "Judge this capability" not in text
    assert "Judge this capability" in client.get(f"{home}/capabilities/C3").text
