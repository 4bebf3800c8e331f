"""A bucket of any S3-compatible store, written and lent by signed requests through the one door to the outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from vitrino.connect.errors import ConnectError
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Request
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_MISSING = say("The bucket needs one more library. Whoever looks after this installation adds it with: "
               "pip install vitrino[s3]")  # fmt: skip


@dataclass(frozen=True)
class Bucket:
    """address: https://host/bucket, to show. The secret never leaves this object but as a signature."""

    address: str
    region: str
    access_key: str
    secret_key: Secret = field(repr=False)

    def put(self, door: Door, name: str, content: bytes, mime_type: str) -> None:
        """Store bytes under a name; storing them again changes nothing. Raises ConnectError in words."""
        signed = self._signed(
            _botocore().S3SigV4Auth(self._keys(), "s3", self.region), "PUT", name, content, {"Content-Type": mime_type}
        )
        headers = {key: value.decode() if isinstance(value, bytes) else value for key, value in signed.headers.items()}
        answer = door.send(Request("PUT", signed.url, headers, content, repeatable=True))
        if not answer.is_ok:
            raise ConnectError(
                say("The bucket {address} refused a picture (status {status}). Check its name and keys.",
                    address=self.address, status=answer.status)
            )  # fmt: skip

    def link(self, name: str, life: timedelta) -> str:
        """An address under which anybody can fetch it for so long."""
        signer = _botocore().S3SigV4QueryAuth(self._keys(), "s3", self.region, expires=int(life.total_seconds()))
        return str(self._signed(signer, "GET", name).url)

    def _signed(
        self, signer: Any, method: str, name: str, content: bytes = b"", headers: dict[str, str] | None = None
    ) -> Any:
        from botocore.awsrequest import AWSRequest

        request = AWSRequest(method, f"{self.address}/{quote(name)}", headers=headers or {}, data=content)
        signer.add_auth(request)
        return request.prepare()

    def _keys(self) -> Any:
        from botocore.credentials import Credentials

        return Credentials(self.access_key, self.secret_key.reveal())


@lru_cache(maxsize=2)
def bucket_from(setting: str) -> Bucket | None:
    """The bucket behind VITRINO_S3_URL (https://key:secret@host/bucket?region=…), None for an empty setting."""
    if not setting:
        return None
    _botocore()
    parts = urlsplit(setting)
    host = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
    return Bucket(
        address=f"{parts.scheme}://{host}/{parts.path.strip('/')}", region=region,
        access_key=unquote(parts.username or ""), secret_key=Secret(unquote(parts.password or "")),
    )  # fmt: skip


def _botocore() -> Any:
    try:
        from botocore import auth
    except ImportError as error:
        raise Problem(_MISSING) from error
    return auth
