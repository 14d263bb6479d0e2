"""The firm's own pool on this installation: what engagements give to it, and what it shows of others."""
