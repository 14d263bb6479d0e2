"""Copies of the whole database: made while it is served, and put in its place again while it is not."""


class NotDone(Exception):
    """Says in a sentence why a backup was not made, or not restored, and what to do."""
