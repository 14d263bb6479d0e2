"""What interviewees allow of words that they wrote themselves, also where they stand in a note."""

from sqlite_utils import Database

from questionnaires.quoting import Consent, is_wider
from workshop.interviews.store import written_answers
from workshop.quotes.verbatim import stretch
from workshop.quotes.wording import CONSENTS

FEWEST_WORDS = 4
"""So many words in a row are the interviewee's own; fewer of them anyone says."""


def fault_of_consent(db: Database, interview_id: int, text: str, consent: Consent) -> str:
    """Return what is wrong with a consent to tidied words of a note, or nothing."""
    if len(text.split()) < FEWEST_WORDS:
        return ""
    for each in written_answers(db, interview_id):
        if is_wider(consent, each.consent) and stretch(text, each.text) is not None:
            said = CONSENTS[each.consent].lower()
            return f"The interviewee wrote these words too, and allows: {said}. Choose that or less."
    return ""
