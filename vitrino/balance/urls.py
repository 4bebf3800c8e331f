"""Addresses of the balance."""

from django.urls import path

from vitrino.balance import views

app_name = "balance"
urlpatterns = [
    path("balance/", views.home, name="home"),
    path("balance/channels/<int:pk>/", views.channel, name="channel"),
    path("balance/channels/<int:pk>/limit/", views.limit, name="limit"),
    path("balance/known/<int:pk>/kind/", views.kind_known, name="kind-known"),
    path("balance/planned/<int:pk>/kind/", views.kind_planned, name="kind-planned"),
    path("balance/pillars/<int:pk>/kind/", views.pillar_kind, name="pillar-kind"),
    path("balance/of-post/<int:pk>/", views.of_post, name="of-post"),
    path("balance/tips/", views.tips, name="tips"),
    path("balance/ideas/", views.ideas, name="ideas"),
    path("balance/ideas/more/", views.more, name="more"),
    path("balance/ideas/<int:pk>/post/", views.write, name="write"),
    path("balance/ideas/<int:pk>/aside/", views.aside, name="aside"),
    path("balance/ideas/<int:pk>/return/", views.back, name="back"),
    path("balance/week/", views.week, name="week"),
    path("balance/partners/", views.partners, name="partners"),
    path("balance/partners/<int:pk>/removal/", views.partner_removal, name="partner-removal"),
    path("balance/today/", views.today, name="today"),
    path("balance/today/<int:pk>/", views.errand, name="errand"),
]
