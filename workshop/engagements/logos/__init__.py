"""The logo of a client: a picture that was sent, made again as one that is safe to show."""
