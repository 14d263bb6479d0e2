"""The scores to take along: a workbook, and a table as CSV."""
