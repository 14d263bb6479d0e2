"""The strategy session as values: what there is to talk about, an agenda, what to ask, what to decide."""
