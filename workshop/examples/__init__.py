"""The parts that pages are made of, each in all its states: to look at and to test, in development only."""
