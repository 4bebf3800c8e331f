from django.apps import AppConfig


class CompetitorsConfig(AppConfig):
    name = "vitrino.competitors"
    label = "competitors"
    default_auto_field = "django.db.models.BigAutoField"
