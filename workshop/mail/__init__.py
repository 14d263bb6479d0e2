"""What is written to people: templates, the outbox, and the way out."""
