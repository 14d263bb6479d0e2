"""What filled-in worksheets say: one file a kind of worksheet, frozen records in and out, no words."""
