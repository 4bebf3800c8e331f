"""Addresses of competitors."""

from django.urls import path

from vitrino.competitors import views

app_name = "competitors"
urlpatterns = [
    path("competitors/", views.home, name="home"),
    path("competitors/new/", views.new, name="new"),
    path("competitors/<int:pk>/", views.one, name="one"),
    path("competitors/<int:pk>/removal/", views.removal, name="removal"),
    path("competitors/<int:pk>/return/", views.put_back, name="put-back"),
]
