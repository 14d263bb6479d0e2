"""One round of sending: every mail that is due, each claimed before and noted after it is handed over.

No transaction is open while the network is waited for. A mail goes out at least once: one that was handed
over just before the program was killed goes out again, with the same number in its header.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from sqlite_utils import Database

from workshop.database import write
from workshop.mail.message import message
from workshop.mail.sending import store
from workshop.mail.sending.post import Post, Undelivered
from workshop.mail.settings import Smtp, mailable
from workshop.mail.store import Mail, deliver

RETRIES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120))
"""How long after each failure a mail is tried again; after the next one it is given up."""
LEASE = timedelta(minutes=15)
"""How long a mail is left to the sender that claimed it: longer than any talk with a server."""


@dataclass(frozen=True, slots=True)
class Way:
    """What mails leave by: the server, the app's public address, and the key that links are made with."""

    server: Smtp
    public: str
    key: str

    @property
    def host(self) -> str:
        """Return the host of the public address as mail servers write it: a number goes in brackets."""
        host = urlsplit(self.public).hostname or "localhost"
        try:
            return f"[IPv6:{host}]" if ip_address(host).version == 6 else f"[{host}]"
        except ValueError:
            return host


def present() -> datetime:
    """Return the moment it is."""
    return datetime.now(UTC)


def send_due(
    db: Database,
    way: Way,
    post: Post,
    *,
    clock: Callable[[], datetime] = present,
    stopped: Callable[[], bool] = bool,
) -> int:
    """Send every mail that is due and return how many went out.

    The round ends early where the server cannot be reached, which the next mail would only find out again,
    and once `stopped` says so.
    """
    sent = 0
    while not stopped():
        now = clock()
        with write(db):
            mail = store.claim(db, now, now + LEASE)
        if mail is None:
            break
        failure = _handed_over(db, way, post, mail, now)
        now = clock()
        with write(db):
            if failure is None:
                deliver(db, mail.id, "sent", now)
            else:
                store.note_failure(db, mail.id, failure.reason, _next_try(mail, failure, now))
        if failure is None:
            sent += 1
        elif failure.unreachable:
            break
    return sent


def _handed_over(db: Database, way: Way, post: Post, mail: Mail, now: datetime) -> Undelivered | None:
    """Hand a claimed mail over and return None, or why it was not taken."""
    if mail.tries > len(RETRIES) + 1:
        return Undelivered("The program ended each time while it sent this mail.", for_good=True)
    try:
        made = message(mail, store.sender_of(db, mail.id), way.server, way.host, way.key, now)
        post.send(made, mailable(mail.address))
    except Undelivered as failure:
        return failure
    except ValueError:  # what the mail library says of a name or an address it cannot write
        return Undelivered("This address or name cannot be written in a mail; correct it.", for_good=True)
    return None


def _next_try(mail: Mail, failure: Undelivered, now: datetime) -> datetime | None:
    if failure.for_good or mail.tries > len(RETRIES):
        return None
    return now + RETRIES[mail.tries - 1]
