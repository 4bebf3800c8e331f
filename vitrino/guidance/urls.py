"""Addresses of the guided way to a strategy."""

from django.urls import path

from vitrino.guidance import views

app_name = "guidance"
urlpatterns = [
    path("strategy/guide/", views.home, name="home"),
    path("strategy/guide/whole/", views.whole, name="whole"),
    path("strategy/guide/removal/", views.removal, name="removal"),
    path("strategy/guide/<str:key>/", views.step, name="step"),
]
