"""The session as it is planned: how long it is, when it begins, and how many take part."""
