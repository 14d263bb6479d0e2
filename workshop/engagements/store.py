"""What the database keeps of engagements, and the frozen records it gives back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.manner import Manner
from workshop.people.counting.store import PeopleCounts, people_counts
from workshop.waves.running.attending.store import Attendance, attendance, handed_in
from workshop.waves.store import State, Wave, latest_waves


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

    @property
    def colours(self) -> str:
        """Return the client's two colours as stylesheets name them: 0F4C3A-F5B700."""
        return f"{self.brand[1:]}-{self.accent[1:]}"

    @property
    def settings(self) -> "Settings":
        """Return what of the engagement its settings page changes."""
        return Settings(**{name: getattr(self, name) for name in Settings.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Settings:
    """What of an engagement can be changed, as Engagement has it."""

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


@dataclass(frozen=True, slots=True)
class Live:
    """The latest wave, where people are asked and not a file was: its state now, and who has finished.

    `not_invited` counts those whose invitation waits for somebody to pass it on by hand.
    """

    wave: Wave
    state: State
    attendance: Attendance
    not_invited: int = 0

    @property
    def runs(self) -> bool:
        """Return whether it is neither planned nor over."""
        return self.state in ("waiting", "open")


@dataclass(frozen=True, slots=True)
class Facts:
    """How far an engagement is, in counts: `wave` is the latest with answers, 0 where there is none.

    `invited` are the people who have a personal link; `sponsors` those who have an account. `live` is the
    latest wave of all, None where it came from a file. `interviewees` are the people with that role.
    `documents` counts the issues that sponsors may have, of all `issues`; `released` says that the
    results of the wave are with them.
    `issued` is which document was issued last, `given` the last that sponsors may have; empty where none.
    `sitting` says that the session is planned. `accepted` counts findings, and `placed` the initiatives that
    have a quarter.
    """

    engagement_id: int
    people: int
    respondents: int
    invited: int
    sponsors: int
    wave: int
    answered: int
    assessed_at: datetime | None
    released: bool
    live: Live | None = None
    interviewees: int = 0
    interviews: int = 0
    interviews_done: int = 0
    interviews_begun: int = 0
    documents: int = 0
    issues: int = 0
    issued: str = ""
    given: str = ""
    sitting: bool = False
    accepted: int = 0
    initiatives: int = 0
    placed: int = 0

    @property
    def reading(self) -> bool:
        """Return whether sponsors can have a document."""
        return self.documents > 0


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


def latest_of(db: Database, account_id: int) -> Engagement | None:
    """Return the latest engagement that an account is a consultant of, or None."""
    rows = db.query(
        f"""
        SELECT {_ENGAGEMENT} FROM engagement JOIN membership ON membership.engagement_id = engagement.id
        WHERE account_id = :account ORDER BY engagement.id DESC LIMIT 1""",
        {"account": account_id},
    )
    return next((_engagement(row) for row in list(rows)), None)


def find_engagement(db: Database, client: str) -> int | None:
    """Return the number of the client's first engagement, or None."""
    found = db.query(
        "SELECT min(id) AS id FROM engagement WHERE client = :client", {"client": client.strip()}
    )
    identity: int | None = next(iter(found))["id"]
    return identity


_FACTS = """
    SELECT engagement.id, coalesce(wave.number, 0) AS wave,
        coalesce(closed_at, counted_at) AS assessed_at,
        (SELECT count(*) FROM interview WHERE interview.engagement_id = engagement.id) AS interviews,
        (SELECT count(done_at) FROM interview WHERE interview.engagement_id = engagement.id)
            AS interviews_done,
        (SELECT count(*) FROM interview WHERE interview.engagement_id = engagement.id AND done_at IS NULL
            AND coalesce(begun_at, received_at) IS NOT NULL) AS interviews_begun,
        (SELECT count(*) FROM sponsorship WHERE sponsorship.engagement_id = engagement.id) AS sponsors,
        wave.id AS wave_id,
        CASE WHEN closed_at IS NOT NULL THEN  -- that is known: so many need not be counted again
            (SELECT people FROM wave_answered WHERE wave_answered.wave_id = wave.id) END AS answered,
        EXISTS (SELECT 1 FROM release WHERE wave_id = wave.id) AS released,
        (SELECT count(*) FROM issue JOIN issue_release ON issue_id = issue.id
         WHERE issue.engagement_id = engagement.id) AS documents,
        (SELECT count(*) FROM issue WHERE issue.engagement_id = engagement.id) AS issues,
        (SELECT variant FROM issue WHERE issue.engagement_id = engagement.id
            ORDER BY id DESC LIMIT 1) AS issued,
        (SELECT variant FROM issue JOIN issue_release ON issue_id = issue.id
            WHERE issue.engagement_id = engagement.id ORDER BY id DESC LIMIT 1) AS given,
        EXISTS (SELECT 1 FROM session_plan WHERE session_plan.engagement_id = engagement.id) AS sitting,
        (SELECT count(*) FROM finding WHERE finding.engagement_id = engagement.id
            AND state = 'accepted') AS accepted,
        (SELECT count(*) FROM initiative WHERE initiative.engagement_id = engagement.id) AS initiatives,
        (SELECT count(*) FROM placement JOIN initiative ON initiative.id = initiative_id
            WHERE initiative.engagement_id = engagement.id) AS placed
    FROM engagement LEFT JOIN wave ON wave.engagement_id = engagement.id AND wave.number =
        (SELECT max(number) FROM wave AS later JOIN tally ON tally.wave_id = later.id
         WHERE later.engagement_id = engagement.id)
    LEFT JOIN wave_closure ON wave_closure.wave_id = wave.id
    LEFT JOIN tally ON tally.wave_id = wave.id"""


def facts(db: Database, engagement_id: int) -> Facts:
    """Return how far an engagement is."""
    return facts_of(db, [engagement_id])[engagement_id]


def facts_of(db: Database, engagement_ids: Sequence[int]) -> dict[int, Facts]:
    """Return how far each of these engagements is now, in few looks at the database."""
    if not engagement_ids:
        return {}
    live = _live(db, engagement_ids, datetime.now(UTC))
    holes = ", ".join("?" * len(engagement_ids))
    rows = db.query(
        f"""
        {_FACTS}
        WHERE engagement.id IN ({holes})""",
        list(engagement_ids),
    )
    found = list(rows)
    given = handed_in(db, [row["wave_id"] for row in found if row["wave"] and row["answered"] is None])
    there = people_counts(db, engagement_ids)
    return {
        row["id"]: _facts(
            row | {"answered": given.get(row["wave_id"], row["answered"] or 0)},
            there[row["id"]],
            live.get(row["id"]),
        )
        for row in found
    }


def _live(db: Database, engagement_ids: Sequence[int], now: datetime) -> dict[int, Live]:
    found = {key: each for key, each in latest_waves(db, engagement_ids).items() if not each.imported}
    there = attendance(db, [each.id for each in found.values()]) if found else {}
    return {key: Live(each, each.state(now), there.get(each.id, Attendance())) for key, each in found.items()}


def _facts(row: dict[str, int], there: PeopleCounts, live: Live | None) -> Facts:
    assessed = row["assessed_at"]
    return Facts(
        engagement_id=row["id"],
        people=there.people,
        respondents=there.respondents,
        invited=there.linked,
        sponsors=row["sponsors"],
        wave=row["wave"],
        answered=row["answered"],
        assessed_at=from_text(str(assessed)) if assessed else None,
        released=bool(row["released"]),
        live=live,
        interviewees=there.interviewees,
        interviews=row["interviews"],
        interviews_done=row["interviews_done"],
        interviews_begun=row["interviews_begun"],
        documents=row["documents"],
        issues=row["issues"],
        issued=str(row["issued"] or ""),
        given=str(row["given"] or ""),
        sitting=bool(row["sitting"]),
        accepted=row["accepted"],
        initiatives=row["initiatives"],
        placed=row["placed"],
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


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


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


def change_engagement(db: Database, engagement_id: int, settings: Settings) -> None:
    """Store the settings of an engagement; its pack stays once a wave has been asked with it."""
    values = asdict(settings) | {
        "engagement": engagement_id,
        "manner": settings.manner.locale,
        "time_zone": settings.manner.zone,
        "starts_on": _day_text(settings.starts_on),
        "session_on": _day_text(settings.session_on),
        "ends_on": _day_text(settings.ends_on),
    }
    db.execute(
        """
        UPDATE engagement SET
            client = :client, function_assessed = :function_assessed, consultancy = :consultancy,
            pack = CASE WHEN EXISTS (SELECT 1 FROM wave WHERE engagement_id = :engagement) THEN pack
                   ELSE :pack END,
            currency = :currency, page_size = :page_size, manner = :manner, time_zone = :time_zone,
            starts_on = :starts_on, session_on = :session_on, ends_on = :ends_on,
            brand = :brand, accent = :accent
        WHERE id = :engagement""",
        values,
    )


def archive(db: Database, engagement_id: int, account_id: int, now: datetime) -> bool:
    """Lay an engagement aside, where it can still be read; return whether it was not there already."""
    laid = db.execute(
        """
        INSERT INTO archive (engagement_id, archived_at, account_id) VALUES (:engagement, :now, :account)
        ON CONFLICT (engagement_id) DO NOTHING""",
        {"engagement": engagement_id, "now": as_text(now), "account": account_id},
    )
    return laid.rowcount > 0


def take_out(db: Database, engagement_id: int) -> bool:
    """Take an engagement out of the archive; return whether it was there."""
    taken = db.execute("DELETE FROM archive WHERE engagement_id = :engagement", {"engagement": engagement_id})
    return taken.rowcount > 0


def add_member(db: Database, engagement_id: int, account_id: int) -> None:
    """Make an account one of an engagement's consultants."""
    db.execute(
        """
        INSERT INTO membership (engagement_id, account_id) VALUES (:engagement, :account)
        ON CONFLICT (engagement_id, account_id) DO NOTHING""",
        {"engagement": engagement_id, "account": account_id},
    )
