"""One small world for the tests of pages: a client, two functions, one of them too small to be shown."""

import csv
import io
from collections.abc import Iterator, Sequence

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack

PACK = "marketing_operations"
CLIENT = "Alder & Sons"


def pack() -> MethodPack:
    return shipped_pack(PACK)


def answers(people: Sequence[tuple[str, Sequence[str]]], *, method: MethodPack | None = None) -> bytes:
    """Return a CSV of people given as (function, today and wanted of every capability)."""
    capabilities = [each.id for each in (method or pack()).capabilities]
    text = io.StringIO()
    rows = csv.writer(text)
    items = [
        f"{each}.{question}" for each in capabilities for question in ("current", "target", "importance")
    ]
    rows.writerow(["respondent", "function", *items])
    for place, (function, (today, wanted)) in enumerate(people):
        rows.writerow([f"person-{place}", function, *[today, wanted, "3"] * len(capabilities)])
    return text.getvalue().encode()


def everyone() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield 14 people in marketing, in two camps, 6 in product, and 3 in finance, who answer as no other."""
    yield from [("Marketing", (today, "4")) for today in "11111224444555"]
    yield from [("Product", (today, "3")) for today in "222333"]
    yield from [("Finance", (today, "5")) for today in "455"]


def spreadsheet() -> bytes:
    return answers(list(everyone()))
