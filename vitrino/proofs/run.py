"""All rounds of a run, some of them at a time: most of what happens in a round is waiting."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

from vitrino.proofs import place, worker
from vitrino.proofs.network import platforms
from vitrino.proofs.plan import Plan, Result
from vitrino.proofs.round import Round
from vitrino.proofs.shape import Entrant, entrants
from vitrino.proofs.shop import Shop, lift_allowances, warm_up
from vitrino.proofs.stores import Store


@dataclass(frozen=True)
class Run:
    """What the processes that play rounds are forked with."""

    plan: Plan
    store: Store
    taking_part: tuple[Entrant, ...]


_RUNS: list[Run] = []


def run(plan: Plan, store: Store, go_on: Callable[[Result], bool] = lambda result: True) -> Result:
    """The whole proof, beside an empty installation. go_on: asked after each round, with what is known."""
    started_s, result, taking_part = time.monotonic(), Result(), entrants(plan.classes)
    worker.get_ready(taking_part)
    worker.be_careless(plan.careless)
    lift_allowances(taking_part)
    with place.installation(store, "warmup"):
        warm_up(taking_part)
    _RUNS[:] = [Run(plan, store, taking_part)]
    with ProcessPoolExecutor(min(plan.lanes, len(plan.rounds())), get_context("fork")) as pool:
        rounds = [pool.submit(_play, number) for number in range(len(plan.rounds()))]
        for done in as_completed(rounds):
            _add(result, done)
            result.seconds = time.monotonic() - started_s
            if not go_on(result):
                pool.shutdown(wait=False, cancel_futures=True)
    return result


def _add(result: Result, done: Future[Result]) -> None:
    if not done.cancelled():
        result.add(done.result())


def _play(number: int) -> Result:
    """One round, in a process of the pool."""
    here = _RUNS[0]
    plan, seed = here.plan, f"{here.plan.seed} {number}"
    with platforms(seed, plan.classes) as network, place.installation(here.store, f"round{number}") as folder:
        shop = Shop("zorza", here.taking_part, network)
        return Round(plan, here.store, folder, shop, network, random.Random(seed)).play(plan.rounds()[number])
