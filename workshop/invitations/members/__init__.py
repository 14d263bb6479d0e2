"""Who has access to an engagement: its consultants, and the sponsors of its client."""
