"""The address of Today."""

from django.urls import path

from vitrino.today import views

app_name = "today"
urlpatterns = [path("today/", views.home, name="home")]
