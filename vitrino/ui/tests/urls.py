"""Addresses the frame links to, without the apps behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from vitrino.ui import gallery
from vitrino.ui.navigation import PLACES, SETTINGS
from vitrino.ui.tests import pages


def nothing(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(f"<!doctype html><html lang=en><title>{slug}</title><h1>{request.path}</h1>")


def routes(app: str) -> list[URLPattern]:
    """The places an app has in the menu; with the workspace come profile and home, and the crisis desk is linked."""
    names = [one.url_name.partition(":")[2] for one in (*PLACES, SETTINGS) if one.url_name.startswith(f"{app}:")]
    inside = [path(f"w/<slug:slug>/{app}/{name}/", nothing, name=name) for name in names]
    if app == "crisis":
        return [path("w/<slug:slug>/crisis/", nothing, name="home")]
    own = [path("profile/", nothing, name="profile"), path("", nothing, name="home")]
    return [*inside, *own] if app == "workspace" else inside


urlpatterns = [
    *(
        path("", include((routes(app), app)))
        for app in ("today", "planner", "inbox", "insight", "checkup", "crisis", "workspace")
    ),
    path("gallery/", gallery.view, name="gallery"),
    path("behaviour/", pages.behaviour),
    path("behaviour/region/", pages.region),
    path("behaviour/draft/", pages.draft),
    path("language/", nothing, name="set_language"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
