"""What is asked, and what the answers add up to: values in, values out."""
