"""The list that every change of the tables is added to, in the order they are to be applied."""

from sqlite_utils import Migrations

changes = Migrations("workshop")

UTC_TEXT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'"
"""What a column of moments is checked with."""
