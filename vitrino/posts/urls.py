"""Addresses of posts."""

from django.urls import path

from vitrino.posts import views

app_name = "posts"
urlpatterns = [
    path("posts/", views.listing, name="list"),
    path("posts/new/", views.new, name="new"),
    path("posts/<int:pk>/", views.edit, name="edit"),
    path("posts/<int:pk>/sheets/", views.sheets, name="sheets"),
    path("posts/<int:pk>/draft/", views.draft, name="draft"),
    path("posts/<int:pk>/form/", views.shape_all, name="shape-all"),
    path("posts/<int:pk>/channels/<int:channel>/form/", views.shape, name="shape"),
    path("posts/<int:pk>/pictures/<int:asset>/description/", views.describe, name="describe"),
    path("posts/<int:pk>/presence/", views.presence, name="presence"),
    path("posts/<int:pk>/pictures/", views.pictures, name="pictures"),
    path("posts/<int:pk>/pictures/choice/", views.choice, name="picture-choice"),
    path("posts/<int:pk>/pictures/<int:asset>/", views.picture, name="picture"),
    path("posts/<int:pk>/pictures/<int:asset>/removal/", views.picture_removal, name="picture-removal"),
    path("posts/<int:pk>/removal/", views.removal, name="removal"),
]
