"""What comes up in several interviews: themes across their passages, and words looked for in all of them."""
