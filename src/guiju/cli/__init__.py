"""The command `guiju`."""

import os
import sys


def main() -> None:
    """Set Django up, then hand over to the commands, which import what they need from it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.site.settings")
    os.environ.setdefault("GUIJU_LOG_FORMAT", "text")
    os.environ.setdefault("GUIJU_LOG_LEVEL", "WARNING")

    import django  # noqa: PLC0415  # lazy: django-setup

    try:
        django.setup()
    except ValueError as error:  # a setting that cannot be used; its message says which and what was expected
        print(error, file=sys.stderr)
        sys.exit(2)

    from guiju.cli.commands import app  # noqa: PLC0415  # lazy: django-setup

    app()
