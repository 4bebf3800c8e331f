"""Web push is encrypted as RFC 8291 shows it."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from vitrino.notify.ways.encrypting import HEADER_BYTES, LONGEST_BYTES, decrypt, encrypt, point

AUTH = b"sixteen bytes ok"


def plain(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(plain(text), "big"), ec.SECP256R1())


# RFC 8291, section 5 and appendix A.
SENDER = private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
BROWSER = private("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
BROWSER_AUTH, SALT = plain("BTBZMqHH6r4Tts7J_aSIgg"), plain("DGv6ra1nlYgDCS1FRnbzlw")
TEXT = b"When I grow up, I want to be a watermelon"
MESSAGE = plain(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out() -> None:
    assert encrypt(TEXT, point(BROWSER), BROWSER_AUTH, own=SENDER, salt=SALT) == MESSAGE
    assert decrypt(MESSAGE, BROWSER, BROWSER_AUTH) == TEXT


@given(st.binary(max_size=LONGEST_BYTES))
def test_the_browser_reads_what_was_said_whatever_it_is(content: bytes) -> None:
    body = encrypt(content, point(BROWSER), AUTH)
    assert len(body) <= 4096
    if not content.endswith((b"\x00", b"\x02")):
        assert decrypt(body, BROWSER, AUTH) == content


def test_the_same_words_never_look_the_same() -> None:
    first, second = (encrypt(TEXT, point(BROWSER), AUTH) for _time in range(2))
    assert first[HEADER_BYTES:] != second[HEADER_BYTES:]
    assert first[:HEADER_BYTES] != second[:HEADER_BYTES]


def test_nobody_else_can_read_it() -> None:
    body = encrypt(TEXT, point(BROWSER), AUTH)
    with pytest.raises(InvalidTag):
        decrypt(body, SENDER, AUTH)
    with pytest.raises(InvalidTag):
        decrypt(body, BROWSER, BROWSER_AUTH)


def test_too_much_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="at most"):
        encrypt(b"x" * (LONGEST_BYTES + 1), point(BROWSER), AUTH)
