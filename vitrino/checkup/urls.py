"""Addresses of the checkup."""

from django.urls import path

from vitrino.checkup import views

app_name = "checkup"
urlpatterns = [
    path("checkup/", views.home, name="home"),
    path("checkup/runs/", views.run, name="run"),
    path("checkup/notices/<int:pk>/dismissal/", views.dismissal, name="dismissal"),
    path("checkup/notices/<int:pk>/return/", views.come_back, name="return"),
    path("checkup/notices/<int:pk>/remedies/<slug:action>/", views.remedy, name="remedy"),
]
