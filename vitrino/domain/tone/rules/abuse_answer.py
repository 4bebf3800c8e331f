"""24: abuse is answered by the policy's text, once, and then no more (seed: declare it, then stop answering)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain import similarity
from vitrino.domain.message import Message, say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.people import names_of
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import key

# The policy's words with a greeting before them, or with a sentence left out.
_ALIKE = 0.6
_NO_ABUSE = frozenset({"", "none", "appeal", "review"})
_AFTER_POLICY = frozenset({"last_warning", "muted", "blocked", "reported"})


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    step = reply.shop.abuse_step
    if step in _NO_ABUSE:
        return
    if reply.shop.was_policy_stated or step in _AFTER_POLICY:
        reason = say("You have told this person your rules. Every further answer feeds the quarrel.")
        yield _finding(reason, say("Don't answer. Mute or block with the buttons beside the message."), None)
    elif not _is_policy(reply):
        reason = say("An answer to abuse is the text of your rules and nothing else.")
        remedy = say("Send the text of your rules once, then stop answering.")
        yield _finding(reason, remedy, reply.shop.abuse_policy or cues.better("policy"))


def _finding(reason: Message, remedy: Message, replacement: str | None) -> Finding:
    return Finding(rule=RULE.id, level=RULE.level, reason=reason, remedy=remedy, replacement=replacement)


def _is_policy(reply: Reply) -> bool:
    """The policy, perhaps with the person's name before it; never with more words of one's own than of the policy."""
    policy = reply.shop.abuse_policy
    if not policy.strip():
        return False
    names = {key(name) for name in names_of(reply.customer)}
    own = " ".join(word for word in key(reply.text).split() if word not in names)
    return key(policy) == own or similarity.similarity(policy, reply.text) >= _ALIKE


RULE = Rule(24, "abuse_answer", "block", check)
