"""What happens around the workers: time, the platform, the sweeper, a person, and things that stop everything."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.publication import Event, PublicationState

from .product import DEADLINE, HOLD_LOOK, SETTLE, Row, aged
from .world import (
    ARMED,
    CHECKED,
    CLAIMED,
    FLYING,
    GONE,
    HIDDEN,
    IDLE,
    LOOKED,
    VISIBLE,
    Next,
    Setting,
    Worker,
    World,
    detached,
    out,
    readable,
    with_worker,
)

S = PublicationState


def time_passes(world: World, setting: Setting) -> Iterator[Next]:
    """A minute passes; what was late beyond the settle window is lost or readable now."""
    later = world._replace(
        row=aged(world.row),
        workers=tuple(sorted(_worker_aged(worker, setting) for worker in world.workers)),
        flying=tuple(min(SETTLE, age + 1) for age in world.flying if age < SETTLE or not setting.lateness_bounded),
        hidden=tuple(age + 1 for age in world.hidden if age < SETTLE),
        visible=world.visible + sum(age >= SETTLE for age in world.hidden),
        replica=2 if world.replica == 1 else world.replica,
    )
    if later != world:
        yield Next("a minute passes", "work", later)


def _worker_aged(worker: Worker, setting: Setting) -> Worker:
    if worker.phase == IDLE:
        return worker
    if worker.phase == CLAIMED:
        return worker._replace(copy=aged(worker.copy) if worker.copy else ())
    if worker.phase == LOOKED:
        return worker._replace(age=worker.age + 1) if worker.age < HOLD_LOOK else Worker()
    if worker.phase in (ARMED, CHECKED):
        return worker._replace(age=min(worker.age + 1, DEADLINE))
    return _request_aged(worker, setting)


def _request_aged(worker: Worker, setting: Setting) -> Worker:
    if worker.request not in (FLYING, HIDDEN):
        return worker._replace(age=0)
    if worker.age < SETTLE:
        return worker._replace(age=worker.age + 1)
    if worker.request == HIDDEN:
        return worker._replace(request=VISIBLE, age=0)
    return worker._replace(request=GONE, age=0) if setting.lateness_bounded else worker


def platform_acts(world: World, setting: Setting) -> Iterator[Next]:
    """Requests take effect or get lost, whether anybody waits for them or not; once, the timeline lags."""
    for index, worker in enumerate(world.workers):
        if worker.request == FLYING:
            effect = with_worker(world, index, worker._replace(request=_effect(world, setting)))
            yield Next("the request takes effect", "work", effect)
            lost = with_worker(world, index, worker._replace(request=GONE, age=0))
            yield Next("the request is lost", "fault", lost)
    for position, age in enumerate(world.flying):
        rest = world._replace(flying=world.flying[:position] + world.flying[position + 1 :])
        hidden = tuple(sorted((*world.hidden, age))) if _effect(world, setting) == HIDDEN else world.hidden
        yield Next("a late request takes effect", "work", rest._replace(hidden=hidden))
        yield Next("a late request is lost", "fault", rest)
    if world.replica == 0 and world.row.state is S.UNKNOWN:
        yield Next("the timeline lags", "fault", world._replace(replica=1))


def _effect(world: World, setting: Setting) -> int:
    """A key chosen by the client makes the platform refuse the second one."""
    return GONE if setting.dedupe == "key" and out(world) else HIDDEN


def sweeper_acts(world: World, setting: Setting) -> Iterator[Next]:
    """Lost senders and questions, whenever the product allows them."""
    for event, row in setting.product.sweep(world.row):
        yield Next(f"sweep: {event}", "work", world._replace(row=row))


def person_acts(world: World, setting: Setting) -> Iterator[Next]:
    """Anna decides. She never claims to see what isn't there, but may overlook what is."""
    for event, row in setting.product.decide(world.row):
        if event is Event.IT_IS_THERE and not out(world):
            continue
        if event is Event.CANCEL and row.state is world.row.state and not setting.cancels:
            continue
        if row.rounds <= setting.rounds:
            yield Next(f"Anna: {event}", "person", _decided(world, row))
    if world.row.state is S.HELD:
        step = setting.product.release(world.row)
        if step:
            yield Next(f"Anna: {step[0]}", "person", world._replace(row=step[1]))
    if setting.edits:
        yield from _edit(world, setting)


def _decided(world: World, row: Row) -> World:
    repeats = row.again - world.row.again
    careless = repeats if readable(world) else 0
    return world._replace(row=row, again=world.again + repeats, careless=world.careless + careless)


def _edit(world: World, setting: Setting) -> Iterator[Next]:
    """Anna changes the content once, and approves and schedules it again."""
    for event in (Event.EDIT, Event.APPROVE, Event.SCHEDULE):
        row = setting.product.take(world.row, event)
        if row is None or (event is Event.EDIT and world.row.content == "b"):
            continue
        content = "b" if event is Event.EDIT else row.content
        yield Next(f"Anna: {event}", "person", world._replace(row=row._replace(content=content)))


def stops_happen(world: World, setting: Setting) -> Iterator[Next]:
    """Once: everything is held; or the database is as it was before anything was sent, with all workers gone."""
    if world.stops:
        return
    held = setting.product.take(world.row, Event.HOLD) if setting.holds else None
    if held:
        yield Next(f"all stops: {Event.HOLD}", "fault", world._replace(row=held, stops=1))
    if setting.restores and world.row.state is not S.READY:
        step = setting.product.restore(setting.start)
        row = step[1] if step else setting.start
        yield Next(f"an old backup: {Event.RESTORED}", "fault", _all_dead(world)._replace(row=row, stops=1))


def _all_dead(world: World) -> World:
    for _ in world.workers:
        busy = next((i for i, worker in enumerate(world.workers) if worker.phase != IDLE), None)
        world = world if busy is None else detached(world, busy)
    return world._replace(written=frozenset())
