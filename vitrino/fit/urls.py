"""Addresses of what fits: platforms, forms, pictures."""

from django.urls import path

from vitrino.fit import views

app_name = "fit"
urlpatterns = [
    path("fit/", views.home, name="home"),
    path("fit/strategy/", views.taken, name="take"),
    path("fit/media/", views.media, name="media"),
    path("fit/pictures/", views.describe, name="describe"),
    path("fit/pictures/<int:pk>/description/", views.described, name="described"),
]
