"""The answer clocks: run over the rows of conversations, they say who waits, until when, and what was missed.

Whoever changes what a conversation's clocks depend on (a message, an answer that failed, a resolution, a snooze, a
judgement) calls `refresh`. What changes by itself is looked at by `sweeping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from vitrino.domain.clocks import Clocks, run
from vitrino.inbox import targets
from vitrino.inbox.models import Conversation, Miss
from vitrino.inbox.stories import Story, note_judgement, stories_of
from vitrino.workspace.models import Workspace

State = Conversation.State
FIELDS = (
    "state", "waiting_since", "due_at", "snoozed_until", "reply_window_until", "first_reply_at", "judged",
    "clock_event_at",
)  # fmt: skip
# Nobody is waited for here, whatever is written.
CLOSED = (State.SPAM, State.MUTED)
MOST_AHEAD = timedelta(days=1)


def refresh(conversations: Sequence[Conversation], now: datetime, *, also: Sequence[str] = ()) -> dict[int, Clocks]:
    """Run the clocks of these conversations, store what they say and the fields in `also`; the clocks by conversation.

    Six queries for all, and one more for each. Misses are only added, never taken back.
    """
    run_now = clocks_of(conversations, now)
    _store_misses(run_now.values(), now)
    for story, clocks in run_now.values():
        _set(story, clocks, now)
        story.conversation.save(update_fields=[*FIELDS, *also])
    return {pk: clocks for pk, (_story, clocks) in run_now.items()}


def run_anew(workspace: Workspace, now: datetime) -> None:
    """For the sample shop alone, whose past is told in the wrong order: misses as if its clocks had always run."""
    if not workspace.is_sample:
        raise ValueError("What was missed in a real shop is never taken back.")
    Miss.objects.filter(conversation__workspace=workspace).delete()
    talks = Conversation.objects.filter(workspace=workspace).select_related("workspace", "channel", "contact")
    refresh(list(talks), now)


def clocks_of(conversations: Sequence[Conversation], now: datetime) -> dict[int, tuple[Story, Clocks]]:
    """The clocks as they stand, with what they were told; nothing is stored but a change of rules nobody saw yet."""
    versions = targets.versions_of({one.workspace_id: one.workspace for one in conversations}.values(), now)
    found: dict[int, tuple[Story, Clocks]] = {}
    for story in stories_of(conversations):
        note_judgement(story.conversation, now)
        rules, changes = targets.rules_for(story.conversation, versions[story.conversation.workspace_id])
        happenings = chain(story.happenings(), changes)
        found[story.conversation.pk] = story, run(happenings, rules, _moment(story, now), story.misses)
    return found


def _store_misses(found: Iterable[tuple[Story, Clocks]], now: datetime) -> None:
    fresh = [
        Miss(conversation=story.conversation, message_id=int(miss.message_id), kind=miss.kind.value,
             due_at=miss.due_at, recorded_at=miss.recorded_at)
        for story, clocks in found
        for miss in clocks.misses
        if miss not in story.misses and miss.due_at <= now
    ]  # fmt: skip
    if fresh:
        Miss.objects.bulk_create(fresh, ignore_conflicts=True)


def _moment(story: Story, now: datetime) -> datetime:
    """Now; or a little later, where a platform's clock is ahead of ours and somebody waits already."""
    ahead = (min(one.at, now + MOST_AHEAD) for one in story.said)
    return max(now, max(ahead, default=now))


def _set(story: Story, clocks: Clocks, now: datetime) -> None:
    """What the list is sorted by and the page counts down."""
    conversation, put_off = story.conversation, story.snoozed_at(now)
    waits = None if put_off or conversation.state in CLOSED else clocks.waiting_since
    conversation.waiting_since, conversation.due_at = waits, clocks.due_at if waits else None
    conversation.snoozed_until = put_off.until if put_off else None
    conversation.reply_window_until = story.window_until
    conversation.first_reply_at = story.first_answer_at
    if conversation.state not in CLOSED:
        conversation.state = _state(story, is_put_off=put_off is not None)
    comes = (clocks.next_event_at, clocks.warn_at, conversation.snoozed_until)
    ahead = (at for at in comes if at is not None and at > now)
    conversation.clock_event_at = None if conversation.state in CLOSED else min(ahead, default=None)


def _state(story: Story, *, is_put_off: bool) -> State:
    conversation = story.conversation
    if is_put_off:
        return State.SNOOZED
    if conversation.waiting_since is not None:
        return State.OPEN
    if conversation.state == State.RESOLVED:
        return State.RESOLVED
    if story.first_answer_at is not None:
        return State.WAITING
    # Whoever took back all they had written waits for nothing.
    return State.OPEN if story.said else State.RESOLVED
