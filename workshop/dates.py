"""Times: stored as UTC text, shown as days and months."""

from datetime import UTC, datetime

# Not the locale's: pages are in English wherever the server stands.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def as_text(moment: datetime) -> str:
    """Return a moment as the UTC text that the database keeps; it must know its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """Return the moment that as_text wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def day(moment: datetime) -> str:
    """Return a day as in 22 Nov 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"


def month(moment: datetime) -> str:
    """Return a month as in November 2026."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"
