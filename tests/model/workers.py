"""What a worker does: read, commit the attempt, check the deadline, write, store the answer; or look and store that."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.publication import (
    AuthLost,
    Event,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Pending,
    PublicationState,
    RateLimited,
    Refused,
    RetrySafety,
)

from .product import CONFIRMED, CONFIRMED_WITHOUT_ID, DEADLINE, Product
from .world import (
    ARMED,
    CHECKED,
    CLAIMED,
    ECHO,
    FLYING,
    GONE,
    HIDDEN,
    IDLE,
    LOOKED,
    SENT,
    VISIBLE,
    Kind,
    Next,
    Setting,
    Worker,
    World,
    detached,
    on_the_way,
    out,
    pending,
    readable,
    with_worker,
)

_MOST_PENDING = 3
"""A bound of the search: no worker starts while so many requests are on their way or not yet readable."""

_BEFORE_WRITE = (CLAIMED, ARMED, CHECKED)
_RELIES_ON_ABSENCE = (Event.RESEND, Event.ABSENCE_PROVEN, Event.STOP)

_APPLIED: tuple[tuple[Outcome, bool], ...] = (
    (CONFIRMED, True),
    (CONFIRMED_WITHOUT_ID, True),
    (OutcomeUnknown(), True),
)
_OUTCOMES: dict[int, tuple[tuple[Outcome, bool], ...]] = {
    FLYING: (
        (OutcomeUnknown(), True),
        (Pending("token"), True),
        (Refused("no"), False),
        (NotSent(), False),
        (RateLimited(), False),
        (AuthLost(), False),
    ),
    HIDDEN: _APPLIED,
    VISIBLE: _APPLIED,
    ECHO: _APPLIED,
    GONE: ((OutcomeUnknown(), True),),
}
"""Which answers a request in this condition may get, and whether it goes on afterwards."""


def workers_act(world: World, setting: Setting) -> Iterator[Next]:
    """Every next step of every worker; at any point it may die instead."""
    for index, worker in enumerate(world.workers):
        if index and world.workers[index - 1] == worker:
            continue
        yield from _ACTS[worker.phase](world, setting, index)
        if worker.phase != IDLE:
            yield Next("a worker dies", "fault", detached(world, index))


def _idle(world: World, setting: Setting, index: int) -> Iterator[Next]:
    row, product = world.row, setting.product
    if row.state is PublicationState.READY and pending(world) < _MOST_PENDING:
        copy = () if product.checks_row_before_sending else row
        yield Next("a worker reads", "work", with_worker(world, index, Worker(CLAIMED, product.seen(row), copy)))
    if not product.may_look(row):
        return
    memory = product.seen(row)
    for result in _sights(world, setting):
        step = product.look(row, memory, result, 0)
        if step and step[1] != row:
            yield Next(f"looks: {result}", "work", with_worker(world, index, Worker(LOOKED, memory, result=result)))


def _sights(world: World, setting: Setting) -> Iterator[str]:
    """What a look may show: a readable post, an empty page, a lagging copy; a hidden post or not."""
    if out(world):
        yield "found"
    if readable(world):
        yield "empty"
    if not readable(world) or world.replica == 1:
        yield "twin" if setting.twin else "absent"


def _claimed(world: World, setting: Setting, index: int) -> Iterator[Next]:
    """Decide and move the row as it is now; or as it was read, when the product no longer compares."""
    worker, product = world.workers[index], setting.product
    base = worker.copy or world.row
    event = product.send(base) if base.state is PublicationState.READY else None
    row = product.take(base, event, worker.memory) if event else None
    then = Worker(ARMED, product.seen(row)) if row and event is Event.BEGIN_SEND else Worker()
    yield Next(f"decides: {event or 'nothing'}", "work", with_worker(world, index, then)._replace(row=row or world.row))


def _armed(world: World, setting: Setting, index: int) -> Iterator[Next]:
    worker = world.workers[index]
    if not setting.product.may_write(worker.age):
        row = setting.product.take(world.row, Event.MISS_DEADLINE, worker.memory)
        yield Next(
            f"it woke too late: {Event.MISS_DEADLINE}",
            "work",
            with_worker(world, index, Worker())._replace(row=row or world.row),
        )
    elif setting.sleepy:
        yield Next("it may write", "work", with_worker(world, index, worker._replace(phase=CHECKED)))
    else:
        yield from _write(world, setting, index)


def _write(world: World, setting: Setting, index: int) -> Iterator[Next]:
    worker = world.workers[index]
    number = setting.product.attempt(worker.memory)
    is_recorded = 1 <= number <= len(world.row.attempts)
    is_in_time = setting.sleepy or worker.age < DEADLINE
    request = ECHO if setting.dedupe == "memory" and out(world) else FLYING
    after = with_worker(world, index, Worker(SENT, worker.memory, request=request))._replace(
        written=world.written | {number},
        broken="" if is_recorded and is_in_time and number not in world.written else "I1",
    )
    yield Next(f"the write leaves: {Event.WRITE}", "work", _forgetful(after, setting.product))


def _forgetful(world: World, product: Product) -> World:
    """What was written is only remembered while somebody might write it again."""
    before = [worker for worker in world.workers if worker.phase in _BEFORE_WRITE]
    ahead = {product.attempt(worker.memory) + (worker.phase == CLAIMED) for worker in before}
    return world._replace(written=world.written & ahead)


def _sent(world: World, setting: Setting, index: int) -> Iterator[Next]:
    request = world.workers[index].request
    for outcome, goes_on in _OUTCOMES[request]:
        if not isinstance(outcome, _left_out(setting)):
            is_fault = request == FLYING and not isinstance(outcome, OutcomeUnknown)
            yield _answered(world, setting, index, outcome, goes_on, "fault" if is_fault else "work")


def _left_out(setting: Setting) -> tuple[type, ...]:
    """Only staged platforms say "pending"; the permission is lost only where holds are explored."""
    pending = () if setting.product.policy.safety is RetrySafety.STAGED else (Pending,)
    return pending if setting.holds else (*pending, AuthLost)


def _answered(world: World, setting: Setting, index: int, outcome: Outcome, goes_on: bool, kind: Kind) -> Next:
    step = setting.product.answer(world.row, world.workers[index].memory, outcome)
    after = detached(world, index) if goes_on else with_worker(world, index, Worker())
    label = f"answer {type(outcome).__name__}: {step[0] if step else 'no evidence'}"
    return Next(label, kind, after._replace(row=step[1] if step else world.row))


def _looked(world: World, setting: Setting, index: int) -> Iterator[Next]:
    worker = world.workers[index]
    step = setting.product.look(world.row, worker.memory, worker.result, worker.age)
    after = with_worker(world, index, Worker())._replace(row=step[1] if step else world.row)
    if step and step[0] in _RELIES_ON_ABSENCE and (out(world) or on_the_way(world)):
        after = after._replace(broken="I4")
    yield Next(f"look stored: {step[0] if step else 'no evidence'}", "work", after)


_ACTS = {IDLE: _idle, CLAIMED: _claimed, ARMED: _armed, CHECKED: _write, SENT: _sent, LOOKED: _looked}
