"""What the database keeps of mail, and the frozen records it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text

Kind = Literal["questionnaire", "interview", "session", "reminder", "quotes", "password"]
State = Literal["waits", "failed", "ended", "handed out", "sent"]
STATES: tuple[State, ...] = ("waits", "failed", "ended", "handed out", "sent")
"""What may have become of a mail; `ended`: it never went out, and its link opens nothing any more."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was written: its body holds the link with a marker in the place of the token.

    `engagement_id` is None for mails about accounts. `account_id` is who writes, and gets the answers; for a
    password link, whose account it is. `seed` is empty where there is no link. `reason` says why the last
    attempt failed, `next_at` when the next one may be made, None where there will be none.
    """

    id: int
    engagement_id: int | None
    person_id: int | None
    account_id: int | None
    kind: str
    name: str
    address: str
    subject: str
    body: str
    seed: str
    made_at: datetime
    state: State
    link_opens: bool
    delivered_at: datetime | None
    tries: int
    reason: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of mail says, with placeholders in braces."""

    subject: str
    body: str


# A link that was replaced, revoked or used has no row any more; a mail of nobody's is taken at its word.
_LINK_OPENS = """(
    mail.seed <> '' AND (
        (mail.person_id IS NULL AND mail.account_id IS NULL)
        OR EXISTS (SELECT 1 FROM personal_link
                   WHERE personal_link.person_id = mail.person_id AND personal_link.seed = mail.seed)
        OR EXISTS (SELECT 1 FROM password_link
                   WHERE password_link.account_id = mail.account_id AND password_link.seed = mail.seed)))"""

STATE = f"""CASE
    WHEN mail_delivery.how IS NOT NULL THEN mail_delivery.how
    WHEN mail.seed <> '' AND NOT {_LINK_OPENS} THEN 'ended'
    WHEN mail_attempt.mail_id IS NOT NULL AND mail_attempt.next_at IS NULL THEN 'failed'
    ELSE 'waits' END"""

FROM = """
    mail LEFT JOIN mail_delivery ON mail_delivery.mail_id = mail.id
         LEFT JOIN mail_attempt ON mail_attempt.mail_id = mail.id"""

_MAIL = f"""
    mail.id, mail.engagement_id, mail.person_id, mail.account_id, mail.kind, mail.name, mail.address,
    mail.subject, mail.body, mail.seed, mail.made_at, {STATE} AS state, {_LINK_OPENS} AS link_opens,
    mail_delivery.delivered_at, coalesce(mail_attempt.tries, 0) AS tries,
    coalesce(mail_attempt.reason, '') AS reason, mail_attempt.next_at"""


def mail(db: Database, engagement_id: int | None, mail_id: int) -> Mail | None:
    """Return a mail of an engagement (None: one about an account), or None."""
    rows = db.query(
        f"SELECT {_MAIL} FROM {FROM} WHERE mail.id = :id AND mail.engagement_id IS :engagement",
        {"id": mail_id, "engagement": engagement_id},
    )
    return next((_mail(row) for row in list(rows)), None)


def mails(
    db: Database,
    engagement_id: int | None,
    *,
    state: str | None = None,
    kind: str | None = None,
    after: int = 0,
    limit: int = 100,
) -> list[Mail]:
    """Return an engagement's latest mails (None: those about accounts), without the first `after` of them."""
    rows = db.query(
        f"""
        SELECT {_MAIL} FROM {FROM}
        WHERE mail.engagement_id IS :engagement
              AND (:kind IS NULL OR mail.kind = :kind) AND (:state IS NULL OR {STATE} = :state)
        ORDER BY mail.id DESC LIMIT :limit OFFSET :after""",
        {"engagement": engagement_id, "kind": kind, "state": state, "limit": limit, "after": after},
    )
    return [_mail(row) for row in rows]


def mails_to_pass_on(
    db: Database,
    engagement_id: int | None,
    states: Sequence[State],
    *,
    kind: str | None = None,
    upto: int | None = None,
) -> list[Mail]:
    """Return every mail of an engagement in one of these states, up to mail `upto`, the first one first."""
    rows = db.query(
        f"""
        SELECT {_MAIL} FROM {FROM}
        WHERE mail.engagement_id IS :engagement AND mail.id <= :upto AND (:kind IS NULL OR mail.kind = :kind)
        ORDER BY mail.id""",
        {"engagement": engagement_id, "kind": kind, "upto": 1 << 62 if upto is None else upto},
    )
    return [each for each in map(_mail, rows) if each.state in states]


