"""The initiatives of an engagement: drafted from its findings, then edited, merged, split and added to."""
