"""What the database keeps of the charts that were drawn for slides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text

Picture = Literal["png", "svg"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that was drawn: what addresses call it, its title, and what part of the whole it belongs to.

    `wave` and `drawn_at` say of which wave it was drawn and when; they are those of all of its engagement.
    """

    name: str
    title: str
    part: str
    wave: int
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its pictures, as they are stored."""

    name: str
    title: str
    part: str
    svg: bytes
    png: bytes


def charts(db: Database, engagement_id: int) -> list[Chart]:
    """Return the charts of an engagement in the order of the document."""
    rows = db.query(
        """
        SELECT name, title, part, wave, drawn_at FROM chart WHERE engagement_id = :engagement
        ORDER BY place""",
        {"engagement": engagement_id},
    )
    return [Chart(**{**row, "drawn_at": from_text(row["drawn_at"])}) for row in rows]


def picture(db: Database, engagement_id: int, name: str, kind: Picture) -> bytes | None:
    """Return a chart as a picture of a kind, or None."""
    column = {"png": "png", "svg": "svg"}[kind]
    row = db.execute(
        f"SELECT {column} FROM chart WHERE engagement_id = :engagement AND name = :name",
        {"engagement": engagement_id, "name": name},
    ).fetchone()
    return None if row is None else bytes(row[0])


# What follows is called inside write().


def put_charts(db: Database, engagement_id: int, wave: int, drawn: Iterable[Drawn], now: datetime) -> None:
    """Store the charts of a wave in place of those before."""
    db.execute("DELETE FROM chart WHERE engagement_id = :engagement", {"engagement": engagement_id})
    for place, each in enumerate(drawn, start=1):
        db.execute(
            """
            INSERT INTO chart (engagement_id, place, name, title, part, wave, drawn_at, svg, png)
            VALUES (:engagement, :place, :name, :title, :part, :wave, :now, :svg, :png)""",
            {"engagement": engagement_id, "place": place, "wave": wave, "now": as_text(now)}
            | {"name": each.name, "title": each.title, "part": each.part, "svg": each.svg, "png": each.png},
        )
