"""The charter's range: its archetypes from left to right, and where each group places the function."""

from collections.abc import Mapping

from questionnaires.charter import Archetype, Charter
from questionnaires.rounding import shown
from questionnaires.scores import HIDDEN
from reports.charter_read import CharterRead, Row
from reports.charter_wording import lowest_group, range_title, unplaced
from reports.charts.house import GREY, MID, NAVY, RUST, WIDTH, Horizontal, Sheet, bold, wrapped
from reports.charts.ink import width_of
from reports.charts.picture import Picture
from reports.charts.scale import Scale
from reports.wording import lowered

_SCALE = Scale(left=50, width=98)
_ROW = 8.0
_WORDS, _LINE = 7.0, 3.4
"""Where the words of archetypes begin, and the height of a line of them."""
_N = WIDTH - 0.5
MOST_GROUPS = 14
"""So many groups can be read on a page."""


def charter_range(read: CharterRead) -> Picture:
    """Draw everyone, the groups of one column and the leadership, today and wanted."""
    rows = _drawn(read)
    words = {each.id: _words(read.charter, each) for each in read.charter.archetypes}
    top = _WORDS + _LINE * max(len(lines) for lines in words.values()) + 3.0
    sheet = Sheet(top + _ROW * len(rows) + 1.5)
    _heads(sheet, read.charter, words, top)
    sheet.text(_N, top - 3.0, "n", 8, color=GREY, align="right")
    named = next((row for row in rows if row.current is not None and row.target is not None), None)
    lowest = lowest_group(read)
    for number, row in enumerate(rows):
        y = top + _ROW * (number + 0.5)
        if number and row.together:
            sheet.line([0, WIDTH], [y - _ROW / 2] * 2)
        _row(sheet, read, row, y, hot=row == lowest, named=row is named)
    return sheet.picture(range_title(read), _note(read), _alternative(read, rows))


def _drawn(read: CharterRead) -> list[Row]:
    groups = [row for row in read.rows if not row.together][:MOST_GROUPS]
    return [row for row in read.rows if row.together or row in groups]


def _heads(sheet: Sheet, charter: Charter, words: Mapping[str, list[str]], top: float) -> None:
    """Write the archetypes over their places, those at the ends within the scale."""
    for each in charter.archetypes:
        x = _SCALE.at(each.place)
        sheet.line([x, x], [top - 1.5, sheet.height], MID, 0.6)
        align: Horizontal = "left" if each.place == 1 else "right" if each.place == 5 else "center"
        name = wrapped(each.name, 9.5, _room(charter, each), "bold", most=1)[0]
        sheet.text(x, 2.6, name, 9.5, color=NAVY, align=align, weight="bold")
        for line, text in enumerate(words[each.id]):
            sheet.text(x, _WORDS + _LINE * line, text, 8, color=GREY, align=align)


def _words(charter: Charter, archetype: Archetype) -> list[str]:
    """Return the first sentence about an archetype in at most three lines."""
    first = archetype.description.split(". ", 1)[0].rstrip(".")
    return wrapped(first, 8, _room(charter, archetype), most=3)


def _room(charter: Charter, archetype: Archetype) -> float:
    """Return the millimetres for the words of an archetype, so that neighbours do not touch."""
    others = [abs(each.place - archetype.place) for each in charter.archetypes if each is not archetype]
    away = _SCALE.width * min([each for each in others if each] or [4.0]) / 4
    return max(8.0, away * (0.62 if archetype.place in (1, 5) else 0.7))


