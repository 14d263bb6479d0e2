"""A wave while it runs: who has finished, reminders, its closing, the open door, answers from a file."""
