"""Addresses of insight and the look back."""

from django.urls import path

from vitrino.insight import views

app_name = "insight"
urlpatterns = [
    path("insight/", views.home, name="home"),
    path("insight/refresh/", views.refresh, name="refresh"),
    path("insight/progress/", views.progress, name="progress"),
    path("insight/findings/<int:pk>/", views.finding, name="finding"),
    path("insight/posts/", views.posts, name="posts"),
    path("insight/posts/<int:pk>/", views.post, name="post"),
    path("insight/week/", views.week, name="week"),
    path("insight/platforms/", views.platforms, name="platforms"),
    path("insight/platforms/<int:pk>/effort/", views.effort, name="effort"),
    path("insight/retrospective/", views.retrospective, name="retrospective"),
]
