"""What the client reads: values in, bytes out."""
