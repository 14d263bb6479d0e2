"""How the pages call consents and what speakers say of their quotes."""

from questionnaires.quoting import Approval, Consent

CONSENTS: dict[Consent, str] = {
    "attributed": "With name and title",
    "role": "Role only",
    "none": "Not to be quoted",
}
NOTES: dict[Consent, str] = {
    "attributed": "Name and job title stand below the quote.",
    "role": "Only the role stands below it, as broad as you choose.",
    "none": "It is read by the consultants of this engagement alone.",
}
"""What each consent means."""
APPROVALS: dict[Approval, str] = {
    "unasked": "Not asked",
    "asked": "Asked",
    "changed": "Changed since asked",
    "approved": "Approved",
    "refused": "Refused",
}
CHIPS: dict[Approval, str] = {
    "unasked": "wait",
    "asked": "soon",
    "changed": "late",
    "approved": "done",
    "refused": "late",
}
"""The chip of each answer."""
