"""What people are invited to: each purpose, the role it belongs to, and what is said of it."""

from dataclasses import dataclass

from workshop.invitations.store import Purpose
from workshop.languages import for_later


@dataclass(frozen=True, slots=True)
class Invitation:
    """One thing that people are invited to.

    `role` is that of the people it is for; `ahead` says what will be at the link later.
    """

    purpose: Purpose
    role: str
    role_name: str
    roles: str
    name: str
    note: str
    ahead: str

    @property
    def a_role(self) -> str:
        """Return the role with its article."""
        return f"{'an' if self.role_name[0] in 'aeiou' else 'a'} {self.role_name}"


INVITATIONS: dict[Purpose, Invitation] = {
    each.purpose: each
    for each in (
        Invitation(
            "questionnaire",
            "respondent",
            "respondent",
            "respondents",
            for_later("Questionnaire"),
            "Respondents rate the capabilities they know.",
            for_later("The questionnaire opens here."),
        ),
        Invitation(
            "interview",
            "interviewee",
            "interviewee",
            "interviewees",
            for_later("Interview"),
            "Interviewees talk with a consultant.",
            for_later("What you will be asked in the interview stands here before it begins."),
        ),
        Invitation(
            "session",
            "participant",
            "session participant",
            "session participants",
            for_later("Session"),
            "Participants vote and decide together.",
            for_later("You will take part in the session from here, with your own phone or computer."),
        ),
    )
}
"""What there is, what most people are invited to first."""
