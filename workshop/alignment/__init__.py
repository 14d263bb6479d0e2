"""Which capability supports which priority, and what weight each capability has from that."""
