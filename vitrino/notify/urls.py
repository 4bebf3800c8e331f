"""Addresses of alerts."""

from django.urls import path

from vitrino.notify import views

app_name = "notify"
urlpatterns = [
    path("alerts/", views.alerts, name="list"),
    path("alerts/<int:pk>/", views.open_alert, name="open"),
    path("settings/notifications/", views.choices, name="choices"),
]
