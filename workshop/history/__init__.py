"""Who did what when: written with each deed, never changed, read on a page."""
