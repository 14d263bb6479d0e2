"""A wave ends for good: what linked people to their answers is destroyed, and raw answers may leave."""
