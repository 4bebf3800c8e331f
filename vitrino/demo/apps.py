from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "vitrino.demo"
    label = "demo"
