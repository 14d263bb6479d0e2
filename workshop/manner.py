"""How an engagement writes days, times, numbers and money: English words in a country's order and signs."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, get_currency_name, get_territory_currencies

MANNERS = (
    "en_GB", "en_US", "en_IE", "en_CA", "en_AU", "en_NZ", "en_IN", "en_SG", "en_ZA",
    "en_AT", "en_BE", "en_CH", "en_DE", "en_DK", "en_FI", "en_NL", "en_SE",
)  # fmt: skip
"""The manners there are, as CLDR writes English in these countries."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A country's way to write, and the time zone in which days begin."""

    locale: str = "en_GB"
    zone: str = "UTC"

    def here(self, moment: datetime) -> datetime:
        """Return a moment on this zone's clock."""
        return moment.astimezone(_zone(self.zone))

    def today(self, now: datetime) -> date:
        """Return the day it is in this zone."""
        return self.here(now).date()

    def day(self, when: date | datetime) -> str:
        """Return a day as in 22 Nov 2026 or Nov 22, 2026."""
        return format_date(self._date(when), "medium", locale=self.locale)

    def short_day(self, when: date | datetime) -> str:
        """Return a day of about this year as in Fri 27 Nov or Fri, Nov 27."""
        shape = "EEE, MMM d" if _month_leads(self.locale) else "EEE d MMM"
        return format_date(self._date(when), shape, locale=self.locale)

    def month(self, when: date | datetime) -> str:
        """Return a month as in November 2026."""
        return format_date(self._date(when), "MMMM y", locale=self.locale)

    def time(self, moment: datetime) -> str:
        """Return the time of day as in 16:20 or 4:20 PM."""
        # CLDR puts a narrow no-break space before AM and PM, which few fonts hold.
        return format_time(self.here(moment).time(), "short", locale=self.locale).replace("\u202f", "\u00a0")

    def number(self, value: float) -> str:
        """Return a number with this country's grouping, up to three decimals."""
        return format_decimal(value, locale=self.locale)

    def money(self, value: float, currency: str) -> str:
        """Return an amount without its cents."""
        return format_currency(value, currency, "¤#,##0", locale=self.locale, currency_digits=False)

    @property
    def place(self) -> str:
        """Return the place whose clock it is: New York."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def decimal_sign(self) -> str:
        """Return what stands before the decimals."""
        return _decimal_sign(self.locale)

    def _date(self, when: date | datetime) -> date:
        return self.here(when).date() if isinstance(when, datetime) else when


PLAIN = Manner()
"""The manner of pages outside every engagement."""


@cache
def _decimal_sign(locale: str) -> str:
    # A page of figures asks a thousand times, and parsing a locale takes longer than writing a figure.
    return str(Locale.parse(locale).number_symbols["latn"]["decimal"])


@cache
def _month_leads(locale: str) -> bool:
    return str(Locale.parse(locale).date_formats["medium"].pattern).startswith("M")


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


_REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
    "Pacific",
)  # fmt: skip
"""Where zones are named after places; what else there is are older names of the same zones."""


@cache
def zones() -> tuple[str, ...]:
    """Return the names of the time zones, as in Europe/Stockholm, and UTC."""
    return ("UTC", *sorted(each for each in available_timezones() if each.split("/")[0] in _REGIONS))


@cache
def zones_by_region() -> dict[str, dict[str, str]]:
    """Return for each region its zones by name, with the place to show: Argentina, Buenos Aires."""
    regions: dict[str, dict[str, str]] = {}
    for name in zones():
        region, _, place = name.partition("/")
        shown = place.replace("/", ", ").replace("_", " ") or name
        regions.setdefault(region if place else "Everywhere", {})[name] = shown
    return regions


@cache
def manners() -> tuple[tuple[str, str], ...]:
    """Return each manner with an example of what it does."""
    shown = date(2026, 11, 27)
    return tuple(
        (each, f"{Locale.parse(each).get_territory_name('en')}: {Manner(each).day(shown)}, "
         f"{Manner(each).number(12345.6)}")
        for each in MANNERS
    )  # fmt: skip


@cache
def currencies() -> tuple[tuple[str, str], ...]:
    """Return the currencies in use today, by code, with their names."""
    territories = [each for each in get_global("territory_currencies") if len(each) == 2]
    codes = {code for each in territories for code in get_territory_currencies(each)}
    return tuple((code, f"{code} {get_currency_name(code, locale='en')}") for code in sorted(codes))
