"""Calendar files are as RFC 5545 has them, whatever stands in them, and hold nothing that opens anything."""

import re
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop import people, talks
from workshop.interviews.planning.calendar import LONGEST_LINE, Event, calendar

AT = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


def unfolded(data: bytes) -> dict[str, str]:
    """Return the properties of a calendar of one event by their names, as a reader takes them."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def read(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_comes_through_in_lines_that_are_short_enough(title: str, words: str) -> None:
    data = calendar([Event("0123456789abcdef", 2, AT, AT, 45, title, "Room 4", words)])
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
    told = unfolded(data)
    assert (told["DTSTART"], told["DTEND"]) == ("20261125T103000Z", "20261125T111500Z")
    assert (told["UID"], told["SEQUENCE"]) == ("0123456789abcdef", "2")
    plain = all(each.isprintable() for each in title)
    assert not plain or read(told["SUMMARY"]) == title


def test_a_changed_time_counts_up_and_keeps_the_entry(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    number = talks.planned(
        app, client, engagement, day="2026-11-25", clock="10:30", place="Room 4; floor 2, left"
    )
    home = f"/engagements/{engagement}/interviews"
    first = client.get(f"{home}/{number}.ics")
    assert first.mimetype == "text/calendar"
    told = unfolded(first.data)
    assert told["SUMMARY"] == r"Interview: Mara Lindqvist\, Alder & Sons"
    assert told["LOCATION"] == r"Room 4\; floor 2\, left"
    assert read(told["DESCRIPTION"]) == "Chief executive\nInterviewers: Ines Okafor"
    plan = {
        "csrf_token": people.csrf(client),
        "guide": "core",
        "minutes": "60",
        "day": "2026-11-26",
        "clock": "10:30",
    }
    plan |= {"interviewers": f"a{talks.account(app, people.INES)}", "place": "Room 4; floor 2, left"}
    for _ in range(2):  # the second changes nothing
        assert client.post(f"{home}/{number}/plan", data=plan).status_code == 303
    again = unfolded(client.get(f"{home}.ics").data)
    assert (again["UID"], told["SEQUENCE"], again["SEQUENCE"]) == (told["UID"], "0", "1")
    assert (again["DTSTART"], again["DTEND"]) == ("20261126T103000Z", "20261126T113000Z")


def test_without_a_time_there_is_no_file(app: Flask, client: FlaskClient, engagement: int) -> None:
    number = talks.planned(app, client, engagement)
    assert client.get(f"/engagements/{engagement}/interviews/{number}.ics").status_code == 404
    assert client.get(f"/engagements/{engagement}/interviews.ics").status_code == 404
