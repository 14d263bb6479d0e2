"""Who may come in: accounts, their passwords, and who is signed in."""
