from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "vitrino.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
