"""Addresses of the inbox."""

from django.urls import path

from vitrino.inbox import views
from vitrino.inbox.people.urls import patterns as people

app_name = "inbox"
urlpatterns = [
    path("inbox/", views.listing, name="list"),
    path("inbox/<int:pk>/", views.talk, name="talk"),
    path("inbox/<int:pk>/reply/", views.reply, name="reply"),
    path("inbox/<int:pk>/check/", views.check, name="check"),
    path("inbox/<int:pk>/resolution/", views.resolution, name="resolution"),
    path("inbox/<int:pk>/assignment/", views.assignment, name="assignment"),
    path("inbox/<int:pk>/judgement/", views.judgement, name="judgement"),
    path("inbox/<int:pk>/spam/", views.spam, name="spam"),
    path("inbox/<int:pk>/notes/", views.notes, name="notes"),
    path("inbox/<int:pk>/snooze/", views.snooze, name="snooze"),
    path("inbox/<int:pk>/lately/", views.lately, name="lately"),
    path("inbox/messages/<int:pk>/triage/", views.triage, name="triage"),
    path("inbox/answers/<int:pk>/taking-back/", views.taking_back, name="taking-back"),
    path("inbox/answers/<int:pk>/retry/", views.retry, name="retry"),
    path("inbox/waiting/<int:pk>/decision/", views.decision, name="decision"),
    path("inbox/several/", views.several, name="several"),
    path("inbox/rules/", views.rules, name="rules"),
    path("settings/answer-times/", views.answer_times, name="answer-times"),
    path("saved-replies/", views.saved_replies, name="saved-replies"),
    path("saved-replies/<int:pk>/", views.saved_reply, name="saved-reply"),
    path("saved-replies/<int:pk>/removal/", views.saved_reply_removal, name="saved-reply-removal"),
    *people,
]
