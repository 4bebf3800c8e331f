"""Addresses of the plan."""

from django.urls import path

from vitrino.planner import views

app_name = "planner"
urlpatterns = [
    path("plan/", views.week, name="week"),
    path("plan/month/", views.month, name="month"),
    path("plan/fill/", views.fill, name="fill"),
    path("plan/fill/start/", views.start, name="start"),
    path("plan/queue/", views.queue, name="queue"),
    path("plan/queue/posts/", views.add, name="queue-add"),
    path("plan/publications/<int:pk>/swap/<int:other>/", views.swapped, name="swap"),
    path("posts/<int:pk>/queue/", views.add_from_composer, name="enqueue"),
    path("plan/publications/<int:pk>/time/", views.time, name="time"),
    path("plan/rhythm/", views.rhythm, name="rhythm"),
    path("plan/rhythm/<int:pk>/", views.cadence, name="cadence"),
    path("plan/slots/", views.slots, name="slots"),
    path("plan/slots/<int:pk>/removal/", views.slot_removal, name="slot-removal"),
    path("plan/ideas/", views.ideas, name="ideas"),
    path("plan/suggestions/<int:pk>/", views.suggestion, name="suggestion"),
]
