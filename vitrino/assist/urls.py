"""Addresses of the help from a model."""

from django.urls import path

from vitrino.assist import views

app_name = "assist"
urlpatterns = [
    path("assist/", views.home, name="home"),
    path("assist/trial/", views.trial, name="trial"),
]
