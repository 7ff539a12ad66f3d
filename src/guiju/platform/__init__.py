"""The base all sub-domains share: users, audit, events, jobs, registries, provenance."""
