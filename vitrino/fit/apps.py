"""Which platforms fit the shop, and why."""

from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "vitrino.fit"
    label = "fit"
    default_auto_field = "django.db.models.BigAutoField"
