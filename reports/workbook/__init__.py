"""The scores as a workbook: the same figures as on pages and in documents, unrounded, to reckon with."""

from reports.workbook.capabilities import write_capabilities, write_distributions, write_judgements
from reports.workbook.export import Export
from reports.workbook.groups import write_groups
from reports.workbook.method import write_method
from reports.workbook.overview import write_overview
from reports.workbook.sheet import Book
from reports.workbook.told import write_findings, write_remarks


def workbook(export: Export) -> bytes:
    """Return the XLSX file of an export; the same export gives the same bytes."""
    book = Book(export)
    for write in (
        write_overview,
        write_capabilities,
        write_distributions,
        write_judgements,
        write_groups,
        write_findings,
        write_remarks,
        write_method,
    ):
        write(book, export)
    return book.bytes()
