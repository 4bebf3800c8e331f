"""Addresses of insight and the look back."""

from django.urls import path

from vitrino.insight import views

app_name = "insight"
urlpatterns = [
    path("insight/", views.home, name="home"),
    path("insight/refresh/", views.refresh, name="refresh"),
    path("insight/retrospective/", views.retrospective, name="retrospective"),
]
