"""What the programme brings for what it costs: assumptions that can be argued with, and what follows."""
