"""How to get there: initiatives, their value, when each is done, and what it takes."""
