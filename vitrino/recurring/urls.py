"""Addresses of posts that come back."""

from django.urls import path

from vitrino.recurring import views

app_name = "recurring"
urlpatterns = [
    path("plan/repeats/", views.overview, name="list"),
    path("plan/repeats/choice/", views.choose, name="choose"),
    path("posts/<int:pk>/repeats/", views.new, name="new"),
    path("plan/repeats/<int:pk>/", views.recurrence, name="recurrence"),
    path("plan/repeats/<int:pk>/rule/", views.change, name="change"),
    path("plan/repeats/<int:pk>/pause/", views.pause, name="pause"),
    path("plan/repeats/<int:pk>/resumption/", views.resume, name="resume"),
    path("plan/repeats/<int:pk>/end/", views.end, name="end"),
    path("plan/occurrences/<int:pk>/skip/", views.skip, name="skip"),
    path("posts/<int:pk>/evergreen/", views.evergreen_new, name="evergreen-new"),
    path("plan/evergreens/<int:pk>/removal/", views.evergreen_removal, name="evergreen-removal"),
]
