"""Reads of the alerts."""
