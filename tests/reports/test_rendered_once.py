"""Drawings are rendered once for a document, and only where nothing of them differs."""

import pytest

from reports.charts import house
from reports.charts.drawn import rendered_once
from reports.charts.house import RUST, Sheet


def _sheet(text: str = "A", color: str = "#000000", x: float = 2.0) -> Sheet:
    sheet = Sheet(20.0)
    sheet.text(3.0, 5.0, text)
    sheet.box(x, 10.0, 20.0, 4.0, color, hatch=text == "hatched")
    sheet.mark(8.0, 8.0, "today", color)
    return sheet


def _png(sheet: Sheet) -> bytes:
    return sheet.picture("", "", "").png


def test_the_same_drawing_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = []
    real = house.RendererAgg
    monkeypatch.setattr(house, "RendererAgg", lambda *size: rendered.append(size) or real(*size))
    with rendered_once() as held, rendered_once():
        first, again = _png(_sheet()), _png(_sheet())
    assert first is again
    assert len(held) == len(rendered) == 1
    assert _png(_sheet()) == first
    assert len(rendered) == 2, "outside of the block nothing is kept"


def test_whatever_differs_is_rendered_anew() -> None:
    kinds = [_sheet(), _sheet("B"), _sheet(color=RUST), _sheet(x=3.0), _sheet("hatched")]
    kinds.append(Sheet(20.0, ground=RUST))
    kinds.append(Sheet(20.0, 80.0))
    alone = [_png(each) for each in kinds]
    with rendered_once():
        assert [_png(each) for each in kinds] == alone
    assert len(set(alone)) == len(kinds)
