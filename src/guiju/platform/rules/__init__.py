"""Pure decisions of the platform."""
