"""How a mail is written: standard texts, placeholders, what is wrong with a text, and a mail made of it.

A text is plain: blank lines part paragraphs, lines that begin with "- " make a list. The link that stands in
it keeps a marker in the place of its token, so that what the database holds opens nothing.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from workshop.mail.store import Template

MARKER = "{token}"
"""What stands in a stored mail where the token of its link goes."""

KINDS = {
    "questionnaire": "Invitation to the questionnaire",
    "interview": "Invitation to an interview",
    "session": "Invitation to the session",
    "reminder": "Reminder",
    "quotes": "Approval of quotes",
    "password": "Password link",
}
"""What each kind of mail is called."""

PLACEHOLDERS = {
    "name": "the person’s name",
    "first_name": "their first name",
    "client": "the client",
    "function": "the function that is looked at",
    "consultancy": "your firm",
    "consultant": "who writes",
    "link": "the personal link",
    "minutes": "how long the questionnaire takes, as “8 minutes”; its line is left out while unknown",
    "closes": "the last day to answer; its line is left out while there is none",
}
"""What may stand in braces, and what takes its place."""

OPTIONAL = ("minutes", "closes", "consultancy")
"""What may be unknown: a line of the body that holds one of these without a value is left out."""

_HOLE = re.compile(r"\{([^{}\n]*)\}")
_SIGNED = "Kind regards,\n{consultant}\n{consultancy}\n"
_PERSONAL = "The link is yours alone: whoever has it answers in your name. Please do not pass this mail on."
_ASK = "Questions? Reply to this mail; it reaches me."

DEFAULTS: dict[str, Template] = {
    "questionnaire": Template(
        "Where {client} stands in {function}: your view is needed",
        "Hello {first_name},\n\n"
        "{client} is deciding where to take its {function}, and asks the people who know the work. "
        "You are one of them.\n\n"
        "Please rate the capabilities you know: where they are today, and where they should be.\n\n"
        "{link}\n\n"
        "- It takes about {minutes}, also on a phone.\n"
        "- You can stop and go on later with the same link.\n"
        "- The last day to answer is {closes}.\n\n"
        f"{_PERSONAL}\n\n{_ASK}\n\n{_SIGNED}",
    ),
    "interview": Template(
        "{client}: a conversation about {function}",
        "Hello {first_name},\n\n"
        "{client} is deciding where to take its {function}. Before anything is measured, I would like to "
        "hear how you see it: what works, what does not, and what should be different in two years.\n\n"
        "Your page shows what we will talk about. Read it beforehand, or answer there in writing:\n\n"
        "{link}\n\n"
        "- The conversation takes about 45 minutes.\n"
        "- You need not prepare anything, and need no account.\n"
        "- Please reply with two or three times that suit you.\n\n"
        f"{_PERSONAL}\n\n{_SIGNED}",
    ),
    "session": Template(
        "{client}: your link for the session on {function}",
        "Hello {first_name},\n\n"
        "We will soon sit down together to decide what {client} does next in {function}. In the session you "
        "vote and add ideas from your own phone or computer, with this link:\n\n"
        "{link}\n\n"
        "- There is nothing to install, and no account to make.\n"
        "- Keep this mail at hand on the day.\n\n"
        f"{_PERSONAL}\n\n{_ASK}\n\n{_SIGNED}",
    ),
    "reminder": Template(
        "{client}: your link for {function} is waiting",
        "Hello {first_name},\n\n"
        "Some days ago I asked for your view on {function} at {client}. It has not arrived yet, and it would "
        "be missed: what is decided rests on what you and your colleagues say.\n\n"
        "Your link is still the same:\n\n"
        "{link}\n\n"
        "- If you have begun, you go on where you stopped.\n"
        "- The last day to answer is {closes}.\n\n"
        f"{_PERSONAL}\n\n{_ASK}\n\n{_SIGNED}",
    ),
    "quotes": Template(
        "{client}: may I quote you?",
        "Hello {first_name},\n\n"
        "Thank you for telling me how you see {function} at {client}. I would like to quote some of it in "
        "what I write for {client}.\n\n"
        "Your page shows each quote as it would stand there, and what would stand below it:\n\n"
        "{link}\n\n"
        "- You approve it, have it stand with your role only, ask for a change, or refuse it.\n"
        "- What you do not approve is not quoted.\n\n"
        f"{_PERSONAL}\n\n{_ASK}\n\n{_SIGNED}",
    ),
}
"""The standard texts of an engagement's mails."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that is ready to be stored; its body holds the link with the marker for its token."""

    subject: str
    body: str


