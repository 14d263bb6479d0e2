"""Step 2: answers become a wave, and its results are read on pages and taken along as documents."""
