"""Addresses of imports, feeds and calendars."""

from django.urls import path

from vitrino.imports import views

app_name = "imports"
root_patterns = [path("calendar/<str:token>/plan.ics", views.calendar_file, name="calendar")]
urlpatterns = [
    path("imports/", views.listing, name="list"),
    path("imports/<int:pk>/", views.brought, name="brought"),
    path("imports/<int:pk>/start/", views.start, name="start"),
    path("imports/<int:pk>/progress/", views.progress, name="progress"),
    path("imports/<int:pk>/left-out/", views.leftovers, name="left-out"),
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/<int:pk>/removal/", views.feed_removal, name="feed-removal"),
    path("calendar/", views.calendars, name="calendars"),
]
