"""The packs that waves ask: frozen with the launch, and decoded once for each process."""

from typing import Any

import msgspec
from flask import current_app
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from workshop.waves.store import Wave, pack_text

_KEPT = 32


def frozen_pack(db: Database, wave: Wave) -> MethodPack:
    """Return the pack of a wave; that of a launched one is kept, for it never changes."""
    if wave.launched_at is None:
        return decoded_pack(db, wave.id)
    kept: dict[Any, MethodPack] = current_app.extensions.setdefault("packs", {})
    key = (wave.id, wave.created_at, wave.launched_at, wave.pack_id, wave.pack_version)
    if key not in kept:
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = decoded_pack(db, wave.id)
    return kept[key]


def decoded_pack(db: Database, wave_id: int) -> MethodPack:
    """Return the pack of a wave as it is stored, for where there is no app to keep it at hand."""
    return msgspec.json.decode(pack_text(db, wave_id), type=MethodPack)
