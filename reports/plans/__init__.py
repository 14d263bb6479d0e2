"""What the plans and the return say, in words, rows and bars; pages and the blueprint show the same."""
