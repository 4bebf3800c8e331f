from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "vitrino.welcome"
    label = "welcome"
