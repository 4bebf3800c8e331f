"""Webhooks of a Shopify shop: orders, customers and deliveries, read by whoever keeps the orders."""

from __future__ import annotations

from vitrino.connect.hooks import Hook, numbered_by
from vitrino.connect.signatures import BodyHmac

# shopify.dev, "Verify webhook deliveries": the app's secret over the raw body; every delivery has a number of its own.
HOOK = Hook(
    name="Shopify",
    verifier=BodyHmac("x-shopify-hmac-sha256", "base64"),
    identify=numbered_by("x-shopify-webhook-id"),
    keeps=("x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id", "x-shopify-triggered-at"),
)
