"""Addresses of Today and of the week."""

from django.urls import path

from vitrino.today import views

app_name = "today"
urlpatterns = [
    path("today/", views.home, name="home"),
    path("plan/", views.week, name="week"),
    path("plan/rhythm/", views.rhythm, name="rhythm"),
    path("plan/rhythm/<int:pk>/", views.cadence, name="cadence"),
    path("plan/slots/", views.slots, name="slots"),
    path("plan/slots/<int:pk>/removal/", views.slot_removal, name="slot-removal"),
    path("plan/ideas/", views.ideas, name="ideas"),
    path("plan/suggestions/<int:pk>/", views.suggestion, name="suggestion"),
]
