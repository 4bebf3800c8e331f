"""Addresses the frame links to, without the apps behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from vitrino.ui import gallery
from vitrino.ui.navigation import PLACES, SETTINGS


def nothing(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)


def place(url_name: str) -> object:
    app, name = url_name.split(":")
    return path("w/<slug:slug>/", include(([path(f"{app}/", nothing, name=name)], app)))


urlpatterns = [
    *(place(one.url_name) for one in (*PLACES, SETTINGS)),
    path("profile/", include(([path("", nothing, name="profile")], "workspace"))),
    path("gallery/", gallery.view, name="gallery"),
    path("language/", nothing, name="set_language"),
    path("account/logout/", nothing, name="account_logout"),
    path("account/email/", nothing, name="account_email"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
