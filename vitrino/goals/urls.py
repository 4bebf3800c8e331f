"""Addresses of goals."""

from django.urls import path

from vitrino.goals import views

app_name = "goals"
urlpatterns = [
    path("goals/", views.home, name="home"),
    path("goals/new/", views.new, name="new"),
    path("goals/<int:pk>/", views.one, name="one"),
    path("goals/<int:pk>/serving/", views.serving, name="serving"),
    path("goals/<int:pk>/end/", views.end, name="end"),
    path("goals/<int:pk>/lesson/", views.lesson, name="lesson"),
]
