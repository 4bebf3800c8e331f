"""Addresses of publications."""

from django.urls import path

from vitrino.publishing import scheduling, views

app_name = "publishing"
urlpatterns = [
    path("posts/<int:pk>/schedule/", scheduling.schedule, name="schedule"),
    path("posts/<int:pk>/publications/", scheduling.of_post, name="of-post"),
    path("publications/", views.overview, name="list"),
    path("publications/releases/", views.release_all, name="release-all"),
    path("publications/stop/", views.stop, name="stop"),
    path("publications/stop/end/", views.go_on, name="go-on"),
    path("publications/lateness/", views.late_posts, name="lateness"),
    path("publications/<int:pk>/", views.detail, name="publication"),
    path("publications/<int:pk>/decision/", views.decision, name="decision"),
    path("publications/<int:pk>/cancellation/", views.cancellation, name="cancellation"),
    path("publications/<int:pk>/retry/", views.retry, name="retry"),
    path("publications/<int:pk>/release/", views.release, name="release"),
    path("publications/<int:pk>/wording/", views.wording, name="wording"),
    path("publications/<int:pk>/removal/", views.removal, name="removal"),
    path("publications/<int:pk>/time/", views.another_time, name="time"),
]
