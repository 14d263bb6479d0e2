"""What a priority, an objective, the vision or the future environment rests on, and who said it."""
