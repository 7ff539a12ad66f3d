"""Use cases of the organisations."""
