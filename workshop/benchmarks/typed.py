"""A figure as somebody types it, in a form or a spreadsheet, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from questionnaires.benchmark import BAND_FROM, MEDIAN_FROM
from questionnaires.benchmark_pool import OVERALL, Kind
from questionnaires.pack import MethodPack
from questionnaires.rounding import rounded
from workshop.benchmarks.store import HUNDRED, Entered
from workshop.people.cells import cleaned, folded

_Each = TypeVar("_Each")

FIELDS: Mapping[str, str] = {
    "id": "Id",
    "median": "Median",
    "low": "Low quartile",
    "high": "High quartile",
    "organisations": "Organisations",
    "source": "Source",
    "years": "Years",
}
"""What is said of a figure, and what the columns of a spreadsheet are called."""

LONGEST_SOURCE = 160
MOST_ORGANISATIONS = 1_000_000
_FIRST_YEAR = 1950
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,30}))?", re.ASCII)
_WHOLE = re.compile(r"\d{1,3}(?:[,.' \xa0\u2009\u202f]?\d{3}){0,2}|\d{1,7}", re.ASCII)
_DATED = re.compile(r"(\d{4})(?:-\d\d(?:-\d\d)?(?: \d\d:\d\d:\d\d)?)?", re.ASCII)
_SPAN = re.compile(r"(\d{4})\s*(?:-|–|—|/|to)\s*(\d{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads figures for the parts of one pack, none of them later than this year."""

    pack: MethodPack
    this_year: int

    def read(self, texts: Mapping[str, str]) -> "Typed":
        """Return what stands in these texts, by FIELDS, with every fault."""
        typed = Typed({name: cleaned(texts.get(name, "")) for name in FIELDS})
        part = typed.take("id", self._part)
        median = typed.take("median", _level)
        organisations = typed.take("organisations", _organisations)
        source = typed.take("source", _source)
        span = typed.take("years", self._years)
        low, high = (typed.take(name, _level) if typed.texts[name] else None for name in ("low", "high"))
        typed.check_band(low, median, high, organisations)
        if typed.faults or not part or median is None or organisations is None or not source or not span:
            return typed
        typed.figure = Entered(*part, median, low, high, organisations, source, *span)
        return typed

    def _part(self, text: str) -> tuple[Kind, str]:
        if not text:
            raise ValueError("Give the id of a component or capability, or 'overall'.")
        names: dict[str, tuple[Kind, str]] = {f"overall:{OVERALL}": ("overall", OVERALL)}
        for component in self.pack.components:
            for said in (f"component:{component.id}", component.id, component.name):
                names.setdefault(folded(said), ("component", component.id))
        for each in self.pack.capabilities:
            names[folded(f"capability:{each.id}")] = names[folded(each.id)] = ("capability", each.id)
            names.setdefault(folded(each.name), ("capability", each.id))
        names.setdefault(OVERALL, ("overall", OVERALL))
        found = names.get(folded(text))
        if found is None:
            raise ValueError("This method has no such id. The template lists them all.")
        return found

    def _years(self, text: str) -> tuple[int, int]:
        span, dated = _SPAN.fullmatch(text), _DATED.fullmatch(text)
        first, last = (span[1], span[2]) if span else (dated[1], dated[1]) if dated else ("0", "0")
        begun, ended = int(first), int(last)
        if not _FIRST_YEAR <= begun <= ended <= self.this_year:
            now, before = self.this_year, self.this_year - 2
            raise ValueError(f"Give a year such as {now}, or two such as {before} to {now}.")
        return begun, ended


@dataclass(slots=True)
class Typed:
    """What was typed, tidied; `figure` is what it means, None as long as there is a fault beside a field."""

    texts: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    figure: Entered | None = None

    def take(self, name: str, read: Callable[[str], _Each]) -> _Each | None:
        """Return what a text means, or keep its fault and return None."""
        try:
            return read(self.texts[name])
        except ValueError as fault:
            self.faults[name] = str(fault)
            return None

    def check_band(
        self, low: int | None, median: int | None, high: int | None, organisations: int | None
    ) -> None:
        """Keep the faults of two quartiles that do not belong to their median."""
        given = {name for name in ("low", "high") if self.texts[name]}
        if len(given) == 1:
            lacking = ({"low", "high"} - given).pop()
            self.faults.setdefault(lacking, "Give both quartiles, or neither.")
        if low is not None and median is not None and low > median:
            self.faults.setdefault("low", "The low quartile is above the median. Check both.")
        if high is not None and median is not None and high < median:
            self.faults.setdefault("high", "The high quartile is below the median. Check both.")
        if given and organisations is not None and organisations < BAND_FROM:
            said = f"Quartiles need {BAND_FROM} organisations. Leave both out, or check the number."
            self.faults.setdefault("organisations", said)


def _level(text: str) -> int:
    """Return a level in hundredths."""
    number = _NUMBER.fullmatch(text)
    value = int(rounded(float(Decimal(f"{number[1]}.{number[2] or 0}")) * HUNDRED, 0)) if number else 0
    if not HUNDRED <= value <= 5 * HUNDRED:
        raise ValueError("Give a level from 1 to 5, such as 2.8.")
    return value


def _organisations(text: str) -> int:
    value = int(re.sub(r"\D", "", text)) if _WHOLE.fullmatch(text) else 0
    if not MEDIAN_FROM <= value <= MOST_ORGANISATIONS:
        raise ValueError(f"Give how many organisations, at least {MEDIAN_FROM}; fewer are no comparison.")
    return value


def _source(text: str) -> str:
    if not any(each.isalnum() for each in text):
        raise ValueError("Say where the figure comes from.")
    if len(text) > LONGEST_SOURCE:
        raise ValueError(f"This has {len(text):,} characters. Shorten it to {LONGEST_SOURCE} or fewer.")
    if not text.isprintable():
        raise ValueError("This holds a character that cannot be printed. Type it again.")
    return text
