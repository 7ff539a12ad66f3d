"""Writes of the alerts."""
