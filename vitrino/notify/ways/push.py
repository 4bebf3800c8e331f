"""Web push: to a browser that was allowed to, encrypted for it alone (RFC 8030, 8188, 8291, 8292).

The push service of the browser's maker carries it. Its address comes from the browser, so it is foreign, and the
guarded door decides whether it is opened.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from py_vapid.utils import b64urldecode, b64urlencode

from vitrino.connect.errors import Refused
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Request
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check
from vitrino.notify.ways.contract import MORE, Address, Asked, Letter
from vitrino.notify.ways.encrypting import encrypt
from vitrino.ui.words import words
from vitrino.workspace import keyring

LONGEST = 2_000  # of 4,096 bytes, encrypted
KEPT_FOR_S = 24 * 3600
SIGNED_FOR_S = 12 * 3600


class Push:
    key = "push"
    label = say("Browser or telephone")
    how = say("Rings even while Vitrino is closed. On an iPhone, first put Vitrino on the home screen.")
    asked: tuple[Asked, ...] = ()
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        """given: endpoint, p256dh and auth of the browser's subscription, and the name to show."""
        kept = {name: given.get(name, "").strip() for name in ("endpoint", "p256dh", "auth")}
        if not kept["endpoint"].startswith(("https://", "http://127.0.0.1:")) or not _are_keys(kept):
            raise Problem(say("The browser did not say how to reach it. Try again, or use another browser."))
        shown = " ".join(given.get("name", "").split())[:60] or urlsplit(kept["endpoint"]).hostname or ""
        return {name: Secret(text) for name, text in kept.items()}, shown

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        endpoint = address["endpoint"].reveal()
        value = {"title": letter.title, "body": letter.within(LONGEST, words(MORE)), "url": letter.url,
                 "tag": letter.replaces or letter.tag}  # fmt: skip
        headers = {**signed(endpoint), "content-encoding": "aes128gcm", "content-type": "application/octet-stream",
                   "ttl": str(KEPT_FOR_S), "urgency": "high" if letter.is_urgent else "normal"}  # fmt: skip
        answer = door.send(Request("POST", endpoint, headers, encrypted(json.dumps(value).encode(), address)))
        if answer.status in (404, 410):
            raise Refused(say("This browser takes no notices any more. Switch them on again in it."))
        check(answer)
        return f"push:{answer.headers.get('location', answer.status)}"[:200]


PUSH = Push()


def encrypted(content: bytes, address: Address) -> bytes:
    """What only that browser can read."""
    return encrypt(content, _bytes(address["p256dh"].reveal()), _bytes(address["auth"].reveal()))


def signed(endpoint: str) -> dict[str, str]:
    """The header by which a push service knows us."""
    parts = urlsplit(endpoint)
    host = urlsplit(settings.BASE_URL).hostname or ""
    subject = f"mailto:vitrino@{host if '.' in host else 'localhost'}"
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + SIGNED_FOR_S, "sub": subject}
    found: dict[str, str] = _key().sign(claims)
    return found


def public_key() -> str:
    """What a browser needs to know of us when it subscribes."""
    point = _key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def _key() -> Vapid02:
    """Ours, made once for the installation; browsers that subscribed to another key are lost."""
    path = keyring.folder() / "push.key"
    if not path.exists():
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        keyring.write_private(path, str(b64urlencode(number.to_bytes(32, "big"))), replace=False)
    return Vapid02.from_raw(path.read_text(encoding="ascii").strip().encode())


def _are_keys(kept: Mapping[str, str]) -> bool:
    """A point on the curve and 16 bytes, as RFC 8291 wants them."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(kept["p256dh"]))
        return len(_bytes(kept["auth"])) == 16
    except ValueError:
        return False


def _bytes(text: str) -> bytes:
    return bytes(b64urldecode(text.encode()))
