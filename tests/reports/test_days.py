"""Days in a document: in the order of the client's country, all of them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from reports.blueprint import blueprint
from reports.days import dated, days_as, span
from reports.layout import Variant
from reports.money import Money
from tests.reports.dossiers import demo, opened, texts

MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"


@pytest.mark.parametrize(
    ("locale", "day", "days", "months", "years"),
    [
        ("en_GB", "6 October 2026", "6 to 9 October 2026", "6 October to 1 November 2026",
         "6 October 2026 to 2 January 2027"),
        ("en_ZA", "6 October 2026", "6 to 9 October 2026", "6 October to 1 November 2026",
         "6 October 2026 to 2 January 2027"),
        ("en_US", "October 6, 2026", "October 6 to 9, 2026", "October 6 to November 1, 2026",
         "October 6, 2026 to January 2, 2027"),
    ],
)  # fmt: skip
def test_days_stand_in_the_order_of_a_country(
    locale: str, day: str, days: str, months: str, years: str
) -> None:
    first = date(2026, 10, 6)
    ends = (first, date(2026, 10, 9), date(2026, 11, 1), date(2027, 1, 2))
    with days_as(locale):
        told = [span(first, each).replace("\N{NO-BREAK SPACE}", " ") for each in ends]
    assert told == [day, days, months, years]
    assert dated(first) == "6\N{NO-BREAK SPACE}October 2026"


@pytest.mark.parametrize("variant", ["full", "facilitator"])
def test_a_document_for_america_writes_no_day_before_its_month(variant: Variant) -> None:
    held = demo()
    american = replace(
        held,
        money=Money("USD", "en_US"),
        layout=replace(held.layout, variant=variant),
        sitting=replace(held.sitting, on=date(2026, 12, 3)),
    )
    text = "\n".join(texts(opened(blueprint(american))))
    assert re.search(rf"{MONTH}\s\d{{1,2}}, 20\d\d", text)
    assert not re.search(rf"\d\s{MONTH}\s20\d\d", text)
