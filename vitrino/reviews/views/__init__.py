"""Pages of reviews."""

from vitrino.reviews.views.asking import asking, consent_removal, consents, place_removal, places, policy
from vitrino.reviews.views.bringing import bring, bring_mail, bring_note, brought, keeping
from vitrino.reviews.views.customers import customer, customer_written, no_more
from vitrino.reviews.views.disclosure import disclosure
from vitrino.reviews.views.one import answer, of_talk, post, report, report_outcome, review, thanks_for, usability
from vitrino.reviews.views.overview import home, measure_end, thanks, thanks_removal, themes

__all__ = [
    "answer", "asking", "bring", "bring_mail", "bring_note", "brought", "consent_removal", "consents", "customer",
    "customer_written", "disclosure", "home", "keeping", "measure_end", "no_more", "of_talk", "place_removal", "places",
    "policy",
    "post", "report", "report_outcome", "review", "thanks", "thanks_for", "thanks_removal", "themes", "usability",
]  # fmt: skip
