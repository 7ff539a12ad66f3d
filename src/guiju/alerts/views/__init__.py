"""Pages of the alerts."""
