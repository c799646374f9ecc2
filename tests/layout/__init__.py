"""What holds for the source as such: needs no host, imports nothing of the app."""
