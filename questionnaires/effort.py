"""How long a questionnaire takes, from what it asks."""

from math import ceil

READING, RATING = 28, 5
"""Seconds to read a capability's question and its five levels, and to give one rating once they are read."""
WELCOME, PICKING, CHARTER = 45, 60, 180
LONGEST = 15
"""More minutes than these are not given: people leave questionnaires that take longer."""


def seconds_needed(capabilities: int, ratings: int, *, picks: int = 0, charter: bool = False) -> int:
    """Return the seconds that someone needs for so many capabilities and ratings of them altogether."""
    return (
        WELCOME
        + READING * capabilities
        + RATING * ratings
        + (PICKING if picks else 0)
        + (CHARTER if charter else 0)
    )


def minutes_needed(capabilities: int, ratings: int, *, picks: int = 0, charter: bool = False) -> int:
    """Return the minutes that someone needs, rounded up."""
    return ceil(seconds_needed(capabilities, ratings, picks=picks, charter=charter) / 60)
