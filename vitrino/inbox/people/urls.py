"""Addresses of the people."""

from django.urls import path

from vitrino.inbox.views import person

patterns = [
    path("people/", person.people, name="people"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/description/", person.description, name="person-description"),
    path("people/<int:pk>/facts/", person.person_facts, name="person-facts"),
    path("people/<int:pk>/joining/", person.joining, name="joining"),
    path("people/<int:pk>/parting/", person.parting, name="parting"),
    path("people/<int:pk>/copy/", person.copy, name="person-copy"),
    path("people/<int:pk>/erasure/", person.erasure, name="person-erasure"),
    path("people/facts/<int:pk>/removal/", person.fact_removal, name="fact-removal"),
    path("people/changes/<int:pk>/undoing/", person.undoing, name="undoing"),
]