def values_for(
    *,
    name: str,
    client: str,
    function: str,
    consultancy: str,
    consultant: str,
    minutes: str = "",
    closes: str = "",
) -> dict[str, str]:
    """Return what takes the place of each placeholder but {link}; empty where it is not known."""
    return {
        "name": name,
        "first_name": first_name(name),
        "client": client,
        "function": function,
        "consultancy": consultancy,
        "consultant": consultant,
        "minutes": minutes,
        "closes": closes,
    }


def compose(template: Template, values: Mapping[str, str], link: str) -> Written:
    """Return a mail made of a text, with `values` as of values_for.

    `link` is the whole address with the marker for its token, as public_url("/p/{token}") returns it. Values
    are never read as placeholders. Raises KeyError for a placeholder without a value.
    """
    # No value can pass for the marker.
    known = {name: in_one_line(value).replace(MARKER, "token") for name, value in values.items()}
    subject = " ".join(_filled(template.subject, {**known, "link": ""}).split())
    lines = [
        _filled(line, {**known, "link": link}).rstrip()
        for line in template.body.splitlines()
        if all(known.get(name) for name in _HOLE.findall(line) if name in OPTIONAL)
    ]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    return Written(subject or known.get("client") or KINDS["questionnaire"], body)


def with_token(body: str, token: str) -> str:
    """Return the body of a mail as it goes out, with the token of its link."""
    return body.replace(MARKER, token)


def faults(subject: str, body: str) -> dict[str, list[str]]:
    """Return what is wrong with a text, in sentences, by field; nothing where it can be used."""
    found = {"subject": _holes_at_fault(subject), "body": _holes_at_fault(body)}
    if "{link}" in subject:
        found["subject"].append("Take {link} out of the subject, which is shown where others may look.")
    if "{minutes}" in subject:
        found["subject"].append("Take {minutes} out of the subject: how long it takes may not be known.")
    if "{closes}" in subject:
        found["subject"].append("Take {closes} out of the subject: the last day may not be known.")
    if "{link}" not in body:
        found["body"].append("Put {link} where the personal link should stand; without it nobody can answer.")
    elif body.count("{link}") > 1:
        found["body"].append("Write {link} once; it becomes a button.")
    return {field: sentences for field, sentences in found.items() if sentences}


def first_name(name: str) -> str:
    """Return how a person is greeted: of "Dr. Ida Roos" and of "Roos, Ida" the word Ida."""
    family, comma, given = name.partition(",")
    words = (given if comma and given.strip() else family).split()
    named = [word for word in words if not word.endswith(".")]
    return (named or words or [""])[0]


def _holes_at_fault(text: str) -> list[str]:
    unknown = [name for name in dict.fromkeys(_HOLE.findall(text)) if name not in PLACEHOLDERS]
    found = []
    if unknown:
        there = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        said = ", ".join(f"{{{name}}}" for name in unknown)
        found.append(f"There is no {said}. There is: {there}.")
    if re.search(r"[{}]", _HOLE.sub("", text)):
        found.append("A brace stands alone. Braces only go around a name, as in {first_name}.")
    return found


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: values[hole[1]], text)


def in_one_line(text: str) -> str:
    """Return a text without what begins a line, turns the writing around, or cannot be seen."""
    shown = "".join(
        " " if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in _TURNS else each
        for each in text
    )
    return " ".join(shown.split())


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, behind which an address could pass for another."""
