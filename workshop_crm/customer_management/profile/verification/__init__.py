"""Checking what a customer says of himself: phone, e-mail, address, identity document."""
