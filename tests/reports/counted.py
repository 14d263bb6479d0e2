"""Which counts stand in a document's sentences, beside those that follow from the JSON of its dossier.

Nothing in here asks the program that writes the sentences: what is counted is counted again, from answers,
initiatives, findings and interviews as they lie in the JSON.
"""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_N = rf"(\d+|none|both|all|{'|'.join(WORDS)})"
"""A count, in figures or words; all of something stands for its number."""


class Told:
    """The JSON of a dossier, and what can be counted in it."""

    def __init__(self, told: dict[str, Any]) -> None:
        """Read the parts that are counted."""
        self.told = told
        self.scores = told["scores"]
        self.initiatives = told["roadmap"]["initiatives"] if told["roadmap"] else []
        self.placements = told["roadmap"]["placements"] if told["roadmap"] else {}
        self.strategy = told["strategy"] or {}

    @cached_property
    def today(self) -> list[dict[str, Any]]:
        """Return the visible answers about today, of the capabilities that somebody rated."""
        found = (each["current"] for each in self.scores["capabilities"].values())
        return [each for each in found if each and each.get("shown", True) and each["n"]]

    @cached_property
    def gaps(self) -> list[Decimal]:
        """Return the visible gaps as they are shown."""
        found = (each["gap"] for each in self.scores["capabilities"].values())
        return [
            _shown(each["mean"])
            for each in found
            if each and each.get("shown", True) and each["mean"] is not None
        ]

    @property
    def hidden(self) -> int:
        """Return how many capabilities are not shown."""
        return sum(each["current"] == {"shown": False} for each in self.scores["capabilities"].values())

    @property
    def camps(self) -> int:
        """Return on how many capabilities people stand in two camps."""
        return sum(_polarised(each["counts"]) for each in self.today)

    @property
    def agreed(self) -> int:
        """Return on how many capabilities people agree."""
        return sum(
            each["n"] > 1 and not _polarised(each["counts"]) and _spread(each["counts"]) <= 5 / 6
            for each in self.today
        )

    @property
    def differ(self) -> int:
        """Return on how many capabilities people differ without being in two camps."""
        return sum(each["n"] > 1 for each in self.today) - self.agreed - self.camps

    @property
    def blind(self) -> int:
        """Return on how many capabilities three in ten or more do not know."""
        found = (each["current"] for each in self.scores["capabilities"].values())
        return sum(
            bool(each) and each.get("shown", True) and each["asked"] and each["dk"] / each["asked"] >= 0.3
            for each in found
        )

    def ends(self, horizon: str) -> int:
        """Return how many initiatives end in a horizon."""
        borders = self.told["roadmap"]["horizons"]
        ends = [
            self.placements[str(each["id"])]["start"] + each["quarters"] - 1
            for each in self.initiatives
            if str(each["id"]) in self.placements
        ]
        short, medium = borders["short"], borders["medium"]
        return sum(
            {"short": end <= short, "medium": short < end <= medium, "long": end > medium}[horizon]
            for end in ends
        )


def _spread(counts: list[int]) -> float:
    """Return how far ratings lie from their mean on average."""
    n = sum(counts)
    mean = sum(level * number for level, number in enumerate(counts, 1)) / n
    return sum(abs(level - mean) * number for level, number in enumerate(counts, 1)) / n


def _polarised(counts: list[int]) -> bool:
    n = sum(counts)
    return n > 1 and 3 * sum(counts[:2]) >= n and 3 * sum(counts[3:]) >= n


