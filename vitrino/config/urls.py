"""Addresses by convention: every app's `urls.py`.

`urlpatterns` there live below /w/<slug>/ and belong to a workspace; `root_patterns` (optional) live at the root.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from vitrino.config import health
from vitrino.config.language import set_language


def app_patterns() -> list[URLResolver]:
    """One namespace for each app that has pages."""
    found = []
    for app in settings.OUR_APPS:
        if find_spec(f"{app}.urls") is None:
            continue
        module, name = import_module(f"{app}.urls"), app.rpartition(".")[2]
        inside = path("w/<slug:slug>/", include(getattr(module, "urlpatterns", [])))
        found.append(path("", include(([*getattr(module, "root_patterns", []), inside], name))))
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("language/", set_language, name="set_language"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    *app_patterns(),
]

if settings.DEBUG:
    from vitrino.ui import gallery

    urlpatterns.append(path("gallery/", gallery.view, name="gallery"))

handler404 = "vitrino.config.errors.not_found"
handler403 = "vitrino.config.errors.forbidden"
handler500 = "vitrino.config.errors.broken"
handler400 = "vitrino.config.errors.bad_request"
