"""The encryption of web push (RFC 8291 in the coding of RFC 8188), one record for one browser.

The known library for it comes only as source, and the setup takes nothing that would have to be built. The parts are
those of `cryptography`; the RFC's own example is among the tests.
"""

from __future__ import annotations

import os
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_BYTES = 4096
SALT_BYTES, POINT_BYTES, TAG_BYTES = 16, 65, 16
HEADER_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES
LONGEST_BYTES = RECORD_BYTES - HEADER_BYTES - TAG_BYTES - 1
_LAST_RECORD = b"\x02"


def encrypt(content: bytes, browser: bytes, auth: bytes, *, own: ec.EllipticCurvePrivateKey | None = None,
            salt: bytes = b"") -> bytes:  # fmt: skip
    """`content` (at most LONGEST_BYTES) for the browser with this public point and this secret of 16 bytes.

    own, salt: used once only; made here unless the RFC's example brings its own.
    """
    if len(content) > LONGEST_BYTES:
        raise ValueError(f"web push carries at most {LONGEST_BYTES} bytes")
    own, salt = own or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(SALT_BYTES)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), browser)
    key, nonce = _keys(own.exchange(ec.ECDH(), theirs), auth, salt, browser, point(own))
    header = salt + struct.pack("!LB", RECORD_BYTES, POINT_BYTES) + point(own)
    return header + AESGCM(key).encrypt(nonce, content + _LAST_RECORD, None)


def decrypt(body: bytes, browser: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """What a browser does; the proofs read with it what was sent."""
    salt, sender, sealed = body[:SALT_BYTES], body[HEADER_BYTES - POINT_BYTES : HEADER_BYTES], body[HEADER_BYTES:]
    ours = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
    key, nonce = _keys(browser.exchange(ec.ECDH(), ours), auth, salt, point(browser), sender)
    return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00").removesuffix(_LAST_RECORD)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _keys(shared: bytes, auth: bytes, salt: bytes, browser: bytes, sender: bytes) -> tuple[bytes, bytes]:
    """The key and the nonce of the only record."""
    secret = _derived(shared, auth, b"WebPush: info\x00" + browser + sender, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    return key, _derived(secret, salt, b"Content-Encoding: nonce\x00", 12)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
