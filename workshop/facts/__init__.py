"""What the documents and worksheets of an engagement show, on a page and for the blueprint."""
