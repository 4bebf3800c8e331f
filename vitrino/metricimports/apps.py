from django.apps import AppConfig


class MetricImportsConfig(AppConfig):
    name = "vitrino.metricimports"
    label = "metricimports"
    default_auto_field = "django.db.models.BigAutoField"
