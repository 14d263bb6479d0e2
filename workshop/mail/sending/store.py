"""What the sender asks of the database: the next mail for itself alone, and what became of it."""

from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.mail import store
from workshop.mail.message import Sender

_WAITS = f"""{store.STATE} = 'waits' AND NOT EXISTS (
    SELECT 1 FROM deletion WHERE deletion.engagement_id = mail.engagement_id)"""
_NO_EARLIER_THAN = "coalesce(mail_attempt.next_at, '')"


def version(db: Database) -> int:
    """Return a number that changes whenever another connection has written something."""
    number: int = db.execute("PRAGMA data_version").fetchone()[0]
    return number


def next_due_at(db: Database, now: datetime) -> datetime | None:
    """Return when the next mail is to be tried, `now` if one is due; None where none waits."""
    row = db.execute(f"SELECT min({_NO_EARLIER_THAN}) FROM {store.FROM} WHERE {_WAITS}").fetchone()
    if row[0] is None:
        return None
    return max(from_text(row[0]), now) if row[0] else now


def sender_of(db: Database, mail_id: int) -> Sender:
    """Return who a mail is from; answers go to who wrote it, else to a consultant of the engagement."""
    rows = db.query(
        """
        SELECT engagement.consultancy, engagement.brand, engagement.accent, account.name, account.email
        FROM mail LEFT JOIN engagement ON engagement.id = mail.engagement_id
        LEFT JOIN account ON account.id = coalesce(
            (SELECT writer.id FROM account AS writer
             WHERE writer.id = mail.account_id AND mail.kind <> 'password'
                   AND writer.id NOT IN (SELECT account_id FROM account_closure)),
            (SELECT min(membership.account_id) FROM membership
             WHERE membership.engagement_id = mail.engagement_id
                   AND membership.account_id NOT IN (SELECT account_id FROM account_closure)))
        WHERE mail.id = :id""",
        {"id": mail_id},
    )
    row = next(iter(rows))
    if row["brand"] is None:
        return Sender(reply_name=row["name"] or "", reply_address=row["email"] or "")
    return Sender(row["consultancy"], row["name"] or "", row["email"] or "", row["brand"], row["accent"])


# What follows is called inside write().


def claim(db: Database, now: datetime, until: datetime) -> store.Mail | None:
    """Return the mail that is due longest, which no other sender gets before `until`; None if none is due.

    The claim counts as an attempt, so that a mail at which the program ends is not tried for ever.
    """
    row = db.execute(
        f"""
        SELECT mail.id, mail.engagement_id FROM {store.FROM}
        WHERE {_WAITS} AND {_NO_EARLIER_THAN} <= :now ORDER BY {_NO_EARLIER_THAN}, mail.id LIMIT 1""",
        {"now": as_text(now)},
    ).fetchone()
    if row is None:
        return None
    db.execute(
        """
        INSERT INTO mail_attempt (mail_id, tries, reason, next_at) VALUES (:id, 1, '', :until)
        ON CONFLICT (mail_id) DO UPDATE SET tries = mail_attempt.tries + 1, next_at = excluded.next_at""",
        {"id": row[0], "until": as_text(until)},
    )
    return store.mail(db, row[1], row[0])


def note_failure(db: Database, mail_id: int, reason: str, next_at: datetime | None) -> None:
    """Store why an attempt failed and when the next one may be made; None gives the mail up."""
    db.execute(
        "UPDATE mail_attempt SET reason = :reason, next_at = :next WHERE mail_id = :id",
        {"id": mail_id, "reason": reason, "next": None if next_at is None else as_text(next_at)},
    )
