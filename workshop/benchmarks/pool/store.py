"""What the database keeps of the pool: results without names, figures that are shown, and whose is what."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlite_utils import Database

from questionnaires.benchmark_pool import (
    LIKENESSES,
    Figure,
    Key,
    Kind,
    Part,
    Result,
    Shown,
    Subject,
    tenths_of,
)
from workshop.dates import as_text, from_text


@dataclass(frozen=True, slots=True)
class Share:
    """What an engagement gave to the pool: which wave, under which name, and whether it may stay for good."""

    result_id: int
    wave: int
    organisation: str
    stays: bool
    shared_at: datetime
    sector: str
    size: str
    region: str
    code: str


@dataclass(frozen=True, slots=True)
class Within:
    """A result that stands in a figure and is known to the consultants of an engagement."""

    engagement_id: int
    organisation: str
    tenths: int
    names: tuple[str, ...]


def share(db: Database, engagement_id: int) -> Share | None:
    """Return what an engagement gave to the pool, or None."""
    rows = db.query(
        """
        SELECT result_id, wave, pool_share.organisation, stays, shared_at, sector, size, region,
               pool_result.organisation AS code
        FROM pool_share JOIN pool_result ON pool_result.id = result_id WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    )
    found = next(iter(list(rows)), None)
    if found is None:
        return None
    return Share(**{**found, "stays": bool(found["stays"]), "shared_at": from_text(found["shared_at"])})


def organisations(db: Database) -> int:
    """Return how many organisations are in the pool, of whatever pack."""
    number: int = db.execute("SELECT count(DISTINCT organisation) FROM pool_result").fetchone()[0]
    return number


def results(db: Database, pack_id: str) -> list[Result]:
    """Return the results that were given of a pack."""
    values: dict[int, dict[Subject, int]] = defaultdict(dict)
    for row in db.query(
        """
        SELECT result_id, kind, subject, pool_value.fingerprint, tenths FROM pool_value
        JOIN pool_result ON pool_result.id = result_id WHERE pack_id = :pack""",
        {"pack": pack_id},
    ):
        values[row["result_id"]][_subject(row)] = row["tenths"]
    rows = db.query(
        """
        SELECT id, organisation, year, quarter, sector, size, region FROM pool_result
        WHERE pack_id = :pack ORDER BY id""",
        {"pack": pack_id},
    )
    return [
        Result(
            row["id"],
            row["organisation"],
            row["year"],
            row["quarter"],
            {likeness: row[likeness] for likeness in LIKENESSES},
            values[row["id"]],
        )
        for row in rows
    ]


def shown(db: Database, pack_id: str) -> dict[Key, list[Shown]]:
    """Return on whom the figures of a pack rest that were ever shown."""
    members: dict[int, dict[str, int]] = defaultdict(dict)
    for row in db.query(
        """
        SELECT shown_id, organisation, tenths FROM pool_shown_member
        JOIN pool_shown ON pool_shown.id = shown_id WHERE pack_id = :pack""",
        {"pack": pack_id},
    ):
        members[row["shown_id"]][row["organisation"]] = row["tenths"]
    found: dict[Key, list[Shown]] = defaultdict(list)
    for row in db.query(
        """
        SELECT id, kind, subject, fingerprint, likeness, value, organisations FROM pool_shown
        WHERE pack_id = :pack""",
        {"pack": pack_id},
    ):
        found[_key(row)].append(Shown(row["organisations"], members[row["id"]]))
    return found


def figures(db: Database, pack_id: str) -> dict[Key, tuple[int, Figure]]:
    """Return the figures of a pack that were ever shown, each with the number of its row."""
    rows = db.query(
        """
        SELECT id, kind, subject, fingerprint, likeness, value, counts, first_year, last_year,
               (SELECT count(*) FROM pool_member WHERE figure_id = pool_figure.id) AS still
        FROM pool_figure WHERE pack_id = :pack""",
        {"pack": pack_id},
    )
    return {
        _key(row): (row["id"], Figure(_counts(row), row["still"], row["first_year"], row["last_year"]))
        for row in rows
    }


def known_within(db: Database, engagement_id: int, pack_id: str) -> dict[int, list[Within]]:
    """Return by figure the results that the consultants of an engagement know: of it, and of their others.

    They know those of engagements that one of them runs too, and those that one of them gave to the pool;
    and that of the organisation as which the engagement itself is in the pool.
    """
    found: dict[int, list[Within]] = defaultdict(list)
    for row in db.query(
        """
        SELECT figure_id, pool_within.engagement_id, pool_within.organisation, tenths, client,
               coalesce(pool_share.organisation, '') AS called
        FROM pool_within JOIN pool_figure ON pool_figure.id = figure_id
        JOIN engagement ON engagement.id = pool_within.engagement_id
        LEFT JOIN pool_share ON pool_share.engagement_id = pool_within.engagement_id
        WHERE pool_figure.pack_id = :pack AND (
            pool_within.engagement_id = :engagement
            OR pool_within.organisation = (
                SELECT pool_result.organisation FROM pool_share
                JOIN pool_result ON pool_result.id = result_id WHERE pool_share.engagement_id = :engagement)
            OR pool_within.account_id IN (SELECT account_id FROM membership WHERE engagement_id = :engagement)
            OR EXISTS (
                SELECT 1 FROM membership AS theirs
                JOIN membership AS ours ON ours.account_id = theirs.account_id
                WHERE theirs.engagement_id = pool_within.engagement_id AND ours.engagement_id = :engagement))
        ORDER BY figure_id, pool_within.engagement_id""",
        {"pack": pack_id, "engagement": engagement_id},
    ):
        names = (row["client"], row["called"])
        found[row["figure_id"]].append(
            Within(row["engagement_id"], row["organisation"], row["tenths"], names)
        )
    return found


