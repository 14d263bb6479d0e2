"""How figures become sentences: people before percentages, agreement in words, never a cause."""

import re
from collections.abc import Sequence
from datetime import date
from math import floor
from unicodedata import bidirectional

from questionnaires.pack import LEVELS
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from questionnaires.statistics import ACCEPTABLE_AD

LEAST_FOR_PERCENTAGES = 20
"""From so many people on a share is also written as a percentage."""

NBSP = "\N{NO-BREAK SPACE}"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of everything after them."""
_LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
DONT_KNOW = "\N{LEFT DOUBLE QUOTATION MARK}don’t know\N{RIGHT DOUBLE QUOTATION MARK}"
NOT_APPLICABLE = "\N{LEFT DOUBLE QUOTATION MARK}not applicable\N{RIGHT DOUBLE QUOTATION MARK}"

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
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


def spelled(number: int) -> str:
    """Return a small number in words, others in figures."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def part_of(part: int, whole: int, noun: str) -> str:
    """Return how many of all: 7 of 9 capabilities, none of 9 capabilities, all nine capabilities."""
    if part == whole and whole > 1:
        return f"all {spelled_out(whole, noun)}"
    return f"{part or 'none'} of {counted(whole, noun)}"


def spelled_out(number: int, noun: str) -> str:
    """Return number and noun as in running text: two capabilities, 53 capabilities."""
    return f"{spelled(number)} {plural(number, noun)}"


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
    calm = _TURNS.sub("", name)
    turned = any(bidirectional(letter) in ("R", "AL") for letter in calm)
    return f"{calm}{_LEFT_TO_RIGHT_MARK}" if turned else calm


def dated(day: date) -> str:
    """Return a date as it is written in text: 22 November 2026."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]} {day.year}"


def share(part: int, whole: int) -> str:
    """Return a share in people, with a percentage where there are enough of them: 16 of 42 people (38%)."""
    people = f"{part} of {counted(whole, 'person')}"
    return people if whole < LEAST_FOR_PERCENTAGES else f"{people} ({percentage(part, whole)})"


def percentage(part: int, whole: int) -> str:
    """Return a share in whole per cent, half up."""
    return f"{shown(100 * part / whole, 0)}%"


def wanted(level: str) -> str:
    """Return what is wanted, as words that stay on one line: 3.7 is wanted."""
    return f"{level}{NBSP}is{NBSP}wanted"


def stretch(values: Sequence[float], digits: int = 1) -> str:
    """Return the range of some figures: 1.5 to 2.5, or the one figure that all of them show as."""
    low, high = shown(min(values), digits), shown(max(values), digits)
    return low if low == high else f"{low} to {high}"


def camps(answers: Distribution) -> str:
    """Return both camps of a polarised capability: 23 people rate it 1 or 2, 16 rate it 4 or 5."""
    low, high = sum(answers.counts[:2]), answers.at_or_above(4)
    people, verb = ("person rates" if low == 1 else "people rate"), ("rates" if high == 1 else "rate")
    return f"{low} {people} it 1{NBSP}or{NBSP}2, {high} {verb} it 4{NBSP}or{NBSP}5"


def blind_spot(answers: Distribution) -> str:
    """Return how many do not know: 15 of 48 people (31%) answer "don't know"."""
    return f"{share(answers.dk, answers.asked)} {'answers' if answers.asked == 1 else 'answer'} {DONT_KNOW}"


def deviation(answers: Distribution) -> str:
    """Return the agreement index with its label: AD 0.67."""
    return f"AD{NBSP}{shown(answers.ad, 2)}" if answers.ad is not None else "one rating"


def people_agree(answers: Distribution) -> bool:
    """Return whether ratings lie close together and not in two camps."""
    return answers.ad is not None and answers.ad <= ACCEPTABLE_AD and not answers.polarised


def agreement(answers: Distribution) -> str:
    """Return how far people agree, in words, with both counts where there are two camps."""
    if answers.polarised:
        return f"two camps: {camps(answers)}"
    if answers.ad is None:
        return "too few ratings to compare"
    return "people agree" if people_agree(answers) else "people differ"


def hidden_groups(columns: Sequence[str]) -> str:
    """Return why some results by group are not shown, without saying which."""
    by = listed([f"by {lowered(column)}" for column in columns])
    return (
        f"Some results {by} are not shown, to protect those who answered; their answers count in the total."
    )


def hidden_capabilities(number: int) -> str:
    """Return why some capabilities are not shown."""
    verb, pronoun = ("is", "it is") if number == 1 else ("are", "they are")
    what = raised(spelled_out(number, "capability"))
    return f"{what} {verb} not shown, to protect those who answered; {pronoun} left out of every mean."


def level_below(mean: float) -> int:
    """Return the highest level at or below a mean."""
    return floor(mean)


def level_above(mean: float) -> int | None:
    """Return the lowest level above a mean, None at the highest."""
    return floor(mean) + 1 if mean < LEVELS[-1] else None


def shortest(options: Sequence[str], most: int = 88) -> str:
    """Return the first title that is short enough, or the last one, cut at a word."""
    for option in options:
        if len(option) <= most:
            return option
    return options[-1][:most].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"
