"""Step 2: the documents that were reviewed, what each shows, and which capabilities it is evidence for."""
