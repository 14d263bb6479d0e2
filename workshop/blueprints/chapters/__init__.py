"""The chapters of the blueprint: their order, which are switched off, and what consultants write in them."""
