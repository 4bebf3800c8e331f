"""What shops and orders are called on pages."""

from __future__ import annotations

from vitrino.domain.message import Message, say

# Our own words of states, and those the sample shop uses.
STATES = {
    "waiting": say("Waiting for payment"),
    "paid": say("Paid, to be packed"),
    "processing": say("Paid, to be packed"),
    "shipped": say("Shipped"),
    "delivered": say("Delivered"),
    "completed": say("Delivered"),
    "cancelled": say("Cancelled"),
    "refunded": say("Paid back"),
    "failed": say("Payment failed"),
    "deleted": say("Deleted in the shop"),
}
TONES = {"delivered": "good", "completed": "good", "cancelled": "", "refunded": "", "failed": "bad", "waiting": "warn"}
READ = {"orders": say("Orders"), "customers": say("Customers")}


def said(state: str) -> Message:
    """A state in words; one we don't know is shown as it came."""
    return STATES.get(state) or say("{state}", state=state)
