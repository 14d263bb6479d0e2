"""What the database keeps of who has access to an engagement."""

from dataclasses import dataclass

from sqlite_utils import Database

from workshop.accounts.store import Account, accounts


@dataclass(frozen=True, slots=True)
class Members:
    """The accounts of an engagement, by name; `colleagues` could become its consultants."""

    consultants: tuple[Account, ...]
    sponsors: tuple[Account, ...]
    colleagues: tuple[Account, ...]

    def may_leave(self, account_id: int) -> bool:
        """Return whether a consultant with an open account stays when this one goes."""
        return any(each.id != account_id and not each.closed for each in self.consultants)


def members(db: Database, engagement_id: int) -> Members:
    """Return who has access to an engagement, and which colleagues could have."""
    which = {"engagement": engagement_id}
    rows = db.query("SELECT account_id FROM membership WHERE engagement_id = :engagement", which)
    consulting = {row["account_id"] for row in rows}
    rows = db.query("SELECT account_id FROM sponsorship WHERE engagement_id = :engagement", which)
    sponsoring = {row["account_id"] for row in rows}
    everyone = accounts(db)
    return Members(
        tuple(each for each in everyone if each.id in consulting),
        tuple(each for each in everyone if each.id in sponsoring),
        tuple(
            each
            for each in everyone
            if each.id not in consulting and each.role != "sponsor" and not each.closed
        ),
    )


def consultant_names(db: Database, engagement_id: int) -> tuple[str, ...]:
    """Return the names of an engagement's consultants who may still sign in."""
    rows = db.query(
        """
        SELECT name FROM account JOIN membership ON membership.account_id = account.id
        WHERE membership.engagement_id = :engagement
            AND NOT EXISTS (SELECT 1 FROM account_closure WHERE account_closure.account_id = account.id)
        ORDER BY name, account.id""",
        {"engagement": engagement_id},
    )
    return tuple(row["name"] for row in rows)


def sponsors_somewhere(db: Database, account_id: int) -> bool:
    """Return whether an account belongs to a sponsor of any engagement."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM sponsorship WHERE account_id = :id)", {"id": account_id}
    ).fetchone()
    return bool(row[0])


# What follows is called inside write().


def remove_consultant(db: Database, engagement_id: int, account_id: int) -> None:
    """Take an engagement away from one of its consultants."""
    db.execute(
        "DELETE FROM membership WHERE engagement_id = :engagement AND account_id = :account",
        {"engagement": engagement_id, "account": account_id},
    )


def add_sponsor(db: Database, engagement_id: int, account_id: int) -> None:
    """Let a sponsor's account, which belongs to no engagement yet, see this one."""
    db.execute(
        "INSERT INTO sponsorship (account_id, engagement_id) VALUES (:account, :engagement)",
        {"engagement": engagement_id, "account": account_id},
    )


def remove_sponsor(db: Database, engagement_id: int, account_id: int) -> None:
    """Take an engagement away from a sponsor."""
    db.execute(
        "DELETE FROM sponsorship WHERE engagement_id = :engagement AND account_id = :account",
        {"engagement": engagement_id, "account": account_id},
    )
