"""Addresses of conduct: the shop's rules, the ladder, what is hidden, and the public page."""

from django.urls import path

from vitrino.conduct import views

app_name = "conduct"
root_patterns = [path("rules/<slug:slug>/", views.public, name="public")]
urlpatterns = [
    path("conduct/", views.home, name="home"),
    path("conduct/rules/", views.rules, name="rules"),
    path("conduct/people/<int:pk>/", views.person, name="person"),
    path("conduct/people/<int:pk>/decision/", views.decision, name="decision"),
    path("conduct/talks/<int:pk>/step/<slug:event>/", views.step, name="step"),
    path("conduct/talks/<int:pk>/report/", views.report, name="report"),
    path("conduct/talks/<int:pk>/appeal/", views.appeal, name="appeal"),
    path("conduct/talks/<int:pk>/hiding/", views.hiding, name="hiding"),
    path("conduct/hidings/<int:pk>/end/", views.showing, name="showing"),
    path("conduct/measures/<int:pk>/", views.measure, name="measure"),
]
