"""Journeys in a real browser: the light desk here, or a bench's desk where its address is given."""
