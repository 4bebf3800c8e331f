"""Writing the strategy in a guided half hour, and who has read what concerns them."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "vitrino.guidance"
    label = "guidance"
    default_auto_field = "django.db.models.BigAutoField"
