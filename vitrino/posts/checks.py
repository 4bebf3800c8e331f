"""What stands against publishing a variant, and what one should look at, in words, before it is scheduled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.manifest import Manifest
from vitrino.connect.manners import manner_of
from vitrino.domain import text as rules
from vitrino.domain.message import Message, say
from vitrino.domain.similarity import verdict
from vitrino.domain.text.adapt import TextForm, Tone
from vitrino.domain.text.manner import strangers
from vitrino.likeness import queries as likeness
from vitrino.posts.models import Post


@dataclass(frozen=True)
class Findings:
    """problems keep it from being scheduled, warnings don't."""

    problems: tuple[Message, ...]
    warnings: tuple[Message, ...]


@dataclass(frozen=True)
class Besides:
    """What goes out with the text: a thread's further texts, a first comment, a poll, and where the post leads."""

    parts: Sequence[str] = ()
    first_comment: str = ""
    poll: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""


def form_of(channel: Channel, *, pictures: int = 0, tone: Tone | None = None) -> TextForm:
    """What this channel wants of a text, with the limits of the account's own server."""
    return channels.manifest_of(channel).form(rule=rule_of(channel), pictures=pictures, tone=tone)


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
    films: int = 0,
    undescribed: int = 0,
    others: list[tuple[Channel, str]] | None = None,
    besides: Besides | None = None,
) -> Findings:
    """Judge a text for a channel. pictures, films: on the post; undescribed: of those without a description."""
    manifest, besides = channels.manifest_of(channel), besides or Besides()
    form = form_of(channel, pictures=pictures)
    problems = [*_length(manifest, channel, text, pictures + films), *_counts(manifest, text),
                *_pictures(manifest, pictures, films),
                *_thread(form, besides.parts), *_comment(form, besides.first_comment),
                *_poll(manifest, besides.poll, pictures)]  # fmt: skip
    warnings = [
        *_link(form, text, besides),
        *_poll_elsewhere(manifest, besides.poll),
        *_alike(text, others or []),
        *_odd(text),
        *strangers(text, manner_of(manifest.key, form)),
    ]
    if undescribed:
        warnings.append(say("Describe your pictures for people who can't see them."))
    return Findings(tuple(problems), tuple({str(one): one for one in warnings}.values()))


def said_before(post: Post, text: str) -> list[Message]:
    """A word about an earlier post that said the same, or nearly. Costs two queries."""
    echo = likeness.said_before(post.workspace, text, besides_post=post.pk)
    if echo is None:
        return []
    place = {"date": echo.at.date().isoformat(), "channel": str(echo.channel)}
    if echo.verdict == "same":
        return [say("The same text went out on {date} on {channel}.", **place)]
    return [say("Nearly the same text went out on {date} on {channel}.", **place)]


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


def _pictures(manifest: Manifest, pictures: int, films: int) -> list[Message]:
    rule = manifest.media_rule("image")
    if pictures and rule is None:
        return [say("{platform} takes no pictures from outside.", platform=manifest.name)]
    if rule is not None and pictures > rule.max_count:
        return [say("{platform} takes {most} pictures at most; here are {n}.",
                    platform=manifest.name, most=rule.max_count, n=pictures)]  # fmt: skip
    if not pictures and not films and not manifest.can("publish.text"):
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


def _thread(form: TextForm, parts: Sequence[str]) -> list[Message]:
    """Parts are counted from 2: the text itself is the first post."""
    filled = [part for part in parts if part.strip()]
    if filled and not form.has_threads:
        return [say("{platform} has no threads: put everything into one text.", platform=form.name)]
    found = []
    for place, part in enumerate(filled, 2):
        if over := rules.count(part, form.rule).over:
            found.append(say("Post {place} of the thread is too long for {platform} by {n}.",
                             place=place, platform=form.name, n=over))  # fmt: skip
    return found


def _comment(form: TextForm, comment: str) -> list[Message]:
    if not comment.strip():
        return []
    if form.comment is None:
        return [say("A first comment can't be sent to {platform}. Put it into the text, or empty it.",
                    platform=form.name)]  # fmt: skip
    over = rules.count(comment, form.comment).over
    return [say("The first comment is too long for {platform} by {n}.", platform=form.name, n=over)] if over else []


def _poll(manifest: Manifest, poll: Mapping[str, Any], pictures: int) -> list[Message]:
    """What a platform with polls would refuse."""
    if not poll or not manifest.can("publish.poll") or manifest.poll is None:
        return []
    rule, name, options = manifest.poll.value, manifest.name, [str(one) for one in poll.get("options", ())]
    found = []
    if not rule.least_options <= len(options) <= rule.most_options:
        found.append(say("A poll on {platform} has {least} to {most} answers; here are {n}.",
                         platform=name, least=rule.least_options, most=rule.most_options, n=len(options)))  # fmt: skip
    if len({option.casefold() for option in options}) < len(options):
        found.append(say("Two answers of the poll are the same."))
    for option in options:
        if over := rules.count(option, rule.option).over:
            found.append(say("The answer “{text}” is too long for {platform} by {n}.",
                             text=option[:40], platform=name, n=over))  # fmt: skip
    if not rule.least_s <= int(poll.get("duration_s", 0)) <= rule.most_s:
        found.append(say("A poll on {platform} can't run that long.", platform=name))
    if poll.get("multiple") and not rule.can_be_multiple:
        found.append(say("On {platform} people can choose only one answer.", platform=name))
    if pictures:
        found.append(say("On {platform} a post has either pictures or a poll.", platform=name))
    return found[:3]


def _poll_elsewhere(manifest: Manifest, poll: Mapping[str, Any]) -> list[Message]:
    if not poll or manifest.can("publish.poll"):
        return []
    return [say("{platform} has no polls here: the text goes out without the answers.", platform=manifest.name)]


def _link(form: TextForm, text: str, besides: Besides) -> list[Message]:
    """A link that would not arrive, or that nobody could tap."""
    everywhere = "\n".join((text, *besides.parts, besides.first_comment))
    if form.links == "dead" and (rules.urls(text) or (besides.link and besides.link not in everywhere)):
        return [say("On {platform} nobody can tap a link in a text.", platform=form.name)]
    if form.links == "text" and besides.link and besides.link not in everywhere:
        return [say("The link is not in the text, and {platform} has no other place for it. “Adapt” puts it in.",
                    platform=form.name)]  # fmt: skip
    return []
