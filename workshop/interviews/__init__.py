"""Interviews: who is asked what, what is said, and what they write themselves."""
