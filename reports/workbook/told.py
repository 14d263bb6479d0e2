"""The sheets of words: findings as they stand, and what people wrote."""

from reports.workbook.capabilities import named
from reports.workbook.cells import Cell
from reports.workbook.export import Export, Remark, Said
from reports.workbook.overview import components_of
from reports.workbook.sheet import Book, Column, Row

_FOUND = (
    Column("Kind", 18, "text"),
    Column("Finding", 42, "name"),
    Column("More", 54, "long"),
    Column("About", 32, "long"),
    Column("Figures", 30, "long"),
)
_DECIDED = (
    Column("By", 20, "long", "Decided"),
    Column("On", 13, "day", "Decided"),
    Column("Why dismissed", 30, "long", "Decided"),
    Column("Now", 22, "long"),
)
_KINDS = {"comment": "Comment", "reason": "Why not applicable"}


def write_findings(book: Book, export: Export) -> None:
    """Write the findings: to a sponsor those that were accepted, without who decided; nothing without any."""
    if not export.findings:
        return
    if export.for_sponsor:
        rows = [Row(_found(each)) for each in export.findings]
        lead = "What the consultants found, with the figures that it rests on."
        book.table("Findings", "Findings", lead, _FOUND, rows)
        return
    rows = [Row([each.state, *_found(each), *_decided(each)]) for each in export.findings]
    lead = "Everything that was suggested, added or decided. Sponsors get the accepted ones only."
    columns = (Column("State", 11, "text"), *_FOUND, *_DECIDED)
    book.table("Findings", "Findings", lead, columns, rows)


def _found(each: Said) -> list[Cell]:
    return [each.kind, each.title, each.text, each.about, "\n".join(each.figures)]


def _decided(each: Said) -> list[Cell]:
    return [each.by, each.on, each.reason, each.changed]


def write_remarks(book: Book, export: Export) -> None:
    """Write what people wrote, as far as it is shown; nothing without any."""
    of: dict[str, list[Remark]] = {}
    for remark in export.remarks:
        of.setdefault(remark.capability, []).append(remark)
    by_name = any(remark.by for remark in export.remarks)
    rows = [
        Row(
            [*named(part, each), _KINDS[one.kind], one.text, *([one.by] if by_name else [])], first=place == 0
        )
        for part, each, _ in components_of(export)
        for place, one in enumerate(of.get(each.id, ()))
    ]
    if rows:
        columns = (
            Column("Id", 6, "text"),
            Column("Capability", 38, "name"),
            Column("Component", 14, "text"),
            Column("What", 18, "text"),
            Column("In their words", 90, "long"),
            *([Column("Who", 24, "text")] if by_name else []),
        )
        whose = (
            "without their group. Names are of those who agreed that the consultants see them; respondents "
            "were promised that their organisation never does: take the column out before you pass it on."
            if by_name
            else "without whose they are or their group."
        )
        lead = (
            f"Shown from {export.comment_threshold} ratings of a capability on, in an order of chance, "
            f"{whose} Not for the client’s sponsors."
        )
        book.table("Comments", "What people wrote", lead, columns, rows, fixed=2)
