"""The crisis desk: plan, incident, statement, drill."""

from django.apps import AppConfig


class CrisisConfig(AppConfig):
    name = "vitrino.crisis"
    label = "crisis"
    default_auto_field = "django.db.models.BigAutoField"
