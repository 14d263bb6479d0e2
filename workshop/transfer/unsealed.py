"""Why an engagement stays where it is: a wave whose people are linked to their answers, or could be."""

from collections.abc import Sequence

from sqlite_utils import Database

from reports.wording import listed
from workshop.sealing.store import engagement_answered_here, engagement_unsealed


class NotSealedYet(Exception):
    """Says in a sentence which waves keep an engagement from leaving, or from its end."""


def unsealed_sentence(db: Database, engagement_id: int) -> str:
    """Return which waves keep an engagement here and why, or an empty text."""
    numbers = engagement_unsealed(db, engagement_id)
    return f"{_are(numbers)} not sealed: answers leave, or end, only after that." if numbers else ""


def staying_sentence(db: Database, engagement_id: int) -> str:
    """Return why an engagement cannot leave as a file, or an empty text.

    Beside whoever is in its people, the groups of single sheets would tell whose answers they are.
    """
    numbers = engagement_answered_here(db, engagement_id)
    said = unsealed_sentence(db, engagement_id)
    if said or not numbers:
        return said
    return (
        f"{_are(numbers)} answered here: in one file with the people, single answers could be told apart. "
        "Take the raw answers from the page of the wave instead."
    )


def _are(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Wave {numbers[0]} is"
    return f"Waves {listed([str(each) for each in numbers])} are"


def refuse_unsealed(db: Database, engagement_id: int) -> None:
    """Raise NotSealedYet where an engagement has a wave that was launched and not sealed."""
    said = unsealed_sentence(db, engagement_id)
    if said:
        raise NotSealedYet(said)


def refuse_to_let_go(db: Database, engagement_id: int) -> None:
    """Raise NotSealedYet where an engagement cannot leave as a file."""
    said = staying_sentence(db, engagement_id)
    if said:
        raise NotSealedYet(said)
