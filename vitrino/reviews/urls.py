"""Addresses of reviews."""

from django.urls import path

from vitrino.reviews import views

app_name = "reviews"
root_patterns = [
    path("review/<str:token>/", views.customer, name="customer"),
    path("review/<str:token>/written/", views.customer_written, name="customer-written"),
    path("review/<str:token>/no-more/", views.no_more, name="no-more"),
]
urlpatterns = [
    path("reviews/", views.home, name="home"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/of/<int:pk>/", views.of_talk, name="of-talk"),
    path("reviews/<int:pk>/thanks/", views.thanks_for, name="thanks-for"),
    path("reviews/<int:pk>/answer/", views.answer, name="answer"),
    path("reviews/<int:pk>/usability/", views.usability, name="usability"),
    path("reviews/<int:pk>/post/", views.post, name="post"),
    path("reviews/<int:pk>/report/", views.report, name="report"),
    path("reviews/reports/<int:pk>/outcome/", views.report_outcome, name="report-outcome"),
    path("reviews/themes/", views.themes, name="themes"),
    path("reviews/measures/<int:pk>/end/", views.measure_end, name="measure-end"),
    path("reviews/bring/", views.bring, name="bring"),
    path("reviews/bring/mail/", views.bring_mail, name="bring-mail"),
    path("reviews/bring/note/", views.bring_note, name="bring-note"),
    path("reviews/bring/<int:pk>/", views.brought, name="brought"),
    path("reviews/bring/<int:pk>/keeping/", views.keeping, name="keeping"),
    path("reviews/thanks/", views.thanks, name="thanks"),
    path("reviews/thanks/<int:pk>/removal/", views.thanks_removal, name="thanks-removal"),
    path("reviews/asking/", views.asking, name="asking"),
    path("reviews/asking/settings/", views.policy, name="policy"),
    path("reviews/asking/places/", views.places, name="places"),
    path("reviews/asking/places/<int:pk>/removal/", views.place_removal, name="place-removal"),
    path("reviews/asking/consents/", views.consents, name="consents"),
    path("reviews/asking/consents/<int:pk>/removal/", views.consent_removal, name="consent-removal"),
    path("reviews/disclosure/", views.disclosure, name="disclosure"),
]
