"""Addresses of campaigns and what became of them."""

from django.urls import path

from vitrino.attribution import views

app_name = "attribution"
urlpatterns = [
    path("campaigns/", views.listing, name="list"),
    path("campaigns/new/", views.new, name="new"),
    path("campaigns/orders/", views.orders, name="orders"),
    path("campaigns/posts/", views.choose, name="choose"),
    path("campaigns/posts/<int:pk>/", views.of_post, name="of-post"),
    path("campaigns/costs/", views.costs, name="costs"),
    path("campaigns/costs/<int:pk>/", views.file, name="file"),
    path("campaigns/costs/<int:pk>/removal/", views.removal, name="removal"),
    path("campaigns/<int:pk>/", views.campaign, name="campaign"),
    path("campaigns/<int:pk>/change/", views.change, name="change"),
    path("campaigns/<int:pk>/plan/", views.plan, name="plan"),
    path("campaigns/<int:pk>/end/", views.end, name="end"),
    path("campaigns/<int:pk>/messages/", views.messages_test, name="messages"),
]
