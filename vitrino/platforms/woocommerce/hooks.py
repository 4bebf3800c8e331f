"""Webhooks of a WooCommerce shop, read by whoever keeps the orders."""

from __future__ import annotations

from vitrino.connect.hooks import Hook, numbered_by
from vitrino.connect.signatures import BodyHmac

# WooCommerce's WC_Webhook: base64 of HMAC-SHA256 over the body, by the secret both sides entered.
HOOK = Hook(
    name="WooCommerce",
    verifier=BodyHmac("x-wc-webhook-signature", "base64"),
    identify=numbered_by("x-wc-webhook-delivery-id"),
    keeps=("x-wc-webhook-topic", "x-wc-webhook-source", "x-wc-webhook-delivery-id"),
    secret_is_theirs=False,
)
