"""Tags and filters the templates use."""
