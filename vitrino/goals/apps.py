from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "vitrino.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"
