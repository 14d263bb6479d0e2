"""The scores as JSON: a stable form, unrounded, null where a figure is undefined, never NaN."""

from typing import Any

import msgspec

from questionnaires.scores import (
    CapabilityScore,
    Distribution,
    GroupCapability,
    GroupScores,
    Hidden,
    Picked,
    Scores,
    Soundness,
    StraightLining,
)

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
        "response": scores.response,
        "open_ended": scores.open_ended,
        "weights": msgspec.to_builtins(scores.weights),
        "overall": _cell(scores.overall),
        "components": {key: _cell(each) for key, each in scores.components.items()},
        "capabilities": {key: _capability(each) for key, each in scores.capabilities.items()},
        "groups": {
            column: {value: _group(each) for value, each in values.items()}
            for column, values in scores.groups.items()
        },
        "soundness": _soundness(scores.soundness),
    }


def _cell(cell: object) -> Any:
    if isinstance(cell, Hidden):
        return dict(NOT_SHOWN)
    plain = msgspec.to_builtins(cell)
    if isinstance(cell, Distribution):
        plain |= {"census": cell.is_census, "at_or_above_3": cell.share_at_or_above(3)}
    return plain


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


def _soundness(each: Soundness) -> dict[str, Any]:
    return {
        "asked": each.asked,
        "ratings": each.ratings,
        "ratings_asked": each.ratings_asked,
        "alpha": _cell(each.alpha),
        "explained": {column: _cell(found) for column, found in each.explained.items()},
        "straight_lining": _straight_lining(each.straight_lining),
    }


def _straight_lining(each: StraightLining | Hidden | None) -> Any:
    if not isinstance(each, StraightLining):
        return _cell(each)
    return {
        "people": each.people,
        "overall": _cell(each.overall),
        "components": {key: _cell(part) for key, part in each.components.items()},
    }
