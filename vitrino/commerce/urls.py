"""Addresses of shops and orders."""

from django.urls import path

from vitrino.commerce import views

app_name = "commerce"
urlpatterns = [
    path("shops/", views.overview, name="list"),
    path("shops/new/", views.choose, name="choose"),
    path("shops/new/<slug:system>/", views.connect, name="connect"),
    path("shops/new/<slug:system>/rehearsal/", views.rehearse, name="rehearse"),
    path("shops/<int:pk>/", views.shop, name="shop"),
    path("shops/<int:pk>/disconnection/", views.disconnect, name="disconnect"),
    path("shops/<int:pk>/fetch/", views.fetch, name="fetch"),
    path("shops/<int:pk>/purchases/", views.buy, name="buy"),
    path("orders/", views.orders, name="orders"),
]
