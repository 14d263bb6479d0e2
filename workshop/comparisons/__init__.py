"""How groups see the same thing differently, and how sound the figures are."""
