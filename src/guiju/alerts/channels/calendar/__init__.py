"""A recipient's dates as a calendar (RFC 5545), fetched by the secret in its address."""
