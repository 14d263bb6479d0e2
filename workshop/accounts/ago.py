"""How long ago something was, in words that hold in every time zone."""

from datetime import datetime, timedelta

from workshop.manner import PLAIN

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def ago(moment: datetime, now: datetime) -> str:
    """Return as in just now, 12 minutes ago, 3 hours ago, 2 days ago; after two weeks the day."""
    since = now - moment
    if since < timedelta(minutes=1):
        return "just now"
    if since < _HOUR:
        return f"{_counted(since // timedelta(minutes=1), 'minute')} ago"
    if since < _DAY:
        return f"{_counted(since // _HOUR, 'hour')} ago"
    if since < 14 * _DAY:
        return f"{_counted(since // _DAY, 'day')} ago"
    return PLAIN.day(moment)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
