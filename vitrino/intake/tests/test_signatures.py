"""Each platform's signature as its own documentation shows it, and everything that only looks like it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.connect import registry
from vitrino.connect.hooks import Incoming
from vitrino.connect.signatures import StampedHmac, stamped

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BODY = '{"text": "zażółć"}'.encode()
DIGEST = hmac.new(b"secret", BODY, hashlib.sha256).digest()
SIGNED = {
    "facebook": ("x-hub-signature-256", "sha256=" + DIGEST.hex()),
    "instagram": ("x-hub-signature-256", "sha256=" + DIGEST.hex()),
    "shopify": ("x-shopify-hmac-sha256", base64.b64encode(DIGEST).decode()),
    "woocommerce": ("x-wc-webhook-signature", base64.b64encode(DIGEST).decode()),
    "telegram": ("x-telegram-bot-api-secret-token", "secret"),
    "sitecomments": ("x-vitrino-signature", stamped("secret", BODY, NOW)),
}


def test_every_hook_is_among_the_examples() -> None:
    assert set(registry.hooks()) <= set(SIGNED), "a new webhook needs an example of its signature here"


@pytest.mark.parametrize("platform", sorted(SIGNED))
def test_the_right_signature_opens_and_the_smallest_change_closes(platform: str) -> None:
    header, value = SIGNED[platform]
    verify = registry.hooks()[platform].verifier.verify
    assert verify("secret", Incoming({header: value}, BODY), NOW)
    assert not verify("other", Incoming({header: value}, BODY), NOW)
    assert not verify("", Incoming({header: value}, BODY), NOW)
    assert not verify("secret", Incoming({}, BODY), NOW)
    assert not verify("secret", Incoming({header: value[:-3] + "xx="}, BODY), NOW)
    assert not verify("secret", Incoming({header: "ż" + value}, BODY), NOW)
    if platform != "telegram":  # which signs nothing: its secret is the whole proof
        assert not verify("secret", Incoming({header: value}, BODY + b"\n"), NOW)


@given(st.text(max_size=80), st.binary(max_size=80))
def test_no_header_opens_by_chance_or_breaks_anything(header: str, body: bytes) -> None:
    for platform, (name, _value) in SIGNED.items():
        assert not registry.hooks()[platform].verifier.verify("secret 4711", Incoming({name: header}, body), NOW)


@pytest.mark.parametrize(
    ("minutes", "is_good"), [(-5, True), (-4, True), (0, True), (4, True), (5, True), (-6, False), (6, False)]
)
def test_a_signed_time_may_be_five_minutes_off(minutes: int, is_good: bool) -> None:
    header = stamped("secret", BODY, NOW + timedelta(minutes=minutes))
    assert StampedHmac("x").verify("secret", Incoming({"x": header}, BODY), NOW) is is_good
