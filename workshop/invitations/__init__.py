"""Who is invited and who may look: personal links, the mails that carry them, and who has access."""
