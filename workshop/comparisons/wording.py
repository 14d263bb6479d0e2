"""What the pages of groups and of soundness say in words."""

from questionnaires.pack import MethodPack
from questionnaires.reliability import alpha_reading, icc_reading
from questionnaires.scores import Scores
from workshop.assessments.sentences import answered, response
from workshop.comparisons.groups import GroupsPage

__all__ = ["alpha_reading", "groups_title", "icc_reading", "sound_lead", "sound_title"]


def groups_title(pack: MethodPack, page: GroupsPage | None, is_open: bool) -> str:
    """Return the sentence that leads the page of groups."""
    if page is None:
        return "Groups follow when the wave has closed." if is_open else "The answers name no groups."
    if page.flagged:
        number = len(page.flagged)
        what = f"{number} of {len(pack.capabilities)} capabilities" if number > 1 else "one capability"
        return f"Groups see {what} a level or more apart."
    if len(page.shown) < len(("one", "other")):
        return "There are no two groups that can be compared."
    return "No two groups are a whole level apart."


def sound_title(scores: Scores) -> str:
    """Return the sentence that leads the page of soundness."""
    share = response(scores)
    if not share or not scores.respondents:
        return f"{answered(scores)}."
    if scores.response == 1:
        return "One person answered." if scores.respondents == 1 else f"All {scores.respondents:,} answered."
    return f"{answered(scores)}, {share}."


def sound_lead(scores: Scores) -> str:
    """Return how far the figures can be relied on, in a sentence or two."""
    sound = scores.soundness
    if scores.open_ended:
        return "An open link took people in, so nobody knows how many were asked, and no interval is given."
    if sound.ratings_asked:
        share = 100 * sound.ratings // sound.ratings_asked
        return f"Of the ratings about today that are shown and could have been given, {share}% were."
    return f"Figures appear from {scores.threshold} ratings on."
