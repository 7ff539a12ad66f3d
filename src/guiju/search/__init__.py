"""One search over everything that declares itself searchable; it knows nobody, it is told (decision 0030)."""
