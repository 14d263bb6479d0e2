"""What python-docx lacks for a client document: styles, fields, captions, contents, pictures, tables."""
