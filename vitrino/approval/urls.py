"""Addresses of agreement."""

from django.urls import path

from vitrino.approval import views

app_name = "approval"
root_patterns = [
    path("approve/<str:token>/", views.client, name="client"),
    path("approve/<str:token>/posts/<int:pk>/word/", views.client_word, name="client-word"),
    path("approve/<str:token>/posts/<int:pk>/comments/", views.client_comment, name="client-comment"),
    path("approve/<str:token>/posts/<int:pk>/pictures/<int:asset>/", views.client_picture, name="client-picture"),
]
urlpatterns = [
    path("approvals/", views.listing, name="list"),
    path("approvals/links/", views.links, name="links"),
    path("approvals/links/<int:pk>/removal/", views.link_removal, name="link-removal"),
    path("posts/<int:pk>/approval/", views.of_post, name="post"),
    path("posts/<int:pk>/approval/word/", views.word, name="word"),
    path("posts/<int:pk>/approval/comments/", views.comments, name="comments"),
    path("posts/<int:pk>/approval/request/", views.request_for, name="request"),
    path("settings/approval/", views.rule, name="rule"),
]
