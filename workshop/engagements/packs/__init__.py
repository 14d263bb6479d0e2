"""The method of an engagement: the shipped pack, until something rests on it and it is kept as it was."""

from datetime import datetime

import msgspec
from flask import current_app, has_app_context
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.engagements.methods import shipped
from workshop.engagements.packs import store
from workshop.engagements.store import Engagement

_KEPT = 32


def engagement_pack(db: Database, engagement: Engagement) -> MethodPack:
    """Return the pack that interviews, priorities, documents and worksheets of an engagement rest on."""
    frozen_at = store.frozen_at(db, engagement.id)
    if frozen_at is None:
        return shipped(engagement.pack)
    # A job works beside the app: it reads the pack anew.
    kept: dict[tuple[int, str], MethodPack] = (
        current_app.extensions.setdefault("engagement_packs", {}) if has_app_context() else {}
    )
    key = (engagement.id, frozen_at)
    if key not in kept:
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = msgspec.json.decode(store.pack_text(db, engagement.id), type=MethodPack)
    return kept[key]


def freeze_pack(db: Database, engagement: Engagement, now: datetime) -> None:
    """Keep the pack as it is from now on, inside the write() of the first thing that rests on it."""
    if store.frozen_at(db, engagement.id) is None:
        pack = shipped(engagement.pack)
        text = msgspec.json.encode(pack).decode()
        store.put_pack(db, engagement.id, pack.id, pack.version, text, now)
