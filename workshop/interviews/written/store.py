"""What the database keeps of what interviewees write themselves, and the frozen records it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.answering.store import Client
from workshop.dates import as_text
from workshop.interviews.capture.store import put_points, put_rating
from workshop.interviews.store import Consent, WrittenAnswer, written_answers
from workshop.interviews.written.merging import Change, Merged, Stored, merged

__all__ = ["Consent", "WrittenAnswer", "put_points", "written_answers"]


@dataclass(frozen=True, slots=True)
class Interviewee:
    """Whoever came by a link to their interview."""

    interview_id: int
    name: str
    client: Client


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the business objectives that points are given to."""

    id: int
    name: str
    outcome: str


def interviewee(db: Database, token_hash: str) -> Interviewee | None:
    """Return who came by the link with a hash, None where it is no link to a planned interview."""
    row = db.execute(
        """
        SELECT interview.id, person.name, engagement.id, client, brand, accent,
            coalesce(logo.fingerprint, ''), manner, archive.engagement_id IS NOT NULL
        FROM personal_link JOIN person ON person.id = personal_link.person_id
        JOIN interview ON interview.person_id = person.id
        JOIN engagement ON engagement.id = interview.engagement_id
        LEFT JOIN logo ON logo.engagement_id = engagement.id
        LEFT JOIN archive ON archive.engagement_id = engagement.id
        WHERE personal_link.hash = :hash AND purpose = 'interview'""",
        {"hash": token_hash},
    ).fetchone()
    if row is None:
        return None
    number, name, *client, archived = row
    return Interviewee(number, name, Client(*client, archived=bool(archived)))


def priorities_of(db: Database, engagement_id: int) -> tuple[Priority, ...]:
    """Return the priorities of an engagement in their order."""
    rows = db.execute(
        "SELECT id, name, outcome FROM priority WHERE engagement_id = :engagement ORDER BY place, id",
        {"engagement": engagement_id},
    ).fetchall()
    return tuple(Priority(*row) for row in rows)


def last_turn(db: Database, interview_id: int, device: str) -> int:
    """Return the turn of the last batch that a device saved, -1 before its first."""
    row = db.execute(
        "SELECT turn FROM interview_device WHERE interview_id = :interview AND device = :device",
        {"interview": interview_id, "device": device},
    ).fetchone()
    return int(row[0]) if row else -1


# What follows is called inside write().


def change_answer(db: Database, interview_id: int, change: Change, now: datetime) -> Merged:
    """Store a change of an answer and return what stands."""
    row = db.execute(
        """
        SELECT text, consent, revision, coalesce(chain, '') FROM written_answer
        WHERE interview_id = :interview AND question = :question""",
        {"interview": interview_id, "question": change.question},
    ).fetchone()
    stored = Stored(*row) if row else Stored()
    result = merged(stored, change)
    if result.answer != stored:
        db.execute(
            """
            INSERT INTO written_answer (interview_id, question, text, consent, revision, saved_at, chain)
            VALUES (:interview, :question, :text, :consent, :revision, :now, :chain)
            ON CONFLICT (interview_id, question) DO UPDATE SET text = excluded.text,
                consent = excluded.consent, revision = excluded.revision, saved_at = excluded.saved_at,
                chain = excluded.chain""",
            {
                "interview": interview_id,
                "question": change.question,
                "text": result.answer.text,
                "consent": result.answer.consent,
                "revision": result.answer.revision,
                "now": as_text(now),
                "chain": result.answer.chain,
            },
        )
    return result


def put_ratings(db: Database, interview_id: int, codes: Mapping[tuple[str, str], int | None]) -> None:
    """Store ratings by subject and question: 1 to 5, 0 for rather not said, None takes one back."""
    for (subject, question), code in codes.items():
        put_rating(db, interview_id, subject, question, code)


def record_turn(db: Database, interview_id: int, device: str, turn: int, most: int) -> None:
    """Store the turn of the last batch of a device; of more devices than `most` the oldest are forgotten."""
    db.execute(
        """
        INSERT INTO interview_device (interview_id, device, turn) VALUES (:interview, :device, :turn)
        ON CONFLICT (interview_id, device) DO UPDATE SET turn = max(turn, excluded.turn)""",
        {"interview": interview_id, "device": device, "turn": turn},
    )
    db.execute(
        """
        DELETE FROM interview_device WHERE interview_id = :interview AND device <> :device AND device NOT IN (
            SELECT device FROM interview_device WHERE interview_id = :interview AND device <> :device
            ORDER BY turn DESC, device LIMIT :others)""",
        {"interview": interview_id, "device": device, "others": most - 1},
    )


def receive(db: Database, interview_id: int, now: datetime) -> None:
    """Store that the interviewee handed in what they wrote."""
    db.execute(
        "UPDATE interview SET received_at = :now WHERE id = :id", {"id": interview_id, "now": as_text(now)}
    )
