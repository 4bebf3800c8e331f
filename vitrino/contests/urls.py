"""Addresses of contests and quizzes."""

from django.urls import path

from vitrino.contests import views

app_name = "contests"
root_patterns = [
    path("contest/<slug:public_id>/", views.proof, name="proof"),
    path("contest/<slug:public_id>/proof.json", views.proof_file, name="proof-file"),
]
urlpatterns = [
    path("contests/", views.home, name="home"),
    path("contests/new/", views.new, name="new"),
    path("contests/notes/", views.notes, name="notes"),
    path("contests/quizzes/new/", views.quiz_new, name="quiz-new"),
    path("contests/quizzes/<int:pk>/", views.quiz, name="quiz"),
    path("contests/quizzes/<int:pk>/solution/", views.solving, name="solving"),
    path("contests/<int:pk>/", views.one, name="one"),
    path("contests/<int:pk>/change/", views.change, name="change"),
    path("contests/<int:pk>/announcing/", views.announcing, name="announcing"),
    path("contests/<int:pk>/calling-off/", views.calling_off, name="calling-off"),
    path("contests/<int:pk>/rules/", views.rules, name="rules"),
    path("contests/<int:pk>/posts/", views.joining, name="joining"),
    path("contests/<int:pk>/entries/", views.entries, name="entries"),
    path("contests/<int:pk>/entries/look/", views.gathering, name="gathering"),
    path("contests/<int:pk>/entries/new/", views.adding, name="adding"),
    path("contests/<int:pk>/entries/file/", views.bringing, name="bringing"),
    path("contests/<int:pk>/entries/<int:entry>/ruling/", views.ruling, name="ruling"),
    path("contests/<int:pk>/closing/", views.closing, name="closing"),
    path("contests/<int:pk>/draw/", views.draw, name="draw"),
    path("contests/<int:pk>/places/<int:award>/step/", views.step, name="step"),
    path("contests/<int:pk>/winners/", views.winners, name="winners"),
]
