"""A client engagement: made from a spreadsheet of answers, read as results, handed out as a document."""
