"""Signing up and in, second factors, sessions, tokens, and the pages of the three administrations."""
