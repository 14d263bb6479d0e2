"""What the database keeps of accounts and of who is signed in, and the frozen records it gives back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.history.store import Actor

Role = Literal["administrator", "consultant", "sponsor"]


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in; a closed account may not, one without a password may not yet."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    closed: bool
    has_password: bool

    @property
    def actor(self) -> Actor:
        """Return the account as the one who does something."""
        return Actor(self.id, self.name)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is signed in, and with which account."""

    hash: str
    account: Account
    begun_at: datetime
    seen_at: datetime
    browser: str


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A link that sets a password once; its token is made from the seed."""

    seed: str
    made_at: datetime
    expires_at: datetime


_ACCOUNT = """
    account.id, account.email, account.name, account.role, account.created_at,
    EXISTS (SELECT 1 FROM account_closure WHERE account_closure.account_id = account.id) AS closed,
    EXISTS (SELECT 1 FROM password WHERE password.account_id = account.id) AS has_password"""


def account(db: Database, account_id: int) -> Account | None:
    """Return an account, or None."""
    return _one(db, "account.id = :it", account_id)


def account_by_email(db: Database, email: str) -> Account | None:
    """Return the account with an address, in whatever case it was typed, or None."""
    return _one(db, "account.email = :it", plain_email(email))


def accounts(db: Database) -> list[Account]:
    """Return every account by name."""
    rows = db.query(f"SELECT {_ACCOUNT} FROM account ORDER BY account.name, account.id")
    return [_account(row) for row in rows]


def last_seen(db: Database) -> dict[int, datetime]:
    """Return when each account was last here; one that never was is missing."""
    rows = db.query("SELECT account_id, seen_at FROM account_visit")
    return {int(row["account_id"]): from_text(row["seen_at"]) for row in rows}


def has_other_administrator(db: Database, account_id: int) -> bool:
    """Return whether an administrator beside this account can sign in."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1 FROM account JOIN password ON password.account_id = account.id
            WHERE account.role = 'administrator' AND account.id <> :id
                  AND account.id NOT IN (SELECT account_id FROM account_closure))""",
        {"id": account_id},
    ).fetchone()
    return bool(row[0])


def is_empty(db: Database) -> bool:
    """Return whether no account was ever made."""
    return not db.execute("SELECT EXISTS (SELECT 1 FROM account)").fetchone()[0]


def password_hash(db: Database, account_id: int) -> str | None:
    """Return the hash of an account's password, or None where it has yet to choose one."""
    row = db.execute("SELECT hash FROM password WHERE account_id = :id", {"id": account_id}).fetchone()
    return str(row[0]) if row else None


def signed_in(
    db: Database, token_hash: str, now: datetime, idle: timedelta, longest: timedelta
) -> SignIn | None:
    """Return who is signed in under the hash of a cookie's token; None where that ended or never was."""
    rows = db.query(
        f"""
        SELECT hash, begun_at, seen_at, browser, {_ACCOUNT}
        FROM sign_in JOIN account ON account.id = sign_in.account_id
        WHERE hash = :hash AND seen_at > :idle AND begun_at > :longest""",
        {"hash": token_hash, "idle": as_text(now - idle), "longest": as_text(now - longest)},
    )
    found = next((_sign_in(row) for row in list(rows)), None)
    return None if found is None or found.account.closed else found


def sign_ins(
    db: Database, account_id: int, now: datetime, idle: timedelta, longest: timedelta
) -> list[SignIn]:
    """Return where an account is signed in, the latest seen first."""
    rows = db.query(
        f"""
        SELECT hash, begun_at, seen_at, browser, {_ACCOUNT}
        FROM sign_in JOIN account ON account.id = sign_in.account_id
        WHERE account.id = :id AND seen_at > :idle AND begun_at > :longest ORDER BY seen_at DESC, hash""",
        {"id": account_id, "idle": as_text(now - idle), "longest": as_text(now - longest)},
    )
    return [_sign_in(row) for row in rows]


