"""What the pages show: each text as its channel will show it, where it stands, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from vitrino.approval import queries
from vitrino.approval.content import Written, written
from vitrino.approval.models import Approval, Request
from vitrino.approval.rules import Party, Standing
from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.posts import queries as posts

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post

PictureUrl = Callable[[int], str]


@dataclass(frozen=True)
class Sheet:
    """One channel's text. at: when, in words, or empty. pictures: [{"src", "alt"}].

    before: the text somebody agreed to last, "" when it is this one.
    """

    channel: Channel
    platform: str
    account: dict[str, str]
    content: dict[str, Any]
    pictures: list[dict[str, str]]
    at: str
    standing: Standing
    before: str
    agreed_before: Message | None


@dataclass(frozen=True)
class Page:
    """A post before those who are asked. seen: the hash of exactly this. words: what was said, oldest first."""

    post: Post
    request: Request | None
    sheets: list[Sheet]
    seen: str
    mode: str
    parties: tuple[Party, ...]
    words: list[dict[str, Any]]

    @property
    def sentence(self) -> Message:
        """Where the post stands, in one sentence."""
        return sentence_of([sheet.standing for sheet in self.sheets], self.mode)

    def is_asked(self, key: str) -> bool:
        return any(party.key == key for party in self.parties)


def page_of(post: Post, picture_url: PictureUrl, *, said_by: str = "") -> Page:
    """Everything about one post. picture_url: asset id -> address, in the shop or below a client's link.

    said_by: a party's key, to leave out what all others said.
    """
    now_written, request = written(post), queries.request_of(post)
    mode = queries.mode_of(post.workspace_id)
    stands = queries.standing_of(post)
    said = [one for one in queries.approvals_of(post) if not said_by or queries.key_of(one) == said_by]
    sheets = [
        _sheet(post, one.channel, now_written, stands, said, request, picture_url) for one in posts.variants_of(post)
    ]
    parties = queries.parties_of(post, mode)
    return Page(post, request, sheets, now_written.content_hash, mode, parties, [_event(one) for one in said])


def sentence_of(stands: list[Standing], mode: str) -> Message:
    """Where a post stands: who wants it changed comes first, then who is missing."""
    refused = _names(stands, "refused")
    missing = _names(stands, "missing")
    if not stands:
        return say("No channel is chosen yet, so there is nothing to agree to.")
    if mode == "nobody":
        return say("Nobody has to agree in this shop.")
    if refused:
        return say("{names} asks for changes, so it does not go out as it is.", names=refused)
    if all(stand.is_agreed for stand in stands):
        return say("Agreed. It goes out as it is.")
    if missing:
        return say("It waits for {names}.", names=missing)
    return say("It waits: somebody other than the writer must agree.")


def standing_tag(standing: Standing, mode: str) -> dict[str, Any]:
    """A word, its tone and its drawing for one text."""
    if mode == "nobody":
        return {"text": "", "tone": "", "icon": ""}
    if standing.refused:
        return {"text": _("Changes wanted"), "tone": "bad", "icon": "pencil"}
    if standing.is_agreed:
        return {"text": _("Agreed"), "tone": "good", "icon": "check"}
    return {"text": _("Waits for agreement"), "tone": "warn", "icon": "hourglass"}


def _sheet(post: Post, channel: Channel, now_written: Written, stands: dict[int, Standing], said: list[Approval],
           request: Request | None, picture_url: PictureUrl) -> Sheet:  # fmt: skip
    key = str(channel.pk)
    content = now_written.contents[key]
    last = _last_agreed(said, key)
    is_other = last is not None and last.version.hashes.get(key) != now_written.hashes[key]
    planned = (request.planned if request else {}).get(key)
    return Sheet(
        channel=channel,
        platform=channels.manifest_of(channel).name,
        account={"name": channel.name or post.workspace.name, "handle": channel.handle},
        content=content,
        pictures=[{"src": picture_url(one["asset"]), "alt": one["alt_text"]} for one in content.get("media", [])],
        at=_day_and_time(planned) if planned else "",
        standing=stands[channel.pk],
        before=str(last.version.contents[key].get("text", "")) if last and is_other else "",
        agreed_before=_changed_since(last) if last and is_other else None,
    )


def _day_and_time(planned: str) -> str:
    """In full: somebody agrees to this day, so "in two days" is not enough."""
    return formats.date_format(timezone.localtime(datetime.fromisoformat(planned)), "DATETIME_FORMAT")


def _last_agreed(said: list[Approval], key: str) -> Approval | None:
    agreed = [one for one in said if one.verdict == Approval.Verdict.AGREED and key in one.version.hashes]
    return agreed[-1] if agreed else None


def _changed_since(last: Approval) -> Message:
    at = formats.date_format(timezone.localtime(last.at), "SHORT_DATETIME_FORMAT")
    return say("Changed since {name} agreed on {at}.", name=last.name, at=at)


def _event(one: Approval) -> dict[str, Any]:
    is_good = one.verdict == Approval.Verdict.AGREED
    template = (
        say("Agreed to version {n}.", n=one.version.number)
        if is_good
        else say("Asked for changes to version {n}: {reason}", n=one.version.number, reason=one.reason)
    )
    tone, icon = ("good", "check") if is_good else ("bad", "pencil")
    return {"text": template, "at": one.at, "who": one.name, "tone": tone, "icon": icon}


def _names(stands: list[Standing], field: str) -> str:
    return ", ".join({party.key: party.name for stand in stands for party in getattr(stand, field)}.values())
