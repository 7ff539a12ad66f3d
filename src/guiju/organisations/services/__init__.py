"""Writes of the organisations."""
