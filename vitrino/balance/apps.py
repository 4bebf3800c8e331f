"""Giving and selling in balance; whom to talk with today."""

from django.apps import AppConfig


class BalanceConfig(AppConfig):
    name = "vitrino.balance"
    label = "balance"
    default_auto_field = "django.db.models.BigAutoField"
