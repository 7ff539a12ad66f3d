"""Reads of the organisations."""
