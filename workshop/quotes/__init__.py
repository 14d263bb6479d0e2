"""Passages that were marked in notes and answers: what may be quoted of them, and what their speakers say."""
