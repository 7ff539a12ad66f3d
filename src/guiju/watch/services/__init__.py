"""Use cases of watching."""
