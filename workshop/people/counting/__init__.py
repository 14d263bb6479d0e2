"""How many people an engagement has, counted once for each state of them."""
