"""The Celery fleet: `vitrino serve` and `vitrino worker` name what is due, `vitrino worker --celery` works it off.

Celery brings scaling, queues for each platform and its monitoring; it decides nothing. See `vitrino.engine.fleet`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vitrino.config.environment import read
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

if TYPE_CHECKING:
    from celery import Celery

    from vitrino.engine.ticker import Ticker

TASK = "vitrino.row"
QUEUE = "vitrino"


def scheduler(threads: int) -> Ticker:
    """Whoever sees to it that due rows are worked off: with a pool of its own, or by telling the fleet."""
    from vitrino.engine.fleet import Hander
    from vitrino.engine.ticker import Ticker

    url = read().broker_url
    return Hander(Sender(app(url))) if url else Ticker(threads)


def work(threads: int, *, only: list[str]) -> int:
    """Work off what the broker brings, until stopped. only: platform keys; none means everything."""
    from vitrino.engine.fleet import work_off
    from vitrino.engine.work import discover

    url = read().broker_url
    if not url:
        raise Problem(say("Set VITRINO_BROKER_URL first, e.g. to redis://localhost:6379/0."))
    discover()
    made = app(url)
    made.task(name=TASK, ignore_result=True)(work_off)
    made.worker_main(["worker", "--pool=threads", "--concurrency", str(threads), "--queues", _queues(only),
                      "--loglevel", "WARNING", "--without-gossip", "--without-mingle"])  # fmt: skip
    return 0


def app(url: str) -> Celery:
    """Celery as the fleet uses it. Raises Problem when it is not installed."""
    try:
        from celery import Celery
    except ImportError as error:
        raise Problem(say("A fleet needs Celery. Install it with: pip install 'vitrino[cluster]'")) from error
    made = Celery("vitrino", broker=url, fixups=[])
    made.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_default_queue=QUEUE,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_soft_shutdown_timeout=5,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"socket_timeout": 5, "socket_connect_timeout": 5},
    )
    return made


class Sender:
    """Puts the name of a row into the queue of its lane."""

    def __init__(self, made: Celery) -> None:
        self._app = made

    def __call__(self, name: str, pk: int, lane: str) -> None:
        from celery.exceptions import OperationalError

        from vitrino.engine.fleet import AGAIN

        options: dict[str, Any] = {"queue": _queue(lane), "expires": AGAIN.total_seconds(), "retry": False}
        try:
            self._app.send_task(TASK, (name, pk), **options)
        except OperationalError as error:
            raise ConnectionError(str(error)) from error


def _queue(lane: str) -> str:
    return f"{QUEUE}.{lane}" if lane else QUEUE


def _queues(only: list[str]) -> str:
    from vitrino.connect import registry

    lanes = only or ["", *registry.manifests()]
    return ",".join(_queue(lane) for lane in lanes)
