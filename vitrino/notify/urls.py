"""Addresses of alerts, and of how people are told."""

from django.urls import path

from vitrino.notify.views import alerts, ways

app_name = "notify"
urlpatterns = [
    path("alerts/", alerts.alerts, name="list"),
    path("alerts/<int:pk>/", alerts.open_alert, name="open"),
    path("alerts/told/<int:pk>/", alerts.told, name="told"),
    path("settings/notifications/", ways.choices, name="choices"),
    path("settings/notifications/browsers/", ways.add_browser, name="add-browser"),
    path("settings/notifications/nobody-reacts/", ways.chain, name="chain"),
    path("settings/notifications/new/<slug:kind>/", ways.add, name="add"),
    path("settings/notifications/<int:pk>/trials/", ways.trial, name="trial"),
    path("settings/notifications/<int:pk>/removal/", ways.remove, name="remove"),
]
root_patterns = [path("push-worker.js", ways.push_worker, name="push-worker")]
