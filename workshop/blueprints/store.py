"""What the database keeps of documents: drafts, issues, and which of these sponsors may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from reports.layout import VARIANTS, Variant
from workshop.dates import as_text, from_text
from workshop.history.store import Actor


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was made: of which variant, from which wave, when, and how large it is in bytes.

    `fingerprint` is that of the dossier it was made of.
    """

    variant: Variant
    wave: int
    made_at: datetime
    fingerprint: str
    size: int


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue: its number within its variant, its day, by whom, what changed, and when it was released.

    `released_at` is None while sponsors cannot have it.
    """

    id: int
    variant: Variant
    number: int
    wave: int
    on: date
    at: datetime
    by: str
    size: int
    released_at: datetime | None
    changes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what it is called: Blueprint, issue 2."""
        return f"{VARIANTS[self.variant]}, issue {self.number}"


@dataclass(frozen=True, slots=True)
class Wish:
    """That a variant is to be issued, and who said so."""

    variant: Variant
    by: Actor


def mark(db: Database, engagement_id: int) -> int:
    """Return the number that is another one after each change that no document under way may miss."""
    row = db.execute(
        "SELECT mark FROM document_mark WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()
    return int(row[0])


def drafts(db: Database, engagement_id: int) -> dict[Variant, Draft]:
    """Return the drafts of an engagement, by variant."""
    rows = db.query(
        """
        SELECT variant, wave, made_at, fingerprint, length(docx) AS size FROM document_draft
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    )
    found = [Draft(**{**row, "made_at": from_text(row["made_at"])}) for row in rows]
    return {each.variant: each for each in found}


def draft_docx(db: Database, engagement_id: int, variant: Variant) -> bytes | None:
    """Return the file of a draft, or None."""
    row = db.execute(
        "SELECT docx FROM document_draft WHERE engagement_id = :engagement AND variant = :variant",
        {"engagement": engagement_id, "variant": variant},
    ).fetchone()
    return None if row is None else bytes(row[0])


_ISSUE = """
    SELECT issue.id, variant, number, wave, issued_on, issued_at, issued_by, length(docx) AS size, released_at
    FROM issue LEFT JOIN issue_release ON issue_release.issue_id = issue.id"""


def issues(db: Database, engagement_id: int, *, released: bool = False) -> list[Issued]:
    """Return the issues of an engagement, the latest first; with `released` those that sponsors may have."""
    rows = list(
        db.query(
            f"""{_ISSUE} WHERE engagement_id = :engagement AND (:all = 1 OR released_at IS NOT NULL)
            ORDER BY issued_at DESC, issue.id DESC""",
            {"engagement": engagement_id, "all": int(not released)},
        )
    )
    said = _changes(db, engagement_id)
    return [_issued(row, said.get(row["id"], ())) for row in rows]


def issue(db: Database, engagement_id: int, variant: str, number: int) -> Issued | None:
    """Return one issue of an engagement, or None."""
    rows = db.query(
        f"{_ISSUE} WHERE engagement_id = :engagement AND variant = :variant AND number = :number",
        {"engagement": engagement_id, "variant": variant, "number": number},
    )
    row = next(iter(list(rows)), None)
    return None if row is None else _issued(row, _changes(db, engagement_id).get(row["id"], ()))


def latest_issue(db: Database, engagement_id: int, variant: str) -> Issued | None:
    """Return the latest issue of a variant, or None."""
    row = db.execute(
        "SELECT max(number) FROM issue WHERE engagement_id = :engagement AND variant = :variant",
        {"engagement": engagement_id, "variant": variant},
    ).fetchone()
    return issue(db, engagement_id, variant, int(row[0])) if row[0] else None


def latest_released(db: Database, engagement_id: int, variant: str) -> Issued | None:
    """Return the latest issue of a variant that sponsors may have, or None."""
    row = db.execute(
        """
        SELECT max(number) FROM issue JOIN issue_release ON issue_release.issue_id = issue.id
        WHERE engagement_id = :engagement AND variant = :variant""",
        {"engagement": engagement_id, "variant": variant},
    ).fetchone()
    return issue(db, engagement_id, variant, int(row[0])) if row[0] else None


def issue_docx(db: Database, issue_id: int) -> bytes:
    """Return the file of an issue; whose it is was asked before."""
    return bytes(db.execute("SELECT docx FROM issue WHERE id = :id", {"id": issue_id}).fetchone()[0])


def issue_dossier(db: Database, issue_id: int) -> bytes:
    """Return the dossier that an issue was made of, as JSON; whose it is was asked before."""
    row = db.execute("SELECT dossier FROM issue WHERE id = :id", {"id": issue_id}).fetchone()
    return str(row[0]).encode()


def how_many(db: Database, engagement_id: int) -> int:
    """Return how many issues an engagement has."""
    row = db.execute(
        "SELECT count(*) FROM issue WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()
    return int(row[0])


def wish(db: Database, engagement_id: int, variant: str) -> Wish | None:
    """Return the wish that a variant be issued, or None."""
    rows = db.query(
        """
        SELECT variant, account_id, wished_by FROM issue_wish
        WHERE engagement_id = :engagement AND variant = :variant""",
        {"engagement": engagement_id, "variant": variant},
    )
    return next(
        (Wish(row["variant"], Actor(row["account_id"], row["wished_by"])) for row in list(rows)), None
    )


def _changes(db: Database, engagement_id: int) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for row in db.query(
        """
        SELECT issue_id, text FROM issue_change JOIN issue ON issue.id = issue_change.issue_id
        WHERE engagement_id = :engagement ORDER BY issue_id, place""",
        {"engagement": engagement_id},
    ):
        found.setdefault(row["issue_id"], []).append(row["text"])
    return {key: tuple(texts) for key, texts in found.items()}


def _issued(row: dict[str, str], changes: tuple[str, ...]) -> Issued:
    released = row["released_at"]
    return Issued(
        id=int(row["id"]),
        variant=row["variant"],  # type: ignore[arg-type]
        number=int(row["number"]),
        wave=int(row["wave"]),
        on=date.fromisoformat(row["issued_on"]),
        at=from_text(row["issued_at"]),
        by=row["issued_by"],
        size=int(row["size"]),
        released_at=from_text(released) if released else None,
        changes=changes,
    )


# What follows is called inside write().


def put_draft(
    db: Database, engagement_id: int, variant: str, wave: int, fingerprint: str, docx: bytes, now: datetime
) -> None:
    """Store a draft in place of the one before."""
    db.execute(
        """
        INSERT INTO document_draft (engagement_id, variant, wave, made_at, fingerprint, docx)
        VALUES (:engagement, :variant, :wave, :now, :fingerprint, :docx)
        ON CONFLICT (engagement_id, variant) DO UPDATE SET wave = excluded.wave, made_at = excluded.made_at,
            fingerprint = excluded.fingerprint, docx = excluded.docx""",
        {"engagement": engagement_id, "variant": variant, "wave": wave, "now": as_text(now)}
        | {"fingerprint": fingerprint, "docx": docx},
    )


def put_wish(db: Database, engagement_id: int, variant: str, by: Actor, now: datetime) -> None:
    """Store who wishes that a variant be issued; who asks again is its author from then on."""
    db.execute(
        """
        INSERT INTO issue_wish (engagement_id, variant, account_id, wished_by, wished_at)
        VALUES (:engagement, :variant, :account, :by, :now)
        ON CONFLICT (engagement_id, variant) DO UPDATE SET account_id = excluded.account_id,
            wished_by = excluded.wished_by, wished_at = excluded.wished_at""",
        {"engagement": engagement_id, "variant": variant, "account": by.account_id, "by": by.name}
        | {"now": as_text(now)},
    )


def remove_wish(db: Database, engagement_id: int, variant: str) -> None:
    """Forget who wishes that a variant be issued."""
    db.execute(
        "DELETE FROM issue_wish WHERE engagement_id = :engagement AND variant = :variant",
        {"engagement": engagement_id, "variant": variant},
    )


def add_issue(
    db: Database, engagement_id: int, variant: str, number: int, *, wave: int, on: date, by: Actor,
    dossier: str, docx: bytes, changes: Sequence[str], now: datetime,
) -> int:  # fmt: skip
    """Store an issue, which stays as it is, and return the number of its row."""
    row = db.execute(
        """
        INSERT INTO issue (engagement_id, variant, number, wave, issued_on, issued_at, account_id, issued_by,
            dossier, docx)
        VALUES (:engagement, :variant, :number, :wave, :on, :now, :account, :by, :dossier, :docx)
        RETURNING id""",
        {"engagement": engagement_id, "variant": variant, "number": number, "wave": wave}
        | {"on": on.isoformat(), "now": as_text(now), "account": by.account_id, "by": by.name}
        | {"dossier": dossier, "docx": docx},
    ).fetchone()
    db.conn.executemany(
        "INSERT INTO issue_change (issue_id, place, text) VALUES (?, ?, ?)",
        [(int(row[0]), place, text) for place, text in enumerate(changes, 1)],  # type: ignore[arg-type]
    )
    return int(row[0])


def release(db: Database, issue_id: int, account_id: int, now: datetime) -> None:
    """Store that sponsors may have an issue from now on."""
    db.execute(
        """
        INSERT INTO issue_release (issue_id, released_at, account_id) VALUES (:issue, :now, :account)
        ON CONFLICT (issue_id) DO NOTHING""",
        {"issue": issue_id, "now": as_text(now), "account": account_id},
    )


def withdraw(db: Database, issue_id: int) -> None:
    """Take an issue back from sponsors; whoever has it has it."""
    db.execute("DELETE FROM issue_release WHERE issue_id = :issue", {"issue": issue_id})
