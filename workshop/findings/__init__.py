"""What the data says, as rules suggest it and as a named consultant decided."""