def _row(sheet: Sheet, read: CharterRead, row: Row, y: float, *, hot: bool, named: bool) -> None:
    color = RUST if hot else NAVY
    room = _SCALE.left - 8
    sheet.name(0, y, row.label, room, height=_ROW - 0.6, weight=bold(hot or row.together))
    sheet.text(_N, y, row.n, 8.5, color=GREY, align="right")
    if row.current is None and row.target is None:
        if row.seen.current is HIDDEN or row.seen.target is HIDDEN:
            sheet.hidden(_SCALE.left, y - 2.2, _SCALE.width, 4.4)
        else:
            middle = _SCALE.left + _SCALE.width / 2
            sheet.text(middle, y, unplaced(read, row), 8, color=GREY, align="center", halo=True)
        return
    _marks(sheet, row, y, color)
    _what_lacks(sheet, row, y)
    if named:
        _mark_names(sheet, row, y - 3.5, color)


def _marks(sheet: Sheet, row: Row, y: float, color: str) -> None:
    today, wanted = row.current, row.target
    forward = today is None or wanted is None or today <= wanted
    if today is not None and wanted is not None:
        sheet.line([_SCALE.at(today), _SCALE.at(wanted)], [y, y], color, 1.4, above=2)
    if wanted is not None:
        x, align = _SCALE.at(wanted), _side(forward=forward)
        sheet.mark(x, y, "wanted", color, 2.9)
        sheet.text(x + (2.4 if forward else -2.4), y, shown(wanted), 9, color=color, align=align, halo=True)
    if today is not None:
        x, align = _SCALE.at(today), _side(forward=not forward)
        sheet.mark(x, y, "today", color, 2.8)
        # Where both marks lie on each other, the diamond is the wider one.
        clear = 2.2 if wanted is None or abs(_SCALE.at(wanted) - x) > 1 else 2.6
        x += -clear if forward else clear
        sheet.text(x, y, shown(today), 9, color=color, align=align, weight="bold", halo=True)


def _side(*, forward: bool) -> Horizontal:
    return "left" if forward else "right"


def _what_lacks(sheet: Sheet, row: Row, y: float) -> None:
    """Stand in for the one place of a row that is hidden, at the end of the scale that is free."""
    gone = [each for each in (row.seen.current, row.seen.target) if each is HIDDEN]
    at = row.current if row.current is not None else row.target
    if not gone or at is None:
        return
    wide = 22.0
    free = _SCALE.left if at > 3 else _SCALE.left + _SCALE.width - wide
    sheet.hidden(free, y - 2.2, wide, 4.4)


def _mark_names(sheet: Sheet, row: Row, y: float, color: str) -> None:
    """Name the marks of one row above them; where they are close, to the left and right of their middle."""
    assert row.current is not None
    assert row.target is not None
    places = sorted([(_SCALE.at(row.current), "today"), (_SCALE.at(row.target), "wanted")])
    (left, first), (right, second) = places
    half = (width_of(first, 8) + width_of(second, 8)) / 2 + 1.5
    if right - left > half:
        for x, word in places:
            sheet.text(x, y, word, 8, color=color, align="center", halo=True)
        return
    middle = (left + right) / 2
    sheet.text(middle - 0.8, y, first, 8, color=color, align="right", halo=True)
    sheet.text(middle + 0.8, y, second, 8, color=color, halo=True)


def _note(read: CharterRead) -> str:
    names = {each.id: lowered(each.name) for each in read.charter.archetypes}
    bounds = sorted(read.charter.rule.bounds, key=lambda each: each.origin)[1:]
    where = ", ".join(f"{names[each.id]} from {shown(each.origin)}" for each in bounds)
    by = f" by {lowered(read.column)}" if read.column else ""
    more = sum(not row.together for row in read.rows) > MOST_GROUPS
    which = f", the {MOST_GROUPS} highest today" if more else ""
    return f"Place on the charter\N{RIGHT SINGLE QUOTATION MARK}s range from 1 to 5{by}{which}; {where}"


def _alternative(read: CharterRead, rows: list[Row]) -> str:
    told = []
    for row in rows[:4]:
        places = [
            f"{shown(value)} {word}"
            for value, word in ((row.current, "today"), (row.target, "wanted"))
            if value is not None
        ]
        if places:
            told.append(f"{row.label} {', '.join(places)}")
    return f"Range of the charter. {range_title(read)}. {'; '.join(told)}."
