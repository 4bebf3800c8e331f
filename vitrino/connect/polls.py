"""Can a platform take this poll? Asked by connectors before anything is sent, and by everybody who shows the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vitrino.connect.errors import Refused
from vitrino.connect.manifest import Manifest, PollRule
from vitrino.connect.records import OutgoingPost, Poll
from vitrino.domain.message import Message, say
from vitrino.domain.text import count


def problem_of(poll: Poll, manifest: Manifest, *, has_media: bool = False,
               limits: Mapping[str, int] | None = None) -> Message | None:  # fmt: skip
    """Why the platform would not take it; None when it would.

    limits: the account's own numbers (`Profile.limits`): "poll_options", "poll_option", "poll_least_s", "poll_most_s".
    """
    if manifest.poll is None or not manifest.can("publish.poll"):
        return say("{platform} has no polls.", platform=manifest.name)
    rule = rule_of(manifest.poll.value, limits or {})
    if has_media:
        return say("On {platform}, a poll can't have pictures.", platform=manifest.name)
    if poll.is_multiple and not rule.can_be_multiple:
        return say("On {platform}, only one answer of a poll can be chosen.", platform=manifest.name)
    return _options_problem(poll, rule, manifest.name) or _duration_problem(poll, rule, manifest.name)


def refuse_unfit(post: OutgoingPost, manifest: Manifest) -> None:
    """Raises Refused for a poll that no account of the platform takes."""
    found = problem_of(post.poll, manifest, has_media=bool(post.media)) if post.poll else None
    if found is not None:
        raise Refused(found)


def rule_of(rule: PollRule, limits: Mapping[str, int]) -> PollRule:
    """The platform's rule with the account's own numbers where it tells them."""
    return replace(
        rule,
        most_options=limits.get("poll_options", rule.most_options),
        option=replace(rule.option, limit=limits.get("poll_option", rule.option.limit)),
        least_s=limits.get("poll_least_s", rule.least_s),
        most_s=limits.get("poll_most_s", rule.most_s),
    )


def _options_problem(poll: Poll, rule: PollRule, name: str) -> Message | None:
    options = [option.strip() for option in poll.options]
    if not rule.least_options <= len(options) <= rule.most_options:
        return say("A poll on {platform} has {least} to {most} answers, this one has {count}.", platform=name,
                   least=rule.least_options, most=rule.most_options, count=len(options))  # fmt: skip
    if not all(options):
        return say("An answer of the poll is empty. Write something or take it out.")
    if len({option.casefold() for option in options}) < len(options):
        return say("Two answers of the poll are the same. Change one.")
    too_long = next((option for option in options if not count(option, rule.option).fits), None)
    if too_long is not None:
        return say("The answer “{answer}” is too long for {platform}: {most} characters at most.", answer=too_long[:40],
                   platform=name, most=rule.option.limit)  # fmt: skip
    return None


def _duration_problem(poll: Poll, rule: PollRule, name: str) -> Message | None:
    if rule.least_s <= poll.duration_s <= rule.most_s:
        return None
    return say("A poll on {platform} is open for {least} minutes to {most} days.", platform=name,
               least=rule.least_s // 60, most=rule.most_s // 86_400)  # fmt: skip