def account_behind_link(db: Database, token_hash: str, now: datetime) -> Account | None:
    """Return the account whose password a link may set; None where it was used, replaced or ran out."""
    rows = db.query(
        f"""
        SELECT {_ACCOUNT} FROM password_link JOIN account ON account.id = password_link.account_id
        WHERE hash = :hash AND expires_at > :now""",
        {"hash": token_hash, "now": as_text(now)},
    )
    found = next((_account(row) for row in list(rows)), None)
    return None if found is None or found.closed else found


def password_link(db: Database, account_id: int, now: datetime) -> PasswordLink | None:
    """Return the link that may set an account's password, or None."""
    rows = db.query(
        "SELECT seed, made_at, expires_at FROM password_link WHERE account_id = :id AND expires_at > :now",
        {"id": account_id, "now": as_text(now)},
    )
    row = next(iter(list(rows)), None)
    if row is None:
        return None
    return PasswordLink(row["seed"], from_text(row["made_at"]), from_text(row["expires_at"]))


def accounts_with_links(db: Database, now: datetime) -> set[int]:
    """Return the accounts whose password a link may set."""
    rows = db.query("SELECT account_id FROM password_link WHERE expires_at > :now", {"now": as_text(now)})
    return {int(row["account_id"]) for row in rows}


def is_set_up_link(db: Database, token_hash: str) -> bool:
    """Return whether a link may make the first administrator: it is the latest, and there is no account."""
    row = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM set_up_link WHERE hash = :hash)
               AND NOT EXISTS (SELECT 1 FROM account)""",
        {"hash": token_hash},
    ).fetchone()
    return bool(row[0])


def plain_email(typed: str) -> str:
    """Return an address as accounts keep it: without blanks around it, in small letters."""
    return typed.strip().lower()


def _one(db: Database, where: str, it: object) -> Account | None:
    rows = db.query(f"SELECT {_ACCOUNT} FROM account WHERE {where}", {"it": it})
    return next((_account(row) for row in list(rows)), None)


def _account(row: dict[str, object]) -> Account:
    return Account(
        id=row["id"],  # type: ignore[arg-type]
        email=str(row["email"]),
        name=str(row["name"]),
        role=row["role"],  # type: ignore[arg-type]
        created_at=from_text(str(row["created_at"])),
        closed=bool(row["closed"]),
        has_password=bool(row["has_password"]),
    )


def _sign_in(row: dict[str, object]) -> SignIn:
    return SignIn(
        str(row["hash"]),
        _account(row),
        from_text(str(row["begun_at"])),
        from_text(str(row["seen_at"])),
        str(row["browser"]),
    )


# What follows is called inside write().


def add_account(db: Database, *, email: str, name: str, role: Role, now: datetime) -> int:
    """Store an account without a password and return its number; its address must not be taken."""
    row = db.execute(
        """
        INSERT INTO account (email, name, role, created_at)
        VALUES (:email, :name, :role, :now) RETURNING id""",
        {"email": plain_email(email), "name": name.strip(), "role": role, "now": as_text(now)},
    ).fetchone()
    identity: int = row[0]
    return identity


def set_name(db: Database, account_id: int, name: str) -> None:
    """Store how someone is called from now on."""
    db.execute("UPDATE account SET name = :name WHERE id = :id", {"id": account_id, "name": name.strip()})


def set_role(db: Database, account_id: int, role: Role) -> None:
    """Store what someone may do from now on."""
    db.execute("UPDATE account SET role = :role WHERE id = :id", {"id": account_id, "role": role})


def set_password(db: Database, account_id: int, hash: str, now: datetime) -> None:  # noqa: A002
    """Store the hash of a new password; every sign-in and every link to set one ends with it."""
    db.execute(
        """
        INSERT INTO password (account_id, hash, set_at) VALUES (:id, :hash, :now)
        ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at""",
        {"id": account_id, "hash": hash, "now": as_text(now)},
    )
    db.execute("DELETE FROM password_link WHERE account_id = :id", {"id": account_id})
    end_sign_ins(db, account_id)


def close_account(db: Database, account_id: int, now: datetime) -> None:
    """Keep someone out from now on, wherever they are signed in and whatever link they hold."""
    db.execute(
        """
        INSERT INTO account_closure (account_id, closed_at) VALUES (:id, :now)
        ON CONFLICT (account_id) DO NOTHING""",
        {"id": account_id, "now": as_text(now)},
    )
    db.execute("DELETE FROM password_link WHERE account_id = :id", {"id": account_id})
    end_sign_ins(db, account_id)


def open_account(db: Database, account_id: int) -> None:
    """Let someone in again; their password is as it was."""
    db.execute("DELETE FROM account_closure WHERE account_id = :id", {"id": account_id})


def put_password_link(
    db: Database,
    account_id: int,
    *,
    seed: str,
    hash: str,  # noqa: A002
    now: datetime,
    good_for: timedelta,
) -> None:
    """Store a link that sets an account's password once, in place of an earlier one."""
    db.execute(
        """
        INSERT INTO password_link (account_id, seed, hash, made_at, expires_at)
        VALUES (:id, :seed, :hash, :now, :expires)
        ON CONFLICT (account_id) DO UPDATE SET
            seed = excluded.seed, hash = excluded.hash, made_at = excluded.made_at,
            expires_at = excluded.expires_at""",
        {
            "id": account_id,
            "seed": seed,
            "hash": hash,
            "now": as_text(now),
            "expires": as_text(now + good_for),
        },
    )


