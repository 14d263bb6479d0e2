"""A dossier as JSON, complete: every figure as it is printed, and all that documents are made of.

What is hidden is told as hidden, with nothing behind it: a dossier holds gated figures only. Of pictures and
templates there is the fingerprint.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec

from questionnaires.pack import MethodPack
from questionnaires.scores import Hidden, Scores
from questionnaires.scores_json import NOT_SHOWN, as_plain
from reports.dossier import Dossier
from reports.figures import figures

FORMAT = 1
"""What this form is called; it changes when what is read of it does."""


def dossier_json(dossier: Dossier) -> bytes:
    """Return a dossier as UTF-8 JSON; the same dossier gives the same bytes."""
    plain = {each.name: _plain(getattr(dossier, each.name)) for each in fields(dossier)}
    told = {"format": FORMAT, "figures": [_plain(each) for each in figures(dossier)], **plain}
    return msgspec.json.encode(told)


def fingerprint(dossier: Dossier) -> str:
    """Return what changes when anything that a document is made of does."""
    return hashlib.sha256(dossier_json(dossier)).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: dictionaries, lists, texts and numbers."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Hidden):
        return dict(NOT_SHOWN)
    if isinstance(value, Scores):
        return as_plain(value)
    if isinstance(value, MethodPack):
        return _pack(value)
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return msgspec.to_builtins(value)


def _pack(pack: MethodPack) -> dict[str, Any]:
    """Return what documents print of the method: its components and capabilities, with their levels."""
    return {
        "id": pack.id,
        "version": pack.version,
        "function": pack.function,
        "components": msgspec.to_builtins(pack.components),
    }
