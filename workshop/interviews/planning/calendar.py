"""Interviews as a calendar file (RFC 5545): what consultants and assistants take into their calendars."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line without its end, as RFC 5545 section 3.1 allows."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry; `sequence` counts its changes, the last of which was at `changed_at`."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    minutes: int
    title: str
    place: str
    words: str


def calendar(events: Iterable[Event]) -> bytes:
    """Return a calendar of events: UTC times, folded lines that end in CR and LF, escaped text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roadcrew//Interviews//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(event: Event) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.changed_at)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.starts_at + timedelta(minutes=event.minutes))}",
        f"SUMMARY:{_escaped(event.title)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_escaped(event.place)}")
    if event.words:
        lines.append(f"DESCRIPTION:{_escaped(event.words)}")
    return [*lines, "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Return a text as a value of type TEXT, section 3.3.11; what no calendar could show is a blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"([\\;,])", r"\\\1", _CONTROL.sub(" ", text))
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line folded between characters: a continuation begins with a blank, section 3.1."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece))
