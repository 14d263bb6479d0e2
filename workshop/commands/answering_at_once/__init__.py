"""A hundred people answering at once: who asks, what they are measured against, and the least that saves."""
