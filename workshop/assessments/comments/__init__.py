"""What people wrote about capabilities: taken up when enough have rated, shown without whose it is."""
