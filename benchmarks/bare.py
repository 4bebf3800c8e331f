"""The least an ASGI app can do with a webhook: read the body, say 200. What `benchmarks.webhooks` is held against."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn

HEADERS = [(b"content-length", b"0"), (b"content-type", b"text/plain")]


async def application(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """ASGI entry point."""
    while (await receive()).get("more_body"):
        continue
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": b""})


def main(port: int) -> None:
    """Served exactly as `vitrino serve` serves."""
    from vitrino.config.patience import Patient

    uvicorn.run(
        application, port=port, log_level="warning", access_log=False, lifespan="off", date_header=False,
        server_header=False, http=Patient,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
