"""Contests with a draw that anybody can check, and quizzes."""

from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "vitrino.contests"
    label = "contests"
    default_auto_field = "django.db.models.BigAutoField"
