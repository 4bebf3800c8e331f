"""Whom the shop reaches already: from the website, the orders, and what was said at the beginning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain.language.names import NAMES
from vitrino.domain.message import say
from vitrino.guidance.proposals.proposal import Proposal, short
from vitrino.insight.wording import WEEKDAYS
from vitrino.ui.formats import money, number, percent
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

YEAR = timedelta(days=365)
# Fewer orders describe those people, not the audience; and nobody shall be recognised in a sentence.
FEWEST, MOST_READ = 20, 5000
_PRODUCTS = 4
_BUSY = 1.5 / 7


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return [*_orders(workspace, now), *_website(workspace), *_start(workspace)]


def _orders(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    """Only sums over many orders, never a person."""
    rows = list(
        commerce.orders_of(workspace).filter(placed_at__gte=now - YEAR, cancelled_at=None)
        .values_list("customer", "customer_email", "total_minor", "currency", "placed_at")[:MOST_READ]
    )  # fmt: skip
    if len(rows) < FEWEST:
        return
    proof = say("Your own orders of a year: {n}.", n=len(rows))
    currency = Counter(row[3] for row in rows).most_common(1)[0][0]
    basket = money(round(median(row[2] for row in rows if row[3] == currency)), currency)
    yield Proposal(
        "orders-basket",
        "audience",
        say("A typical customer spends about {amount} at a time.", amount=basket),
        proof,
        "commerce:orders",
    )
    people = Counter(customer or email for customer, email, *_rest in rows if customer or email)
    if len(people) >= FEWEST:
        share = sum(count > 1 for count in people.values()) / len(people)
        yield Proposal(
            "orders-again", "audience",
            say("{share} of our customers bought more than once within a year: we write for people who know us too.",
                share=percent(share)),
            say("Customers in your orders of a year: {n}.", n=len(people)), "commerce:orders",
        )  # fmt: skip
    days = Counter(row[4].weekday() for row in rows)
    weekday, most = days.most_common(1)[0]
    if most / len(rows) >= _BUSY:
        yield Proposal(
            "orders-day", "audience",
            say("They buy most on this day: {weekday}.", weekday=words(WEEKDAYS[weekday])),
            say("{n} of {all} orders of a year.", n=number(most), all=number(len(rows))), "commerce:orders",
        )  # fmt: skip


def _website(workspace: Workspace) -> Iterator[Proposal]:
    facts = channels.site_facts(workspace)
    if facts.products:
        yield Proposal(
            "site-products", "audience", say("People who look for: {products}.",
                                             products=", ".join(short(one, 40) for one in facts.products[:_PRODUCTS])),
            say("Your website names these products."), "channels:list",
        )  # fmt: skip
    if facts.description:
        yield Proposal("site-description", "audience", say("Our website says whom we are there for: “{text}”",
                                                           text=short(facts.description, 200)),
                       say("The description of your website."), "channels:list")  # fmt: skip
    if facts.languages:
        named = ", ".join(words(NAMES[one]) if one in NAMES else one for one in facts.languages[:_PRODUCTS])
        yield Proposal("site-languages", "audience", say("They read: {languages}.", languages=named),
                       say("The languages of your website."), "channels:list")  # fmt: skip
    if facts.country:
        yield Proposal("site-country", "audience", say("Most of them live in this country: {country}.",
                                                       country=facts.country),
                       say("Signs on your website: {signs}.", signs=", ".join(facts.country_by) or facts.country),
                       "channels:list")  # fmt: skip


def _start(workspace: Workspace) -> Iterator[Proposal]:
    if workspace.sells.strip():
        yield Proposal("sells", "audience", say("People who want {things}.", things=workspace.sells.strip()),
                       say("You said so when you set up the shop."))  # fmt: skip
