"""Addresses of the page of sources."""

from django.urls import path

from vitrino.intake import views

app_name = "intake"
urlpatterns = [
    path("sources/", views.home, name="home"),
    path("sources/feeds/", views.feeds, name="feeds"),
    path("sources/places/<slug:key>/", views.places, name="places"),
    path("sources/keys/<slug:key>/", views.keys, name="keys"),
    path("sources/<int:pk>/closing/", views.closing, name="closing"),
    path("sources/websites/<slug:key>/", views.websites, name="websites"),
    path("sources/addresses/<int:pk>/closing/", views.address_closing, name="address-closing"),
    path("sources/readings/", views.readings, name="readings"),
]
