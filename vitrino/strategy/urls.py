"""Addresses of the strategy and pillars."""

from django.urls import path

from vitrino.strategy import views

app_name = "strategy"
urlpatterns = [
    path("strategy/", views.home, name="home"),
    path("strategy/versions/", views.versions, name="versions"),
    path("strategy/versions/<int:version>/acknowledgement/", views.acknowledgement, name="acknowledgement"),
    path("strategy/versions/<int:version>/confirmation/", views.confirmation, name="confirmation"),
    path("pillars/", views.pillars, name="pillars"),
    path("pillars/<int:pk>/archive/", views.pillar_archive, name="pillar-archive"),
]
