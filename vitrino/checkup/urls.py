"""Addresses of the checkup."""

from django.urls import path

from vitrino.checkup import views

app_name = "checkup"
root_patterns = [path("checkup/letter/<str:token>/no-more/", views.no_more, name="no-more")]
urlpatterns = [
    path("checkup/", views.home, name="home"),
    path("checkup/runs/", views.run, name="run"),
    path("checkup/score/", views.score, name="score"),
    path("checkup/letter/", views.letter, name="letter"),
    path("checkup/letter/choice/", views.letter_choice, name="letter-choice"),
    path("checkup/letter/time/", views.letter_time, name="letter-time"),
    path("checkup/notices/<int:pk>/dismissal/", views.dismissal, name="dismissal"),
    path("checkup/notices/<int:pk>/return/", views.come_back, name="return"),
    path("checkup/notices/<int:pk>/remedies/<slug:action>/", views.remedy, name="remedy"),
]
