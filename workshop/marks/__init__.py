"""What was counted of many people stays known while their mark in the database is the same."""
