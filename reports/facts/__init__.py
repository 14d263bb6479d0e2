"""What documents and worksheets show, in words, tables and bars; pages and the blueprint show the same."""
