"""The blueprint: its chapters, the session it leads to, and the documents made and issued of it."""
