"""Where an engagement leads: the vision, the future environment, and objectives with their days."""
