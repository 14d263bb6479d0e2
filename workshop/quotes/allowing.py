"""What interviewees allow of words that they wrote themselves, also where they stand in a note."""

import re
from collections.abc import Iterable

from sqlite_utils import Database

from questionnaires.quoting import Consent, is_wider, narrowest
from workshop.interviews.store import written_answers
from workshop.quotes.verbatim import stretch
from workshop.quotes.wording import CONSENTS

FEWEST_WORDS = 4
"""So many words in a row are the interviewee's own; fewer of them anyone says."""


def own_consent(text: str, answers: Iterable[tuple[str, Consent]]) -> Consent | None:
    """Return the least that interviewees allow of tidied words which stand in answers of theirs.

    None where they did not write them: each answer is a text with the consent given on it.
    """
    if len(text.split()) < FEWEST_WORDS:
        return None
    # Looked for first, as it takes a hundredth of the time: however a text is tidied, such words stay.
    words = sorted(re.findall(r"[A-Za-z0-9]+", text), key=len, reverse=True)
    found = [
        consent
        for answer, consent in answers
        if all(word in answer for word in words) and stretch(text, answer) is not None
    ]
    return narrowest(*found) if found else None


def fault_of_consent(db: Database, interview_id: int, text: str, consent: Consent) -> str:
    """Return what is wrong with a consent to tidied words of a note, or nothing."""
    own = own_consent(text, ((each.text, each.consent) for each in written_answers(db, interview_id)))
    if own is None or not is_wider(consent, own):
        return ""
    said = CONSENTS[own].lower()
    return f"The interviewee wrote these words too, and allows: {said}. Choose that or less."
