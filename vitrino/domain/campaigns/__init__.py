"""Campaigns as values: what keeps one from being measured, its plan by day, how it stands, what its costs mean."""

from vitrino.domain.campaigns.aims import MOST_DAYS, Objection, objections
from vitrino.domain.campaigns.chance import FEWEST_ORDERS, Between, orders_between
from vitrino.domain.campaigns.plans import adds_up, expected, spread
from vitrino.domain.campaigns.prices import Price, Typical, clicks_to_a_post, price_of_one
from vitrino.domain.campaigns.standing import Standing, standing

__all__ = [
    "FEWEST_ORDERS", "MOST_DAYS", "Between", "Objection", "Price", "Standing", "Typical", "adds_up",
    "clicks_to_a_post", "expected", "objections", "orders_between", "price_of_one", "spread", "standing",
]  # fmt: skip
