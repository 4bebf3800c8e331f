"""Addresses of mentions and watched names."""

from django.urls import path

from vitrino.listening import views

app_name = "listening"
urlpatterns = [
    path("mentions/", views.home, name="home"),
    path("mentions/<int:pk>/verdict/", views.verdict, name="verdict"),
    path("watches/", views.watches, name="watches"),
    path("watches/preview/", views.preview, name="preview"),
    path("watches/<int:pk>/", views.watch, name="watch"),
    path("watches/names/<int:pk>/context/", views.context, name="context"),
]
