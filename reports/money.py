"""How documents write amounts: in the client's currency, as its country writes them."""

from dataclasses import dataclass
from functools import cache

from babel.numbers import format_currency, format_decimal, get_currency_symbol

from questionnaires.rounding import rounded

_UNITS = {1: "", 1_000: " thousand", 1_000_000: " million", 1_000_000_000: " billion"}
_UPTO = {1: 10_000, 1_000: 100_000_000, 1_000_000: 100_000_000_000}
"""A table is written in a unit as long as its largest figure stays below this."""


@dataclass(frozen=True, slots=True)
class Money:
    """A currency by its code, and the locale whose signs and grouping amounts are written with."""

    currency: str = "EUR"
    locale: str = "en_GB"

    def shown(self, amount: float) -> str:
        """Return an amount in whole units with its sign: €1,288,000."""
        return _shown(rounded(amount, 0).__int__(), self.currency, self.locale)

    def bare(self, amount: float) -> str:
        """Return an amount in whole units without a sign: 1,288."""
        return _bare(rounded(amount, 0).__int__(), self.locale)

    def named(self, unit: int) -> str:
        """Return what the figures of a table in some unit are: € thousand."""
        sign = get_currency_symbol(self.currency, locale=self.locale)
        return f"{sign}{_UNITS[unit]}"


def unit_for(largest: float) -> int:
    """Return the unit in which a table is written whose largest figure is this: 1, 1,000 and so on."""
    return next((unit for unit, most in _UPTO.items() if largest < most), max(_UNITS))


@cache
def _shown(amount: int, currency: str, locale: str) -> str:
    # A true minus sign, as all other figures of a document have.
    written = format_currency(abs(amount), currency, "¤#,##0", locale=locale, currency_digits=False)
    return f"\N{MINUS SIGN}{written}" if amount < 0 else written


@cache
def _bare(amount: int, locale: str) -> str:
    written = format_decimal(abs(amount), locale=locale)
    return f"\N{MINUS SIGN}{written}" if amount < 0 else written
