"""The regular look back."""

from django.apps import AppConfig


class LookbackConfig(AppConfig):
    name = "vitrino.lookback"
    label = "lookback"
    default_auto_field = "django.db.models.BigAutoField"
