"""What the initiatives are worth against what they take."""
