"""An engagement is deleted: every row that belongs to it, and what the disk still held of them."""

from datetime import datetime

from sqlite_utils import Database

from workshop import erasure
from workshop.accounts.store import close_account
from workshop.database import write
from workshop.engagements.store import Engagement
from workshop.history.store import Actor, record
from workshop.transfer import store
from workshop.transfer.tables import BELONGING
from workshop.transfer.unsealed import refuse_unsealed


class NotExported(Exception):
    """Says that an engagement has no file yet in which it could live on."""


def delete(db: Database, engagement: Engagement, actor: Actor, now: datetime) -> bool:
    """Delete an engagement, close the accounts of its sponsors, and return whether the disk forgot it too.

    Raises NotExported or NotSealedYet, and then nothing has changed. The history outside engagements says
    who did it.
    """
    with write(db):
        if store.latest_export(db, engagement.id) is None:
            raise NotExported
        refuse_unsealed(db, engagement.id)
        erasure.begin(db)
        store.begin_deletion(db, engagement.id, actor.account_id, now)
        sponsors = store.sponsors(db, engagement.id)
        for account_id in sponsors:
            close_account(db, account_id, now)
        store.forget_mail_to(db, sponsors)
        for table in reversed(BELONGING):
            store.delete_rows(db, table, engagement.id)
        record(db, None, actor, "engagement", f"deleted the engagement of {engagement.client}", now)
    return erasure.complete(db)
