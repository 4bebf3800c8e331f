"""What stands against publishing the pictures and films of a post on a channel, in words, before it is scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message, say
from vitrino.media import queries as library
from vitrino.media.queries import Asset
from vitrino.posts.checks import Findings


def examine_media(channel: Channel, assets: Sequence[Asset], *, today: date, now: datetime) -> Findings:
    """Everything about the media of a post that its text can't tell. Says each thing once."""
    problems = [
        *_together(channel, assets),
        *(message for asset in assets for message in library.problems(asset, channel)),
    ]
    host = library.host_problem(channel, assets, now)
    warnings = [message for asset in assets for message in library.warnings(asset, channel, today)]
    return Findings(_once([*problems, *([host] if host else [])]), _once(warnings))


def _together(channel: Channel, assets: Sequence[Asset]) -> list[Message]:
    """Several at once: how many films, and films beside pictures."""
    manifest, films = channels.manifest_of(channel), [asset for asset in assets if asset.is_film]
    rule = manifest.media_rule("video")
    if not films or rule is None:
        return []
    if len(films) > rule.max_count:
        return [say("{platform} takes {most} films at most; here are {n}.", platform=manifest.name,
                    most=rule.max_count, n=len(films))]  # fmt: skip
    if len(films) < len(assets) and rule.max_count == 1:
        return [say("On {platform} a post has either pictures or a film.", platform=manifest.name)]
    return []


def _once(messages: Sequence[Message]) -> tuple[Message, ...]:
    return tuple({str(message): message for message in messages}.values())
