"""Moments as the UTC text that the database keeps."""

from datetime import UTC, datetime


def as_text(moment: datetime) -> str:
    """Return a moment as the UTC text that the database keeps; it must know its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """Return the moment that as_text wrote. Raises ValueError for anything else."""
    found = datetime.fromisoformat(text)
    if found.isoformat() != f"{text.removesuffix('Z')}+00:00":  # ISO 8601 has other ways to write one
        raise ValueError(f"{text!r} is not a moment as it is kept here")
    return found
