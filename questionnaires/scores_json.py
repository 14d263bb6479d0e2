"""The scores as JSON: a stable form, unrounded, null where a figure is undefined, never NaN."""

from typing import Any

import msgspec

from questionnaires.scores import CapabilityScore, GroupCapability, GroupScores, Hidden, Picked, Scores

NOT_SHOWN = {"shown": False}
"""All that is said of what the threshold hides."""


def scores_json(scores: Scores) -> bytes:
    """Return the scores as indented UTF-8 JSON."""
    return msgspec.json.format(msgspec.json.encode(as_plain(scores)), indent=2) + b"\n"


def as_plain(scores: Scores) -> dict[str, Any]:
    """Return the scores as plain dictionaries and lists, in the published form."""
    return {
        "pack": {"id": scores.pack_id, "version": scores.pack_version},
        "threshold": scores.threshold,
        "respondents": scores.respondents,
        "overall": _cell(scores.overall),
        "components": {key: _cell(each) for key, each in scores.components.items()},
        "capabilities": {key: _capability(each) for key, each in scores.capabilities.items()},
        "groups": {
            column: {value: _group(each) for value, each in values.items()}
            for column, values in scores.groups.items()
        },
    }


def _cell(cell: object) -> Any:
    return NOT_SHOWN if isinstance(cell, Hidden) else msgspec.to_builtins(cell)


def _capability(each: CapabilityScore) -> dict[str, Any]:
    return {
        "current": _cell(each.current),
        "target": _cell(each.target),
        "importance": _cell(each.importance),
        "gap": _cell(each.gap),
        "picked": _picked(each.picked),
    }


def _picked(each: Picked | Hidden | None) -> Any:
    plain = _cell(each)
    return {**plain, "share": each.share} if isinstance(each, Picked) else plain


def _group(each: GroupScores | Hidden) -> dict[str, Any]:
    if isinstance(each, Hidden):
        return dict(NOT_SHOWN)
    return {
        "n": each.n,
        "shown": True,
        "components": {key: _cell(part) for key, part in each.components.items()},
        "capabilities": {key: _group_capability(cell) for key, cell in each.capabilities.items()},
    }


def _group_capability(each: GroupCapability) -> dict[str, Any]:
    return {"current": _cell(each.current), "target": _cell(each.target)}
