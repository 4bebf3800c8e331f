"""Addresses of files with numbers."""

from django.urls import path

from vitrino.metricimports import views

app_name = "metricimports"
urlpatterns = [
    path("insight/files/", views.listing, name="list"),
    path("insight/files/histories/", views.histories, name="histories"),
    path("insight/files/<int:pk>/", views.brought, name="brought"),
    path("insight/files/<int:pk>/start/", views.start, name="start"),
    path("insight/files/<int:pk>/progress/", views.progress, name="progress"),
    path("insight/files/<int:pk>/left-out/", views.leftovers, name="left-out"),
]