def put_set_up_link(db: Database, hash: str, now: datetime) -> None:  # noqa: A002
    """Store the link that makes the first administrator, in place of an earlier one."""
    db.execute(
        """
        INSERT INTO set_up_link (only, hash, made_at) VALUES (1, :hash, :now)
        ON CONFLICT (only) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at""",
        {"hash": hash, "now": as_text(now)},
    )


def remove_set_up_link(db: Database) -> None:
    """Forget the link that made the first administrator."""
    db.execute("DELETE FROM set_up_link")


def begin_sign_in(db: Database, account_id: int, *, hash: str, browser: str, now: datetime) -> None:  # noqa: A002
    """Store that a browser is signed in."""
    db.execute(
        """
        INSERT INTO sign_in (hash, account_id, begun_at, seen_at, browser)
        VALUES (:hash, :id, :now, :now, :browser)""",
        {"hash": hash, "id": account_id, "now": as_text(now), "browser": browser[:80]},
    )
    _see(db, account_id, now)


def see_sign_in(db: Database, sign_in: SignIn, now: datetime) -> None:
    """Store that a browser that is signed in was there."""
    db.execute(
        "UPDATE sign_in SET seen_at = :now WHERE hash = :hash", {"hash": sign_in.hash, "now": as_text(now)}
    )
    _see(db, sign_in.account.id, now)


def _see(db: Database, account_id: int, now: datetime) -> None:
    db.execute(
        """
        INSERT INTO account_visit (account_id, seen_at) VALUES (:id, :now)
        ON CONFLICT (account_id) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)""",
        {"id": account_id, "now": as_text(now)},
    )


def end_sign_in(db: Database, account_id: int, hash: str) -> bool:  # noqa: A002
    """Sign one of an account's browsers out, and return whether it was signed in."""
    row = db.execute(
        "DELETE FROM sign_in WHERE hash = :hash AND account_id = :id RETURNING hash",
        {"hash": hash, "id": account_id},
    ).fetchone()
    return row is not None


def end_sign_ins(db: Database, account_id: int, *, but: str = "") -> None:
    """Sign an account out everywhere, but for the browser with this hash."""
    db.execute("DELETE FROM sign_in WHERE account_id = :id AND hash <> :but", {"id": account_id, "but": but})


def forget_old_sign_ins(db: Database, before: datetime) -> None:
    """Delete what is left of browsers that were last seen before a moment."""
    db.execute("DELETE FROM sign_in WHERE seen_at < :before", {"before": as_text(before)})
