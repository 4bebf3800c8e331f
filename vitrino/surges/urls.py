"""Addresses of the waves."""

from django.urls import path

from vitrino.surges import views

app_name = "surges"
urlpatterns = [
    path("waves/", views.home, name="home"),
    path("waves/<int:pk>/dismissal/", views.dismissal, name="dismissal"),
    path("waves/mentions/<int:pk>/dismissal/", views.grave_dismissal, name="grave-dismissal"),
]
