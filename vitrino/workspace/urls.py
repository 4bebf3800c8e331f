"""Addresses of the shop, its people and oneself."""

from django.urls import path

from vitrino.workspace import views

app_name = "workspace"
root_patterns = [
    path("", views.home, name="home"),
    path("start/<str:token>/", views.start_here, name="start"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("profile/", views.profile, name="profile"),
]
urlpatterns = [
    path("settings/", views.settings_home, name="settings"),
    path("settings/shop/", views.shop, name="shop"),
    path("settings/brand/", views.brand, name="brand"),
    path("settings/brand/names/<int:pk>/removal/", views.name_removal, name="name-removal"),
    path("settings/people/", views.people, name="people"),
    path("settings/people/<int:pk>/role/", views.member_role, name="member-role"),
    path("settings/people/<int:pk>/removal/", views.member_removal, name="member-removal"),
    path("settings/invitations/<int:pk>/removal/", views.invitation_removal, name="invitation-removal"),
    path("settings/log/", views.log, name="log"),
]
