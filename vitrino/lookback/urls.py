"""Addresses of looks back, experiments and reports."""

from django.urls import path

from vitrino.lookback import views

app_name = "lookback"
root_patterns = [
    path("report/<str:token>/", views.shared, name="shared"),
    path("report/<str:token>/pdf/", views.shared_pdf, name="shared-pdf"),
    path("report/<str:token>/no-more/", views.no_more, name="no-more"),
]
urlpatterns = [
    path("look-back/", views.home, name="home"),
    path("look-back/beginning/", views.begin, name="begin"),
    path("look-back/rhythm/", views.rhythm, name="rhythm"),
    path("look-back/<int:pk>/", views.look_back, name="look-back"),
    path("look-back/<int:pk>/closing/", views.closing, name="closing"),
    path("look-back/<int:pk>/decisions/", views.decisions, name="decisions"),
    path("look-back/<int:pk>/decisions/<int:decision>/removal/", views.decision_removal, name="decision-removal"),
    path("experiments/", views.experiments, name="experiments"),
    path("experiments/<int:pk>/", views.experiment, name="experiment"),
    path("experiments/<int:pk>/verdict/", views.verdict, name="verdict"),
    path("reports/", views.reports, name="reports"),
    path("reports/making/", views.making_report, name="making-report"),
    path("reports/look/", views.look, name="look"),
    path("reports/readers/", views.readers, name="readers"),
    path("reports/readers/<int:pk>/removal/", views.reader_removal, name="reader-removal"),
    path("reports/links/<int:pk>/removal/", views.link_removal, name="link-removal"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/again/", views.again, name="again"),
    path("reports/<int:pk>/links/", views.links, name="links"),
    path("reports/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("reports/<int:pk>/pdf/progress/", views.pdf_progress, name="pdf-progress"),
    path("reports/<int:pk>/table/", views.table, name="table"),
]
