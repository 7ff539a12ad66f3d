"""Demonstration data: real lighting standards and the sources that show them; see README.md here."""
