"""Addresses of channels."""

from django.urls import path

from vitrino.channels import views

app_name = "channels"
root_patterns = [
    path("connect/return/", views.come_back, name="return"),
]
urlpatterns = [
    path("channels/", views.overview, name="list"),
    path("channels/new/", views.choose, name="choose"),
    path("channels/new/<slug:platform>/", views.connect, name="connect"),
    path("channels/new/<slug:platform>/rehearsal/", views.rehearse, name="rehearse"),
    path("channels/<int:pk>/", views.detail, name="detail"),
    path("channels/<int:pk>/pause/", views.pause, name="pause"),
    path("channels/<int:pk>/resumption/", views.resume, name="resume"),
    path("channels/<int:pk>/disconnection/", views.disconnect, name="disconnect"),
    path("channels/<int:pk>/budget/", views.budget, name="budget"),
    path("channels/<int:pk>/resending/", views.resending, name="resending"),
    path("channels/<int:pk>/fetch/", views.fetch, name="fetch"),
    path("channels/website/scan/", views.scan, name="scan"),
    path("channels/website/links/<int:pk>/farewell/", views.let_go, name="let-go"),
    path("channels/installation/", views.confirm_installation, name="confirm-installation"),
]
