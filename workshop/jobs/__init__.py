"""Work that outlives a request: waves close, are counted and sealed, people are reminded, mail goes out."""
