"""What stands against publishing a variant, and what one should look at, in words, before it is scheduled."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.manifest import Manifest
from vitrino.domain import text as rules
from vitrino.domain.message import Message, say
from vitrino.domain.similarity import verdict


@dataclass(frozen=True)
class Findings:
    """problems keep it from being scheduled, warnings don't."""

    problems: tuple[Message, ...]
    warnings: tuple[Message, ...]


def rule_of(channel: Channel) -> rules.TextRule:
    """How this channel counts: the platform's rule, with the limit the account's own server names."""
    rule = channels.manifest_of(channel).text.value
    limit = channel.limits.get("text", rule.limit)
    return rules.TextRule(rule.unit, int(limit), rule.max_bytes, channel.limits.get("url", rule.url_length))


def examine(
    channel: Channel,
    text: str,
    *,
    pictures: int = 0,
    undescribed: int = 0,
    others: list[tuple[Channel, str]] | None = None,
) -> Findings:
    """Judge a text for a channel. pictures: on the post; undescribed: of those without a description."""
    manifest = channels.manifest_of(channel)
    problems = [*_length(manifest, channel, text, pictures), *_counts(manifest, text), *_pictures(manifest, pictures)]
    warnings = [*_alike(text, others or []), *_odd(text)]
    if undescribed:
        warnings.append(say("Describe your pictures for people who can't see them."))
    return Findings(tuple(problems), tuple(warnings))


def _length(manifest: Manifest, channel: Channel, text: str, pictures: int) -> list[Message]:
    counted = rules.count(text, rule_of(channel))
    if not text.strip() and not pictures:
        return [say("There is no text yet.")]
    if counted.fits:
        return []
    if counted.length > counted.limit:
        return [say("Too long for {platform} by {n}.", platform=manifest.name, n=counted.length - counted.limit)]
    return [say("Too long for {platform}: emoji and accents count more there.", platform=manifest.name)]


def _counts(manifest: Manifest, text: str) -> list[Message]:
    found = []
    tags, links, people = len(rules.hashtags(text)), len(rules.urls(text)), len(rules.mentions(text))
    name = manifest.name
    if (fact := manifest.max_hashtags) and tags > fact.value:
        found.append(
            say("{platform} takes {most} hashtags at most; here are {n}.", platform=name, most=fact.value, n=tags)
        )
    if (fact := manifest.max_links) and links > fact.value:
        found.append(
            say("{platform} takes {most} links at most; here are {n}.", platform=name, most=fact.value, n=links)
        )
    if (fact := manifest.max_mentions) and people > fact.value:
        found.append(
            say("{platform} takes {most} mentions at most; here are {n}.", platform=name, most=fact.value, n=people)
        )
    return found


def _pictures(manifest: Manifest, pictures: int) -> list[Message]:
    rule = manifest.media_rule("image")
    if pictures and rule is None:
        return [say("{platform} takes no pictures from outside.", platform=manifest.name)]
    if rule is not None and pictures > rule.max_count:
        return [say("{platform} takes {most} pictures at most; here are {n}.",
                    platform=manifest.name, most=rule.max_count, n=pictures)]  # fmt: skip
    if not pictures and not manifest.can("publish.text"):
        return [say("{platform} needs a picture.", platform=manifest.name)]
    return []


def _alike(text: str, others: list[tuple[Channel, str]]) -> list[Message]:
    found = []
    for channel, other in others:
        alike = verdict(text, other) if text.strip() else None
        name = channels.manifest_of(channel).name
        if alike == "same":
            found.append(say("The same text as on {platform}. People who follow both see it twice.", platform=name))
        elif alike == "nearly":
            found.append(say("Nearly the same text as on {platform}.", platform=name))
    return found[:2]


def _odd(text: str) -> list[Message]:
    return list({str(oddity.message): oddity.message for oddity in rules.oddities(text)}.values())[:3]