def _shown(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


RULES: dict[str, tuple[str, Callable[[Told], tuple[int, ...]]]] = {
    "agreed": (
        rf"eople agree on (?:{_N} of (\d+) capabilit|all {_N} cap)(?:y|ies)(?= \(AD up to|$|;|,| and )",
        lambda told: (told.agreed, len(told.today)),
    ),
    "differ": (rf"(?:and|, they|; they) differ on {_N}(?=[.;]| and )", lambda told: (told.differ,)),
    "camps": (
        rf"(?:there are two camps on|(?:are|stand) in two camps on) {_N}(?=[.;]|$)",
        lambda told: (told.camps,),
    ),
    "blind": (rf"; {_N} capabilit(?:y is a blind spot|ies are blind spots)", lambda told: (told.blind,)),
    "hidden": (
        rf"^How sound this is\t.*?{_N} capabilit(?:y is|ies are) not shown, to protect",
        lambda told: (told.hidden,),
    ),
    "over": (
        rf"{_N} capabilit(?:y is|ies are) rated above what is wanted",
        lambda told: (sum(each < 0 for each in told.gaps),),
    ),
    "wide": (
        rf"^(?:Figure \d+ |Evidence\t ?)?{_N} of (\d+) gaps reach(?:es)? two",
        lambda told: (sum(each >= 2 for each in told.gaps), len(told.gaps)),
    ),
    "reach": (rf"^{_N} gaps reach two levels;", lambda told: (sum(each >= 2 for each in told.gaps),)),
    "largest": (r"^The largest of (\d+) gaps is in", lambda told: (len(told.gaps),)),
    "alike": (
        rf"^{_N} of (\d+) gaps are as large as any",
        lambda told: (told.gaps.count(max(told.gaps)), len(told.gaps)),
    ),
    "every gap": (
        r"^Each of (\d+) gaps is",
        lambda told: (len(told.gaps) if len(set(told.gaps)) == 1 else -1,),
    ),
    "to close": (
        rf"what closes {_N} gaps of two levels",
        lambda told: (sum(each >= 2 for each in told.gaps),),
    ),
    "findings": (rf"^{_N} findings? (?:is|are) accepted", lambda told: (len(told.told["findings"]),)),
    "priorities": (
        rf"^{_N} business priorit(?:y|ies) (?:is|are)",
        lambda told: (len(told.strategy["priorities"]),),
    ),
    "disputes": (rf"^Leaders disagree on {_N} points?;", lambda told: (len(told.strategy["disputes"]),)),
    "held": (
        rf"{_N} planned interviews? (?:is|are) still to be held",
        lambda told: (told.strategy["interviews"]["planned"] - told.strategy["interviews"]["held"],),
    ),
    "proposed": (
        rf"^{_N} initiatives? (?:is|are) (?:proposed|planned|drafted)(?=[.;])",
        lambda told: (len(told.initiatives),),
    ),
    "with a place": (
        rf"^{_N} initiatives? (?:proposed|planned); {_N} ha(?:s|ve) a place",
        lambda told: (len(told.initiatives), len(told.placements)),
    ),
    "little": (
        rf"{_N} of (\d+) initiatives gives? much for little",
        lambda told: (-1, len(told.initiatives)),
    ),
    "confirm": (
        rf"Confirm, change or drop each of {_N} initiatives",
        lambda told: (len(told.initiatives),),
    ),
    "unowned": (
        rf"initiatives?, and name {_N} owners",
        lambda told: (sum(not each["owner"].strip() for each in told.initiatives),),
    ),
    "no owner": (
        rf"{_N} of (\d+) initiatives ha(?:s|ve) no owner yet",
        lambda told: (sum(not each["owner"].strip() for each in told.initiatives), len(told.initiatives)),
    ),
    "unplaced": (
        rf"{_N} initiatives? without a place (?:is|are) not shown",
        lambda told: (len(told.initiatives) - len(told.placements),),
    ),
    "risks": (
        rf"^{_N} risks? (?:is|are) named",
        lambda told: (sum(len(each["risks"]) for each in told.initiatives),),
    ),
    "sheets": (rf"^{_N} initiatives?, one sheet each", lambda told: (len(told.initiatives),)),
    "short": (rf"{_N} (?:initiatives? ends? )?in the short term", lambda told: (told.ends("short"),)),
    "medium": (rf"{_N} (?:initiatives? ends? )?in the medium term", lambda told: (told.ends("medium"),)),
    "long": (rf"{_N} (?:initiatives? ends? )?in the long term", lambda told: (told.ends("long"),)),
    "figures": (
        rf"Figures are shown of (?:{_N} of (\d+) capabilit|all {_N} cap)",
        lambda told: (len(told.today), len(told.scores["capabilities"])),
    ),
    "capabilities": (
        r"assessment, [\w ]+, of (\d+) capabilit(?:y|ies) in (\d+) component",
        lambda told: (len(told.scores["capabilities"]), len(told.scores["components"])),
    ),
}  # fmt: skip
"""The sentences that count, and what follows from the JSON; -1 for what is not counted here."""

Counted = tuple[str, tuple[int, ...], tuple[int, ...], str]
"""A rule's name, what the JSON says, what stands in the document, and the paragraph."""


def counted(told: dict[str, Any], texts: list[str]) -> Iterator[Counted]:
    """Yield every count that stands in a sentence of a rule, beside what follows from the JSON."""
    known = Told(told)
    for key, (pattern, expects) in RULES.items():
        for text in texts:
            for found in re.finditer(pattern, text, re.IGNORECASE):
                said = tuple(_number(each) for each in found.groups() if each is not None)
                expected = expects(known)
                if len(said) < len(expected):
                    # All of them: one number stands for both.
                    said += said
                yield (
                    key,
                    expected,
                    tuple(
                        -1 if wanted == -1 else number for number, wanted in zip(said, expected, strict=True)
                    ),
                    text,
                )


def _number(said: str) -> int:
    word = said.lower()
    if word.isdecimal():
        return int(word)
    return 0 if word == "none" else 2 if word == "both" else WORDS.index(word)


_NOUNS = "(?:capabilit(?:y|ies)|(?:gap|initiative|finding|objective|person|risk|point)s?|people)"
_SEVERAL = "capabilities|gaps|initiatives|findings|priorities|objectives|people|documents|ratings|risks"
ODD = tuple(
    re.compile(each)
    for each in (
        r"\b[Nn]one of 1\b",
        r"(?<![\d.,/])\b1 of 1 (?!person answers|people|interviews held)",
        r"(?:[Oo]ne|\d) of 1 (?!person|interview)",
        r"\b[Aa]ll (?:one|two|1|2) (?!people)",
        rf"(?<![\d.,])\b(?:1|[Oo]ne) (?:{_SEVERAL})\b",
        rf"(?:^|[.;:] )(?:[Oo]ne|1) {_NOUNS} (?:are|were|have)\b",
        rf"(?:^|[.;:] )(?:[Tt]wo|[Tt]hree|[Ff]our|[2-9]) {_NOUNS} (?:is|was|has)\b",
        r"\bfrom (Q\d \d{4}) to \1",
        r"\b[Nn]o (?:people|initiatives|findings) (?:is|has)\b",
        r"\bperson rate\b|\bpeople rates\b|\b0 of \d+ people\b",
        r"  |\.\.|\bNone,|\bnan\b",
    )
)
"""What reads badly whatever is counted: numbers beside nouns and verbs that do not go with them."""
