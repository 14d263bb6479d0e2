"""Waves: who is asked what and when, from the plan to the seal."""