def counts(db: Database, engagement_id: int | None) -> dict[tuple[State, str], int]:
    """Return how many mails there are of each state and kind."""
    rows = db.query(
        f"""
        SELECT {STATE} AS state, mail.kind, count(*) AS number FROM {FROM}
        WHERE mail.engagement_id IS :engagement GROUP BY 1, 2""",
        {"engagement": engagement_id},
    )
    return {(row["state"], row["kind"]): row["number"] for row in rows}


def recipients(db: Database, engagement_id: int) -> list[tuple[int, str]]:
    """Return the number and name of everyone in an engagement, by name."""
    rows = db.query(
        "SELECT id, name FROM person WHERE engagement_id = :id ORDER BY name, id", {"id": engagement_id}
    )
    return [(row["id"], row["name"]) for row in rows]


def templates(db: Database, engagement_id: int) -> dict[str, Template]:
    """Return the texts that an engagement has of its own, by kind of mail."""
    rows = db.query(
        "SELECT kind, subject, body FROM mail_template WHERE engagement_id = :id", {"id": engagement_id}
    )
    return {row["kind"]: Template(row["subject"], row["body"]) for row in rows}


def _mail(row: dict[str, str]) -> Mail:
    return Mail(
        id=int(row["id"]),
        engagement_id=row["engagement_id"],  # type: ignore[arg-type]
        person_id=row["person_id"],  # type: ignore[arg-type]
        account_id=row["account_id"],  # type: ignore[arg-type]
        kind=row["kind"],
        name=row["name"],
        address=row["address"],
        subject=row["subject"],
        body=row["body"],
        seed=row["seed"],
        made_at=from_text(row["made_at"]),
        state=row["state"],  # type: ignore[arg-type]
        link_opens=bool(row["link_opens"]),
        delivered_at=_moment(row["delivered_at"]),
        tries=int(row["tries"]),
        reason=row["reason"],
        next_at=_moment(row["next_at"]),
    )


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None


# What follows is called inside write().


def add_mail(
    db: Database,
    *,
    engagement_id: int | None,
    person_id: int | None,
    account_id: int | None,
    kind: Kind,
    name: str,
    address: str,
    subject: str,
    body: str,
    seed: str,
    now: datetime,
) -> int:
    """Store a mail that waits to go out, and return its number.

    `subject` and `body` are as `writing.compose` returns them: the marker {token} stands for the token, which
    is made from `seed` when the mail is read or sent; a mail without a link has the seed "". The seed's link
    is stored in the same write(). `account_id` is who writes and gets the answers, see Mail.
    """
    row = db.execute(
        """
        INSERT INTO mail
            (engagement_id, person_id, account_id, kind, name, address, subject, body, seed, made_at)
        VALUES (:engagement, :person, :account, :kind, :name, :address, :subject, :body, :seed, :now)
        RETURNING id""",
        {
            "engagement": engagement_id,
            "person": person_id,
            "account": account_id,
            "kind": kind,
            "name": name,
            "address": address,
            "subject": subject,
            "body": body,
            "seed": seed,
            "now": as_text(now),
        },
    ).fetchone()
    return int(row[0])


def deliver(db: Database, mail_id: int, how: Literal["sent", "handed out"], now: datetime) -> bool:
    """Store that a mail went out, and return whether it had not before."""
    row = db.execute(
        """
        INSERT INTO mail_delivery (mail_id, how, delivered_at) VALUES (:id, :how, :now)
        ON CONFLICT (mail_id) DO NOTHING RETURNING mail_id""",
        {"id": mail_id, "how": how, "now": as_text(now)},
    ).fetchone()
    return row is not None


def try_again(db: Database, mail_id: int) -> None:
    """Let the sender begin anew with a mail that it gave up."""
    db.execute("DELETE FROM mail_attempt WHERE mail_id = :id AND next_at IS NULL", {"id": mail_id})


def put_template(db: Database, engagement_id: int, kind: str, template: Template) -> None:
    """Store the text of a kind of mail, in place of an earlier one."""
    db.execute(
        """
        INSERT INTO mail_template (engagement_id, kind, subject, body)
        VALUES (:engagement, :kind, :subject, :body)
        ON CONFLICT (engagement_id, kind) DO UPDATE SET subject = excluded.subject, body = excluded.body""",
        {
            "engagement": engagement_id,
            "kind": kind,
            "subject": template.subject,
            "body": template.body,
        },
    )


def remove_template(db: Database, engagement_id: int, kind: str) -> None:
    """Go back to the standard text of a kind of mail."""
    db.execute(
        "DELETE FROM mail_template WHERE engagement_id = :engagement AND kind = :kind",
        {"engagement": engagement_id, "kind": kind},
    )
