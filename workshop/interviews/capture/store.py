"""How the database keeps what is said in interviews while it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text
from workshop.interviews.store import Note


@dataclass(frozen=True, slots=True)
class Save:
    """The last save of a device for one thing: its number, and the revision of the note that it left.

    The revision is 0 where the note was joined with another text, which the device may not know of.
    """

    turn: int
    revision: int


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority that points can be given to."""

    id: int
    name: str


def priorities(db: Database, engagement_id: int) -> list[Priority]:
    """Return what the 100 points can be given to."""
    rows = db.execute(
        "SELECT id, name FROM priority WHERE engagement_id = :engagement ORDER BY place, id",
        {"engagement": engagement_id},
    ).fetchall()
    return [Priority(*row) for row in rows]


def last_save(db: Database, interview_id: int, device: str, subject: str) -> Save | None:
    """Return the last save of a device for one thing, or None."""
    row = db.execute(
        """
        SELECT turn, revision FROM interview_save
        WHERE interview_id = :id AND device = :device AND subject = :subject""",
        {"id": interview_id, "device": device, "subject": subject},
    ).fetchone()
    return Save(*row) if row else None


# What follows is called inside write().


def put_note(db: Database, note: Note) -> None:
    """Store a note in the place of the one that stood there."""
    db.execute(
        """
        INSERT INTO note (interview_id, interviewer_id, question, text, revision, seconds, saved_at)
        VALUES (:interview, :interviewer, :question, :text, :revision, :seconds, :at)
        ON CONFLICT (interview_id, question, interviewer_id) DO UPDATE SET
            text = excluded.text, revision = excluded.revision, seconds = excluded.seconds,
            saved_at = excluded.saved_at""",
        {
            "interview": note.interview_id,
            "interviewer": note.interviewer_id,
            "question": note.question,
            "text": note.text,
            "revision": note.revision,
            "seconds": note.seconds,
            "at": as_text(note.saved_at),
        },
    )


def put_rating(db: Database, interview_id: int, subject: str, question: str, code: int | None) -> None:
    """Store a rating: 1 to 5, 0 where it was declined; None takes it back."""
    which = {"interview": interview_id, "subject": subject, "question": question}
    if code is None:
        db.execute(
            """
            DELETE FROM interview_rating
            WHERE interview_id = :interview AND subject = :subject AND question = :question""",
            which,
        )
        return
    db.execute(
        """
        INSERT INTO interview_rating (interview_id, subject, question, code)
        VALUES (:interview, :subject, :question, :code)
        ON CONFLICT (interview_id, subject, question) DO UPDATE SET code = excluded.code""",
        which | {"code": code},
    )


def put_points(db: Database, interview_id: int, points: Mapping[int, int]) -> None:
    """Store how the 100 points were given, by priority; none takes them back."""
    db.execute("DELETE FROM interview_points WHERE interview_id = :id", {"id": interview_id})
    for priority_id, given in points.items():
        db.execute(
            """
            INSERT INTO interview_points (interview_id, priority_id, points)
            VALUES (:id, :priority, :points)""",
            {"id": interview_id, "priority": priority_id, "points": given},
        )


def record_save(db: Database, interview_id: int, device: str, subject: str, save: Save) -> None:
    """Remember the last save of a device for one thing."""
    db.execute(
        """
        INSERT INTO interview_save (interview_id, device, subject, turn, revision)
        VALUES (:id, :device, :subject, :turn, :revision)
        ON CONFLICT (interview_id, device, subject) DO UPDATE SET
            turn = excluded.turn, revision = excluded.revision""",
        {
            "id": interview_id,
            "device": device,
            "subject": subject,
            "turn": save.turn,
            "revision": save.revision,
        },
    )


def forget_saves(db: Database, interview_id: int, most: int) -> None:
    """Forget the saves of an interview but the latest ones."""
    db.execute(
        """
        DELETE FROM interview_save WHERE interview_id = :id AND turn <= (
            SELECT turn FROM interview_save WHERE interview_id = :id
            ORDER BY turn DESC LIMIT 1 OFFSET :most)""",
        {"id": interview_id, "most": most},
    )


def begin(db: Database, interview_id: int, now: datetime) -> bool:
    """Let an interview be under way from now on; return whether it was not."""
    begun = db.execute(
        "UPDATE interview SET begun_at = :now WHERE id = :id AND begun_at IS NULL AND done_at IS NULL",
        {"id": interview_id, "now": as_text(now)},
    )
    return begun.rowcount > 0


def finish(db: Database, interview_id: int, now: datetime) -> bool:
    """Let an interview be done; return whether it was not."""
    done = db.execute(
        "UPDATE interview SET done_at = :now WHERE id = :id AND done_at IS NULL",
        {"id": interview_id, "now": as_text(now)},
    )
    return done.rowcount > 0


def reopen(db: Database, interview_id: int, now: datetime) -> bool:
    """Let an interview that was done be under way again; return whether it was done."""
    opened = db.execute(
        "UPDATE interview SET done_at = NULL, begun_at = :now WHERE id = :id AND done_at IS NOT NULL",
        {"id": interview_id, "now": as_text(now)},
    )
    return opened.rowcount > 0
