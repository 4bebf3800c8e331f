from django.apps import AppConfig


class RecurringConfig(AppConfig):
    name = "vitrino.recurring"
    label = "recurring"
    default_auto_field = "django.db.models.BigAutoField"
