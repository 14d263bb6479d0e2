"""What the database keeps of engagements, and the frozen records it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.manner import Manner


@dataclass(frozen=True, slots=True)
class Engagement:
    """The assessment of one function of one client; `consultancy` is empty where nobody said who does it.

    `pack` names the method pack that the next wave asks; dates are days in the engagement's time zone, None
    where they are open; `logo` is the fingerprint of the client's logo, empty where there is none.
    """

    id: int
    client: str
    function_assessed: str
    consultancy: str
    pack: str
    currency: str
    page_size: str
    manner: Manner
    starts_on: date | None
    session_on: date | None
    ends_on: date | None
    brand: str
    accent: str
    logo: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """How far an engagement is, in counts: `wave` is the latest with answers, 0 where there is none."""

    engagement_id: int
    people: int
    respondents: int
    sponsors: int
    wave: int
    answered: int
    imported_at: datetime | None
    released: frozenset[str]


_ENGAGEMENT = """
    engagement.id, client, function_assessed, consultancy, pack, currency, page_size, manner, time_zone,
    starts_on, session_on, ends_on, brand, accent,
    (SELECT fingerprint FROM logo WHERE logo.engagement_id = engagement.id) AS logo,
    EXISTS (SELECT 1 FROM archive WHERE archive.engagement_id = engagement.id) AS archived"""

_MAY_SEE = """(
    :role = 'administrator'
    OR engagement.id IN (SELECT engagement_id FROM membership WHERE account_id = :account)
    OR engagement.id IN (SELECT engagement_id FROM sponsorship WHERE account_id = :account)
    )"""


def engagement(db: Database, engagement_id: int) -> Engagement | None:
    """Return an engagement, or None where there is none; who may see it is not asked here."""
    rows = db.query(f"SELECT {_ENGAGEMENT} FROM engagement WHERE id = :id", {"id": engagement_id})
    return next((_engagement(row) for row in list(rows)), None)


def engagement_for(db: Database, engagement_id: int, account_id: int, role: str) -> Engagement | None:
    """Return an engagement if this account may see it, else None."""
    rows = db.query(
        f"SELECT {_ENGAGEMENT} FROM engagement WHERE id = :id AND {_MAY_SEE}",
        {"id": engagement_id, "account": account_id, "role": role},
    )
    return next((_engagement(row) for row in list(rows)), None)


def engagements_for(db: Database, account_id: int, role: str) -> list[Engagement]:
    """Return the engagements that this account may see, the latest first."""
    rows = db.query(
        f"SELECT {_ENGAGEMENT} FROM engagement WHERE {_MAY_SEE} ORDER BY engagement.id DESC",
        {"account": account_id, "role": role},
    )
    return [_engagement(row) for row in rows]


def find_engagement(db: Database, client: str) -> int | None:
    """Return the number of the client's first engagement, or None."""
    found = db.query(
        "SELECT min(id) AS id FROM engagement WHERE client = :client", {"client": client.strip()}
    )
    identity: int | None = next(iter(found))["id"]
    return identity


def facts(db: Database, engagement_id: int) -> Facts:
    """Return how far an engagement is."""
    return facts_of(db, [engagement_id])[engagement_id]


def facts_of(db: Database, engagement_ids: Sequence[int]) -> dict[int, Facts]:
    """Return how far each of these engagements is, in one look at the database."""
    if not engagement_ids:
        return {}
    holes = ", ".join("?" * len(engagement_ids))
    rows = db.query(
        f"""
        SELECT engagement.id, coalesce(wave.number, 0) AS wave, wave.imported_at,
            (SELECT count(*) FROM person WHERE person.engagement_id = engagement.id) AS people,
            (SELECT count(*) FROM person JOIN person_role ON person_role.person_id = person.id
             WHERE person.engagement_id = engagement.id AND role = 'respondent') AS respondents,
            (SELECT count(*) FROM sponsorship WHERE sponsorship.engagement_id = engagement.id) AS sponsors,
            (SELECT count(*) FROM sheet WHERE sheet.wave_id = wave.id) AS answered,
            EXISTS (SELECT 1 FROM release WHERE wave_id = wave.id AND what = 'results') AS results,
            EXISTS (SELECT 1 FROM release WHERE wave_id = wave.id AND what = 'blueprint') AS blueprint
        FROM engagement LEFT JOIN wave ON wave.engagement_id = engagement.id AND wave.number =
            (SELECT max(number) FROM wave AS later WHERE later.engagement_id = engagement.id)
        WHERE engagement.id IN ({holes})""",
        list(engagement_ids),
    )
    return {row["id"]: _facts(row) for row in rows}


def _facts(row: dict[str, int]) -> Facts:
    imported = row["imported_at"]
    return Facts(
        engagement_id=row["id"],
        people=row["people"],
        respondents=row["respondents"],
        sponsors=row["sponsors"],
        wave=row["wave"],
        answered=row["answered"],
        imported_at=from_text(str(imported)) if imported else None,
        released=frozenset(what for what in ("results", "blueprint") if row[what]),
    )


def _engagement(row: dict[str, str]) -> Engagement:
    return Engagement(
        id=int(row["id"]),
        client=row["client"],
        function_assessed=row["function_assessed"],
        consultancy=row["consultancy"],
        pack=row["pack"],
        currency=row["currency"],
        page_size=row["page_size"],
        manner=Manner(row["manner"], row["time_zone"]),
        starts_on=_day(row["starts_on"]),
        session_on=_day(row["session_on"]),
        ends_on=_day(row["ends_on"]),
        brand=row["brand"],
        accent=row["accent"],
        logo=row["logo"] or "",
        archived=bool(row["archived"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# What follows is called inside write().


def add_engagement(
    db: Database, *, client: str, function_assessed: str, consultancy: str, pack: str, now: datetime
) -> int:
    """Store an engagement and return its number."""
    row = db.execute(
        """
        INSERT INTO engagement (client, function_assessed, consultancy, pack, created_at)
        VALUES (:client, :function, :consultancy, :pack, :now) RETURNING id""",
        {
            "client": client,
            "function": function_assessed,
            "consultancy": consultancy,
            "pack": pack,
            "now": as_text(now),
        },
    ).fetchone()
    identity: int = row[0]
    return identity


def add_member(db: Database, engagement_id: int, account_id: int) -> None:
    """Make an account one of an engagement's consultants."""
    db.execute(
        """
        INSERT INTO membership (engagement_id, account_id) VALUES (:engagement, :account)
        ON CONFLICT (engagement_id, account_id) DO NOTHING""",
        {"engagement": engagement_id, "account": account_id},
    )
