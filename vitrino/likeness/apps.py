from django.apps import AppConfig


class LikenessConfig(AppConfig):
    name = "vitrino.likeness"
    label = "likeness"
    default_auto_field = "django.db.models.BigAutoField"
