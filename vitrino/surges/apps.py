from django.apps import AppConfig


class SurgesConfig(AppConfig):
    name = "vitrino.surges"
    label = "surges"
    default_auto_field = "django.db.models.BigAutoField"
