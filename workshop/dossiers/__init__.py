"""From what is stored to the documents that the client reads."""
