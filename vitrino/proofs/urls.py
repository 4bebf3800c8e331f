"""The addresses that alerts of the worker point to; the pages themselves are not part of the proof."""

from django.urls import include, path

from vitrino.channels import urls as channels
from vitrino.notify import urls as notify
from vitrino.publishing import urls as publishing

urlpatterns = [
    path("w/<slug:slug>/", include((channels.urlpatterns, "channels"))),
    path("w/<slug:slug>/", include((notify.urlpatterns, "notify"))),
    path("w/<slug:slug>/", include((publishing.urlpatterns, "publishing"))),
]
