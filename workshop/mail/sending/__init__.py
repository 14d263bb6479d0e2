"""The way out: one mail after the other to the server that takes them, beside whoever serves the pages."""
