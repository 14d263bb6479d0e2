"""What is said in an interview, written down while it is said."""
