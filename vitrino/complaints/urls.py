"""Addresses of complaints."""

from django.urls import path

from vitrino.complaints import views

app_name = "complaints"
urlpatterns = [
    path("complaints/", views.listing, name="list"),
    path("complaints/<int:pk>/", views.case, name="case"),
    path("complaints/<int:pk>/steps/", views.steps, name="steps"),
    path("complaints/<int:pk>/questions/<int:step>/", views.question, name="question"),
    path("complaints/<int:pk>/about/", views.about, name="about"),
    path("complaints/causes/", views.causes, name="causes"),
    path("complaints/causes/<int:pk>/remedy/", views.cause_remedy, name="cause-remedy"),
    path("playbook/", views.playbook, name="playbook"),
    path("playbook/<int:pk>/", views.version, name="version"),
    path("contact-addresses/", views.contacts, name="contacts"),
    path("contact-addresses/<int:pk>/removal/", views.contact_removal, name="contact-removal"),
]
