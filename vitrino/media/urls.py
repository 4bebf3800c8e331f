"""Addresses of the library, and the one under which platforms fetch."""

from django.urls import path

from vitrino.media import views

app_name = "media"
root_patterns = [
    path("fetch/<str:token>/<str:name>", views.fetch, name="fetch"),
]
urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/<int:pk>/", views.describe, name="asset"),
    path("library/<int:pk>/file/", views.file, name="file"),
    path("library/<int:pk>/small/", views.small, name="small"),
    path("library/<int:pk>/on/<slug:platform>/", views.seen, name="seen"),
    path("library/<int:pk>/focus/", views.focus, name="focus"),
    path("library/<int:pk>/film/", views.film, name="film"),
    path("library/<int:pk>/film/stop/", views.film_stop, name="film-stop"),
    path("library/<int:pk>/film/another-try/", views.film_try, name="film-try"),
    path("library/<int:pk>/removal/", views.removal, name="removal"),
    path("settings/pictures/", views.address, name="address"),
]
