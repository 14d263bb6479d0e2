"""The charts of the blueprint, one by one, for slides."""
