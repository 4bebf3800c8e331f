"""Addresses of looks back, experiments and reports."""

from django.urls import path

from vitrino.lookback import views

app_name = "lookback"
urlpatterns = [
    path("look-back/", views.home, name="home"),
    path("look-back/beginning/", views.begin, name="begin"),
    path("look-back/rhythm/", views.rhythm, name="rhythm"),
    path("look-back/<int:pk>/", views.look_back, name="look-back"),
    path("look-back/<int:pk>/closing/", views.closing, name="closing"),
    path("look-back/<int:pk>/decisions/", views.decisions, name="decisions"),
    path("look-back/<int:pk>/decisions/<int:decision>/removal/", views.decision_removal, name="decision-removal"),
    path("experiments/", views.experiments, name="experiments"),
    path("experiments/<int:pk>/", views.experiment, name="experiment"),
    path("experiments/<int:pk>/verdict/", views.verdict, name="verdict"),
]