def _subject(row: Mapping[str, str]) -> Subject:
    return Subject(cast("Kind", row["kind"]), row["subject"], row["fingerprint"])


def _key(row: Mapping[str, str]) -> Key:
    return _subject(row), Part(row["likeness"], row["value"])


def _counts(row: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(int(each) for each in row["counts"].split(","))


# What follows is called inside write().


def add_result(
    db: Database,
    *,
    organisation: str,
    pack_id: str,
    year: int,
    quarter: int,
    likeness: Mapping[str, str],
    values: Mapping[Subject, int],
) -> int:
    """Store a result in the pool and return its number."""
    made = db.execute(
        """
        INSERT INTO pool_result (organisation, pack_id, year, quarter, sector, size, region)
        VALUES (:organisation, :pack, :year, :quarter, :sector, :size, :region) RETURNING id""",
        {
            "organisation": organisation,
            "pack": pack_id,
            "year": year,
            "quarter": quarter,
            **{each: likeness[each] for each in LIKENESSES},
        },
    )
    number: int = made.fetchone()[0]
    db.conn.executemany(
        "INSERT INTO pool_value (result_id, kind, subject, fingerprint, tenths) VALUES (?, ?, ?, ?, ?)",
        [(number, *subject, tenths) for subject, tenths in values.items()],
    )
    return number


def put_share(
    db: Database,
    engagement_id: int,
    result_id: int,
    *,
    wave: int,
    organisation: str,
    stays: bool,
    account_id: int | None,
    now: datetime,
) -> None:
    """Store which result of the pool is an engagement's."""
    db.execute(
        """
        INSERT INTO pool_share (engagement_id, result_id, wave, organisation, stays, account_id, shared_at)
        VALUES (:engagement, :result, :wave, :organisation, :stays, :account, :now)""",
        {
            "engagement": engagement_id,
            "result": result_id,
            "wave": wave,
            "organisation": organisation,
            "stays": int(stays),
            "account": account_id,
            "now": as_text(now),
        },
    )


def take_out(db: Database, engagement_id: int) -> str:
    """Delete what an engagement gave to the pool, and return of which pack it was; '' if it gave none."""
    values = {"engagement": engagement_id}
    gave = list(
        db.query(
            """
            SELECT result_id, pack_id FROM pool_share
            JOIN pool_result ON pool_result.id = result_id WHERE engagement_id = :engagement""",
            values,
        )
    )
    db.execute("DELETE FROM pool_share WHERE engagement_id = :engagement", values)
    for row in gave:
        db.execute("DELETE FROM pool_result WHERE id = :id", {"id": row["result_id"]})
    return str(gave[0]["pack_id"]) if gave else ""


def put_figure(db: Database, pack_id: str, key: Key, figure: Figure, now_in: Mapping[str, Result]) -> None:
    """Store a figure in the place of the one that stood, with those it rests on."""
    subject, part = key
    values = {
        "pack": pack_id,
        "kind": subject.kind,
        "subject": subject.id,
        "fingerprint": subject.fingerprint,
        "likeness": part.likeness,
        "value": part.value,
    }
    db.execute(
        """
        DELETE FROM pool_figure WHERE pack_id = :pack AND kind = :kind AND subject = :subject
            AND fingerprint = :fingerprint AND likeness = :likeness AND value = :value""",
        values,
    )
    made = db.execute(
        """
        INSERT INTO pool_figure
            (pack_id, kind, subject, fingerprint, likeness, value, counts, first_year, last_year)
        VALUES (:pack, :kind, :subject, :fingerprint, :likeness, :value, :counts, :first, :last)
        RETURNING id""",
        {**values, "counts": ",".join(map(str, figure.counts)), "first": figure.first, "last": figure.last},
    )
    number = made.fetchone()[0]
    db.conn.executemany(
        "INSERT INTO pool_member (figure_id, result_id) VALUES (?, ?)",
        [(number, each.id) for each in now_in.values()],
    )
    db.conn.executemany(
        """
        INSERT INTO pool_within (engagement_id, figure_id, organisation, account_id, tenths)
        SELECT engagement_id, ?, ?, account_id, ? FROM pool_share WHERE result_id = ?""",
        [(number, each.organisation, each.values[subject], each.id) for each in now_in.values()],
    )
    _remember(db, values, tenths_of(subject, now_in))


def _remember(db: Database, figure: Mapping[str, str], tenths: Mapping[str, int]) -> None:
    """Keep on whom a figure that is shown from now on rests, for as long as they are in the pool."""
    made = db.execute(
        """
        INSERT INTO pool_shown (pack_id, kind, subject, fingerprint, likeness, value, organisations)
        VALUES (:pack, :kind, :subject, :fingerprint, :likeness, :value, :organisations) RETURNING id""",
        {**figure, "organisations": len(tenths)},
    )
    number = made.fetchone()[0]
    db.conn.executemany(
        "INSERT INTO pool_shown_member (shown_id, organisation, tenths) VALUES (?, ?, ?)",
        [(number, *each) for each in tenths.items()],
    )
