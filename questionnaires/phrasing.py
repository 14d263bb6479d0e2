"""How figures and names are put into sentences, in findings, on pages and in documents alike."""

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from questionnaires.statistics import ACCEPTABLE_AD

LEAST_FOR_PERCENTAGES = 20
"""From so many people on a share is also written as a percentage."""
NBSP = "\N{NO-BREAK SPACE}"
DONT_KNOW = "\N{LEFT DOUBLE QUOTATION MARK}don’t know\N{RIGHT DOUBLE QUOTATION MARK}"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of everything after them."""
_LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
_IRREGULAR = {
    "person": "people",
    "capability": "capabilities",
    "priority": "priorities",
    "business priority": "business priorities",
}


def plural(number: int, noun: str) -> str:
    """Return the noun in the form that the number asks for."""
    return noun if number == 1 else _IRREGULAR.get(noun, f"{noun}s")


def counted(number: int, noun: str) -> str:
    """Return figures and noun: 1 person, 46 people."""
    return f"{number}{NBSP}{plural(number, noun)}"


def listed(items: Sequence[str]) -> str:
    """Return the items as a list in a sentence: a, b and c."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence; abbreviations keep their capitals."""
    first = name.split(" ", 1)[0]
    return name if any(letter.isupper() for letter in first[1:]) else name[:1].lower() + name[1:]


def raised(sentence: str) -> str:
    """Return the sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def set_apart(name: str) -> str:
    """Return a name that cannot draw figures after it into its own direction, as Arabic would."""
    if name.isascii():
        return name
    calm = _TURNS.sub("", name)
    turned = any(bidirectional(letter) in ("R", "AL") for letter in calm)
    return f"{calm}{_LEFT_TO_RIGHT_MARK}" if turned else calm


def share(part: int, whole: int) -> str:
    """Return a share in people, with a percentage where there are enough of them: 16 of 42 people (38%)."""
    people = f"{part} of {counted(whole, 'person')}"
    return people if whole < LEAST_FOR_PERCENTAGES else f"{people} ({percentage(part, whole)})"


def percentage(part: int, whole: int) -> str:
    """Return a share in whole per cent, half up."""
    return f"{shown(100 * part / whole, 0)}%"


def camps(answers: Distribution) -> str:
    """Return both camps of a polarised capability: 23 people rate it 1 or 2, 16 rate it 4 or 5."""
    low, high = sum(answers.counts[:2]), answers.at_or_above(4)
    people, verb = ("person rates" if low == 1 else "people rate"), ("rates" if high == 1 else "rate")
    return f"{low} {people} it 1{NBSP}or{NBSP}2, {high} {verb} it 4{NBSP}or{NBSP}5"


def blind_spot(answers: Distribution) -> str:
    """Return how many do not know: 15 of 48 people (31%) answer "don't know"."""
    return f"{share(answers.dk, answers.asked)} {'answers' if answers.asked == 1 else 'answer'} {DONT_KNOW}"


def people_agree(answers: Distribution) -> bool:
    """Return whether ratings lie close together and not in two camps."""
    return answers.ad is not None and answers.ad <= ACCEPTABLE_AD and not answers.polarised
