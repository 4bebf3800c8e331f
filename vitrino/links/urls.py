"""Addresses of links: pages of the shop, and the short links at the root."""

from django.urls import path

from vitrino.links import views

app_name = "links"
urlpatterns = [
    path("links/", views.links, name="home"),
    path("links/new/", views.new, name="new"),
    path("links/<int:pk>/closing/", views.closing, name="closing"),
    path("links/card/", views.card, name="card"),
]
root_patterns = [path("l/<str:code>", views.follow, name="follow")]
