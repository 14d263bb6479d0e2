"""Worksheets: the tables of facts of an engagement, typed in a grid, row by row, or imported."""
