"""How figures become sentences: people before percentages, agreement in words, never a cause."""

from collections.abc import Sequence
from math import floor

from questionnaires.pack import LEVELS
from questionnaires.phrasing import (
    DONT_KNOW,
    LEAST_FOR_PERCENTAGES,
    NBSP,
    blind_spot,
    camps,
    counted,
    listed,
    lowered,
    people_agree,
    percentage,
    plural,
    raised,
    set_apart,
    share,
)
from questionnaires.rounding import shown
from questionnaires.scores import Distribution

__all__ = [
    "DONT_KNOW",
    "LEAST_FOR_PERCENTAGES",
    "NBSP",
    "NOT_APPLICABLE",
    "agreement",
    "blind_spot",
    "camps",
    "counted",
    "deviation",
    "hidden_capabilities",
    "hidden_groups",
    "level_above",
    "level_below",
    "listed",
    "lowered",
    "part_of",
    "people_agree",
    "percentage",
    "plural",
    "raised",
    "set_apart",
    "share",
    "shortest",
    "spelled",
    "spelled_out",
    "stretch",
    "wanted",
]


NOT_APPLICABLE = "\N{LEFT DOUBLE QUOTATION MARK}not applicable\N{RIGHT DOUBLE QUOTATION MARK}"

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def spelled(number: int) -> str:
    """Return a small number in words, others in figures."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def part_of(part: int, whole: int, noun: str) -> str:
    """Return how many of all: 7 of 9 capabilities, none of 9 capabilities, all nine, both, the one."""
    if part == whole == 1:
        return f"the one {noun}"
    if part == whole and whole > 1:
        return f"{'both' if whole == 2 else f'all {spelled(whole)}'} {plural(whole, noun)}"
    return f"{part or 'none'} of {counted(whole, noun)}"


def spelled_out(number: int, noun: str) -> str:
    """Return number and noun as in running text: two capabilities, 53 capabilities."""
    return f"{spelled(number)} {plural(number, noun)}"


def wanted(level: str) -> str:
    """Return what is wanted, as words that stay on one line: 3.7 is wanted."""
    return f"{level}{NBSP}is{NBSP}wanted"


def stretch(values: Sequence[float], digits: int = 1) -> str:
    """Return the range of some figures: 1.5 to 2.5, or the one figure that all of them show as."""
    low, high = shown(min(values), digits), shown(max(values), digits)
    return low if low == high else f"{low} to {high}"


def deviation(answers: Distribution) -> str:
    """Return the agreement index with its label: AD 0.67."""
    return f"AD{NBSP}{shown(answers.ad, 2)}" if answers.ad is not None else "one rating"


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
