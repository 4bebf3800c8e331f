"""What a killed server is made of: everything imported once, then forked, so that two hundred starts take no hour.

A child does what `vitrino serve` does after its preparations: pages, webhooks, scheduler and workers in one process.
"""

from __future__ import annotations

import asyncio
import os


def serve(port: int) -> None:
    from vitrino.config import environment, server

    server.serve(environment.read(), port, with_worker=True)


def serve_carelessly(port: int) -> None:
    """With the one promise taken out: it does not wait for the commit. For the proof of the proof."""
    import uvicorn

    from vitrino.intake.receiver import Receiver
    from vitrino.intake.writer import Parcel, Writer

    class Careless(Writer):
        async def put(self, parcel: Parcel) -> None:
            self._later = asyncio.ensure_future(super().put(parcel))

    uvicorn.run(Receiver(Careless()), port=port, log_level="warning", access_log=False, lifespan="off")


def _get_ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    import vitrino.config.asgi
    import vitrino.config.server  # noqa: F401
    from vitrino.connect import registry
    from vitrino.engine.work import discover

    discover()
    registry.hooks()


_get_ready()
