"""An interview on paper: its guide as a Word file, and notes that come back from it."""
