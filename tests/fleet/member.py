"""A process of the fleet, the product's own but for short windows: `python -m tests.fleet.member hander|executor 7`."""

from __future__ import annotations

import logging
import os
import random
import sys
from datetime import timedelta

# A new process has everything to load at its first post.
DEADLINE_S = 4.0


def main(role: str, seed: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    logging.disable(logging.WARNING)
    get_ready()
    if role == "executor":
        from vitrino.config.fleet import work

        work(4, only=[])
    else:
        hand_over(random.Random(seed))


def get_ready() -> None:
    """Only publishing, with short windows, in this process as in those it starts."""
    from django.conf import settings

    from vitrino.engine import fleet
    from vitrino.proofs import shop, worker
    from vitrino.proofs.shape import entrants
    from vitrino.publishing import policies

    settings.ROOT_URLCONF = "vitrino.proofs.urls"
    worker.get_ready(entrants())
    shop.lift_allowances(entrants())
    for key, windows in policies.SCALED.items():
        policies.SCALED[key] = {**windows, "send_deadline_s": DEADLINE_S}
    fleet.AGAIN = timedelta(seconds=1)


def hand_over(chance: random.Random) -> None:
    """Name what is due, through a broker that loses some messages and doubles others."""
    from vitrino.config.environment import read
    from vitrino.config.fleet import Sender, app
    from vitrino.engine.fleet import Hander

    send = Sender(app(read().broker_url))

    def badly(name: str, pk: int, lane: str) -> None:
        for _copy in range(chance.choice((0, 1, 1, 1, 2))):
            send(name, pk, lane)

    Hander(badly).run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
