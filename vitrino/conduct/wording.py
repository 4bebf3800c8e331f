"""How the ladder is called on pages, and what each step means before it is taken."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.conduct.models import Measure
from vitrino.domain.abuse import AbuseEvent, AbuseKind, AbuseState
from vitrino.domain.abuse.ladder import DANGER, NO_ABUSE
from vitrino.domain.message import Message, say

S, E = AbuseState, AbuseEvent

STATES: Mapping[str, tuple[Message, str]] = {
    S.NONE.value: (say("No step taken"), ""),
    S.POLICY_DECLARED.value: (say("Told the rules"), "warn"),
    S.LAST_WARNING.value: (say("Warned for the last time"), "warn"),
    S.MUTED.value: (say("Muted"), "bad"),
    S.BLOCKED.value: (say("Blocked"), "bad"),
    S.REPORTED.value: (say("Blocked and reported"), "bad"),
}

# The step after each standing; a blocked person can still be reported.
NEXT: Mapping[str, AbuseEvent] = {
    S.NONE.value: E.DECLARE_POLICY, S.POLICY_DECLARED.value: E.WARN, S.LAST_WARNING.value: E.MUTE,
    S.MUTED.value: E.BLOCK, S.BLOCKED.value: E.REPORT,
}  # fmt: skip

LABELS: Mapping[str, Message] = {
    E.DECLARE_POLICY.value: say("Tell them the rules"),
    E.WARN.value: say("Give the last warning"),
    E.MUTE.value: say("Mute for 30 days"),
    E.BLOCK.value: say("Block"),
    E.BLOCK_AT_ONCE.value: say("Block and report at once"),
    E.REPORT.value: say("Report to the platform"),
}

CONSEQUENCES: Mapping[str, Message] = {
    E.DECLARE_POLICY.value: say("The person gets your rules as an answer. From then on nobody argues with them."),
    E.WARN.value: say("The person gets your last warning as an answer."),
    E.MUTE.value: say("For 30 days nobody of you is told what this person writes, and nobody has to answer."),
    E.BLOCK.value: say("The person can no longer write to you on this platform, until you lift it."),
    E.BLOCK_AT_ONCE.value: say("The person is blocked and reported without the steps before."),
    E.REPORT.value: say("The platform gets the message and may act against the account."),
}

DONE: Mapping[str, Message] = {
    E.DECLARE_POLICY.value: say("Told the rules"),
    E.WARN.value: say("Warned for the last time"),
    E.MUTE.value: say("Muted for 30 days"),
    E.MUTE_OVER.value: say("The mute is over"),
    E.BLOCK.value: say("Blocked"),
    E.BLOCK_AT_ONCE.value: say("Blocked at once"),
    E.REPORT.value: say("Reported to the platform"),
    E.APPEAL.value: say("The person objected"),
    E.UPHOLD.value: say("The step stays"),
    E.LIFT.value: say("Everything was taken back"),
}

ABUSE_KINDS: tuple[AbuseKind, ...] = tuple(kind for kind in AbuseKind if kind not in NO_ABUSE)
DANGERS: tuple[AbuseKind, ...] = tuple(kind for kind in AbuseKind if kind in DANGER)

ACTIONS: Mapping[str, Message] = {
    "mute": say("Mute on {platform}"),
    "unmute": say("End the mute on {platform}"),
    "block": say("Block on {platform}"),
    "unblock": say("Lift the block on {platform}"),
    "report": say("Report to {platform}"),
    "hide": say("Hide on {platform}"),
    "unhide": say("Show again on {platform}"),
}
TONES: Mapping[str, str] = {
    Measure.State.WAITING: "", Measure.State.DONE: "good", Measure.State.DONE_BY_HAND: "good",
    Measure.State.FAILED: "bad", Measure.State.UNSURE: "warn", Measure.State.BY_HAND: "warn",
}  # fmt: skip


def action_words(measure: Measure, platform: str) -> Message:
    """What is to be done, and where."""
    named = ACTIONS[measure.action]
    return Message(named.template, {"platform": platform})
