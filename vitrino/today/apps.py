from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "vitrino.today"
    label = "today"
