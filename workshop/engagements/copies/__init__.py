"""A new engagement that begins as a copy of another, without its answers, dates and releases."""
