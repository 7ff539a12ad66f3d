"""Guiju as the one Django app it is."""

from django.apps import AppConfig

from guiju.platform import registries


class GuijuConfig(AppConfig):
    """One app, one migration history; sub-domains are packages inside it."""

    name = "guiju"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every sub-domain declare itself."""
        registries.discover()
