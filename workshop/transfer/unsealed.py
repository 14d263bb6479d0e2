"""Why an engagement stays where it is: a wave whose people are still linked to their answers."""

from collections.abc import Sequence

from sqlite_utils import Database

from reports.wording import listed
from workshop.sealing.store import engagement_unsealed


class NotSealedYet(Exception):
    """Says in a sentence which waves keep an engagement from leaving, or from its end."""


def unsealed_sentence(db: Database, engagement_id: int) -> str:
    """Return which waves keep an engagement here and why, or an empty text."""
    numbers = engagement_unsealed(db, engagement_id)
    if not numbers:
        return ""
    them = "it" if len(numbers) == 1 else "them"
    return f"{_are(numbers)} not sealed: answers leave, or end, only after that. Close and seal {them} first."


def _are(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Wave {numbers[0]} is"
    return f"Waves {listed([str(each) for each in numbers])} are"


def refuse_unsealed(db: Database, engagement_id: int) -> None:
    """Raise NotSealedYet where an engagement has a wave that was launched and not sealed."""
    said = unsealed_sentence(db, engagement_id)
    if said:
        raise NotSealedYet(said)
