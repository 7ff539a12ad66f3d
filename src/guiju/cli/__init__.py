"""The command `guiju`."""

import os


def main() -> None:
    """Set Django up, then hand over to the commands, which import what they need from it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.site.settings")
    os.environ.setdefault("GUIJU_LOG_FORMAT", "text")
    os.environ.setdefault("GUIJU_LOG_LEVEL", "WARNING")

    import django  # noqa: PLC0415  # lazy: django-setup

    django.setup()

    from guiju.cli.commands import app  # noqa: PLC0415  # lazy: django-setup

    app()
