"""Reads of what is under watch."""
