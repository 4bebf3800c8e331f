"""The design system as a Django app, so that its static files and template tags are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "vitrino.ui"
    label = "ui"
