"""A recipient's alerts as an Atom feed, fetched by the secret in its address."""
