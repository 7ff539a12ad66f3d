"""A signed webhook: every alert as JSON to an address of the recipient's own."""
