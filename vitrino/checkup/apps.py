from django.apps import AppConfig


class CheckupConfig(AppConfig):
    name = "vitrino.checkup"
    label = "checkup"
    default_auto_field = "django.db.models.BigAutoField"
