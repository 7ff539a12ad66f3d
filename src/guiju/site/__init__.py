"""The house around the sub-domains: settings, addresses, the shell of every page."""
