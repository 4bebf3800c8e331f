"""Addresses of the first five minutes."""

from django.urls import path

from vitrino.welcome import views

app_name = "welcome"
root_patterns = [
    path("welcome/", views.begin, name="begin"),
    path("welcome/sample/", views.sample, name="sample"),
]
urlpatterns = [
    path("welcome/<int:step>/", views.step, name="step"),
    path("welcome/names/<int:pk>/removal/", views.name_removal, name="name-removal"),
    path("welcome/end/", views.finish, name="finish"),
]
