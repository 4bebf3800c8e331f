"""Addresses of the ledger."""

from django.urls import path

from vitrino.ledger import views

app_name = "ledger"
urlpatterns = [
    path("promises/", views.home, name="home"),
    path("promises/<int:pk>/settlement/", views.settlement, name="settlement"),
    path("promises/<int:pk>/return/", views.back, name="back"),
    path("promises/admitting/<str:key>/", views.admitting, name="admitting"),
    path("proofs/", views.proofs, name="proofs"),
    path("proofs/<int:pk>/removal/", views.proof_removal, name="proof-removal"),
]
