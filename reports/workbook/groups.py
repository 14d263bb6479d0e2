"""The sheets of groups: components and capabilities as each group sees them, and where two are far apart."""

from collections.abc import Iterator

from questionnaires.answers import NOT_STATED
from questionnaires.comparison import perception_gaps
from questionnaires.phrasing import raised
from questionnaires.scores import GroupScores, Hidden
from reports.workbook.capabilities import at_levels, mean_and_n, named
from reports.workbook.cells import Absent, Cell, figure, reading, rolled
from reports.workbook.export import Export
from reports.workbook.overview import components_of
from reports.workbook.sheet import Book, Column, Row

_GROUP = (Column("By", 12, "text"), Column("Group", 24, "name"))
_NAMED = (Column("Id", 6, "text"), Column("Capability", 38, "long"), Column("Component", 14, "text"))
_SEEN = tuple(
    column
    for band in ("Today", "Wanted")
    for column in (
        Column("Mean", 7.5, "level", band),
        Column("n", 6, "count", band),
        Column("AD", 7, "index", band),
        Column("Agreement", 11, "text", band),
        *(Column(f"L{level}", 5.5, "count", band) for level in range(1, 6)),
    )
)
_GAP = (
    *_NAMED,
    Column("By", 12, "text"),
    Column("Group", 22, "long", "Sees it higher"),
    Column("Mean", 7.5, "level", "Sees it higher"),
    Column("n", 6, "count", "Sees it higher"),
    Column("Group", 22, "long", "Sees it lower"),
    Column("Mean", 7.5, "level", "Sees it lower"),
    Column("n", 6, "count", "Sees it lower"),
    Column("Levels apart", 8.5, "level", "Difference"),
    Column("Cliff’s delta", 8.5, "index", "Difference"),
    Column("Size", 11, "text", "Difference"),
    Column("To talk about", 9.5, "text"),
)
_HIDES = "Hidden: under the threshold, or a figure that would give such a group away."


def write_groups(book: Book, export: Export) -> None:
    """Write the three sheets; nothing where the answers name no groups."""
    if not export.scores.groups:
        return
    _write_components(book, export)
    columns = [*_GROUP, *_NAMED, *_SEEN]
    lead = f"Each capability as each group rates it. L1 to L5 are people at each level. {_HIDES}"
    book.table("Groups", "Capabilities by group", lead, columns, list(_capabilities(export)), fixed=2)
    _write_gaps(book, export)


def in_order(export: Export) -> Iterator[tuple[str, str, GroupScores | Hidden]]:
    """Yield every group with its column, in the order of their names; those who did not say come last."""
    for column, groups in export.scores.groups.items():
        for name in sorted(groups, key=lambda each: (each == NOT_STATED, each.casefold())):
            yield column, name, groups[name]


def _write_components(book: Book, export: Export) -> None:
    parts = export.pack.components
    columns = [
        *_GROUP,
        Column("People", 8, "count"),
        *(Column(each.short_name, 13, "level", "Today") for each in parts),
    ]
    rows, before = [], ""
    for column, name, group in in_order(export):
        cells: list[Cell] = [raised(column), name]
        if isinstance(group, Hidden):
            cells += [Absent.HIDDEN] * (1 + len(parts))
        else:
            cells.append(group.n)
            for each in parts:
                roll = group.components[each.id]
                cells.append(Absent.HIDDEN if isinstance(roll, Hidden) else rolled(roll.current))
        rows.append(Row(cells, first=column != before))
        before = column
    lead = f"The mean of today of each component, as each group rates it. {_HIDES}"
    sheet, where = book.table("Components by group", "Components by group", lead, columns, rows, fixed=2)
    book.shade(sheet, where, range(len(columns) - len(parts), len(columns)))


def _capabilities(export: Export) -> Iterator[Row]:
    for column, name, group in in_order(export):
        group_cells: tuple[Cell, ...] = (raised(column), name)
        if isinstance(group, Hidden):
            away: list[Cell] = ["", "All capabilities", "", *[Absent.HIDDEN] * len(_SEEN)]
            yield Row([*group_cells, *away], first=True)
            continue
        for place, (part, each, _) in enumerate(components_of(export)):
            cells: list[Cell] = [*group_cells, *named(part, each)]
            held = group.capabilities[each.id]
            for seen in (held.current, held.target):
                cells += [*mean_and_n(seen), figure(seen, lambda said: said.ad), reading(seen)]
                cells += at_levels(seen)
            yield Row(cells, first=place == 0)


def _write_gaps(book: Book, export: Export) -> None:
    rows = []
    for gap in perception_gaps(export.pack, export.scores):
        each, part = export.pack.capability[gap.capability], export.pack.component_of[gap.capability]
        high: list[Cell] = [gap.high, gap.high_mean, gap.high_n]
        low: list[Cell] = [gap.low, gap.low_mean, gap.low_n]
        apart: list[Cell] = [gap.difference, gap.delta, gap.size, "yes" if gap.flagged else ""]
        rows.append(Row([*named(part, each), raised(gap.column), *high, *low, *apart]))
    if rows:
        lead = (
            "The widest difference of each capability and kind of group, today. To talk about: a level or "
            "more, with five ratings or more on both sides."
        )
        book.table("Perception gaps", "Perception gaps between groups", lead, _GAP, rows, fixed=2)
