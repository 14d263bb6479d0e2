"""How many of those who were asked in a wave have finished, counted once for each state of them."""
