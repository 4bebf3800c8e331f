"""Writing posts: create, save, take away and back, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from vitrino.channels import queries as channels
from vitrino.domain import text as rules
from vitrino.domain.links import clean_url
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.links import actions as linking
from vitrino.links import queries as links
from vitrino.media import actions as media
from vitrino.posts import queries
from vitrino.posts.models import Post, PostAsset, Variant, Visit
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.campaigns.queries import Campaign
    from vitrino.channels.queries import Channel
    from vitrino.strategy.models import Pillar

CLASH = say("Somebody else changed this post meanwhile. Both versions are shown; keep what you want.")
LONGEST = 100_000
MOST_PICTURES = 10
MOST_PARTS = 50
LONGEST_LINK = 500
MOST_OPTIONS = 12
LONGEST_OPTION = 300
LINK_USES = frozenset(Post.LinkUse.values)
SEEN_LATELY = timedelta(seconds=50)


@dataclass(frozen=True)
class Draft:
    """What stands in the composer. texts: channel id -> own text there; None follows the idea.

    parts, comments: channel id -> texts after the first, first comment; channels without keep theirs, as do poll and
    links that are None.
    """

    idea: str
    link: str = ""
    language: str = "en"
    pillar: Pillar | None = None
    texts: Mapping[int, str | None] = field(default_factory=dict)
    alt_texts: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, Sequence[str]] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    poll: Mapping[str, Any] | None = None
    links: str | None = None


class Clash(Problem):
    """Somebody else saved this post meanwhile; both versions are kept."""


@transaction.atomic
def create_post(
    *, workspace: Workspace, by: Person, now: datetime, idea: str = "", channels_wanted: Iterable[Channel] = ()
) -> Post:
    """An empty post (or one from an idea) with a variant for each channel wanted."""
    post = Post.objects.create(
        workspace=workspace, idea=_clean(idea), language=workspace.language, by=by, created_at=now, changed_at=now
    )
    for channel in channels_wanted:
        Variant.objects.create(post=post, channel=channel)
    record("post.created", workspace=workspace, by=by, now=now, about=post)
    return post


@transaction.atomic
def save_post(*, post: Post, version: int, draft: Draft, by: Person, now: datetime) -> Post:
    """Save the composer. Raises Clash when `version` is not the newest one: nothing is overwritten."""
    fresh, link = Post.objects.filter(pk=post.pk, version=version, deleted_at=None), link_of(draft.link)
    changed = fresh.update(
        idea=_clean(draft.idea), link=link, link_title=_title_of(post, link), language=draft.language,
        pillar=draft.pillar, version=F("version") + 1, changed_at=now, changed_by=by, **_settings(draft),
    )  # fmt: skip
    if changed != 1:
        raise Clash(CLASH)
    _save_variants(post, draft)
    for asset_id, alt_text in draft.alt_texts.items():
        PostAsset.objects.filter(post=post, asset_id=asset_id).update(alt_text=_clean(alt_text)[:1500])
    post.refresh_from_db()
    return post


def visit(*, post: Post, by: Person, now: datetime) -> list[Person]:
    """Note that somebody has the composer open. The others who do, by name."""
    Visit.objects.update_or_create(post=post, person=by, defaults={"at": now})
    others = Visit.objects.filter(post=post, at__gte=now - SEEN_LATELY).exclude(person=by).select_related("person")
    return [one.person for one in others.order_by("person__name", "pk")]


@transaction.atomic
def join_campaign(
    *, posts: Collection[Post], campaign: Campaign | None, workspace: Workspace, by: Person, now: datetime
) -> int:
    """Posts belong to a campaign from now on, or to none; links that are out already count for it. How many changed.

    What is planned follows: its links get the campaign's name.
    """
    ids = [post.pk for post in posts]
    moved = Post.objects.filter(pk__in=ids, workspace=workspace).exclude(campaign=campaign)
    n = moved.update(campaign=campaign, changed_at=now, changed_by=by)
    linking.count_for(workspace=workspace, post_ids=ids, campaign=campaign)
    if n:
        record("post.joined-campaign", workspace=workspace, by=by, now=now, about=campaign, posts=n)
    return n


@transaction.atomic
def delete_post(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a post away; it can be taken back. What is scheduled must be cancelled by whoever publishes."""
    post.deleted_at = now
    post.save(update_fields=["deleted_at"])
    record("post.deleted", workspace=post.workspace_id, by=by, now=now, about=post)
    return post


@transaction.atomic
def restore_post(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a deletion back."""
    post.deleted_at = None
    post.save(update_fields=["deleted_at"])
    record("post.restored", workspace=post.workspace_id, by=by, now=now, about=post)
    return post


@transaction.atomic
def remove_picture(*, post: Post, asset_id: int, by: Person, now: datetime) -> None:
    """Take a picture off a post; the stored picture stays for whoever uses it."""
    PostAsset.objects.filter(post=post, asset_id=asset_id).delete()
    record("post.picture-removed", workspace=post.workspace_id, by=by, now=now, about=post)


def content_of(variant: Variant) -> dict[str, Any]:
    """What would be published now, as JSON: text, link, language, media (asset ids with their descriptions).

    And, where there are any: link_title, parts (a thread's texts after the first), first_comment, poll.
    """
    besides = _besides(variant)
    words = _words(variant, besides)
    return {
        "text": words.text,
        "link": words.link,
        **({"link_title": variant.post.link_title} if words.link and variant.post.link_title else {}),
        **besides,
        **({"parts": list(words.parts)} if words.parts else {}),
        **({"first_comment": words.first_comment} if words.first_comment else {}),
        "language": variant.post.language,
        "media": [media.content_of(one.asset, one.alt_text) for one in queries.pictures_of(variant.post)],
    }  # fmt: skip


def _besides(variant: Variant) -> dict[str, Any]:
    """What goes out beside the text; nothing that the channel has no place for."""
    manifest = channels.manifest_of(variant.channel)
    found: dict[str, Any] = {}
    if variant.parts and manifest.can("publish.thread"):
        found["parts"] = list(variant.parts)
    if variant.first_comment and manifest.can("first_comment"):
        found["first_comment"] = variant.first_comment
    if variant.post.poll and manifest.can("publish.poll"):
        found["poll"] = variant.post.poll
    return found


def _words(variant: Variant, besides: dict[str, Any]) -> links.Words:
    """The texts with their links as they go out: tagged or short, as the shop or the post wants it."""
    post = variant.post
    said = links.Words(queries.text_of(variant), post.link, tuple(besides.get("parts", ())),
                       besides.get("first_comment", ""))  # fmt: skip
    stands = links.Stands(post.pk, post.campaign, post.pillar.name if post.pillar else "", post.links)
    return linking.send_out(variant.channel, said, stands, now=post.changed_at)


def link_of(entered: str) -> str:
    """A web address as it was entered, with https:// where there was nothing. Raises Problem for anything else."""
    text = entered.strip()
    if not text:
        return ""
    clean_url(text)
    address = text if "://" in text else f"https://{text}"
    if len(address) > LONGEST_LINK:
        raise Problem(say("This link is too long: {most} characters at most.", most=LONGEST_LINK), "url")
    return address


def _title_of(post: Post, link: str) -> str:
    """What is known of the page; kept with the post, so that what was agreed to does not change by itself."""
    known = links.previews_of(post.workspace, [link]).get(link) if link else None
    return known.title if known else ""


def _settings(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {} if draft.poll is None else {"poll": _poll(draft.poll)}
    return found if draft.links is None else found | {"links": draft.links if draft.links in LINK_USES else ""}


def _poll(poll: Mapping[str, Any]) -> dict[str, Any]:
    options = [_clean(str(one))[:LONGEST_OPTION] for one in poll.get("options", ())][:MOST_OPTIONS]
    return dict(poll) | {"options": options} if options else {}


def _save_variants(post: Post, draft: Draft) -> None:
    """One variant for each channel chosen. A channel taken off loses its variant."""
    texts = draft.texts
    usable = set(channels.channels_of(post.workspace).filter(pk__in=texts).values_list("pk", flat=True))
    _forget(post, keep=usable)
    for channel_id in usable:
        own = texts[channel_id]
        Variant.objects.update_or_create(
            post=post, channel_id=channel_id,
            defaults={"text": _clean(own) if own is not None else "", "is_own": own is not None,
                      **_further(draft, channel_id)},
        )  # fmt: skip


def _further(draft: Draft, channel_id: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if channel_id in draft.parts:
        found["parts"] = [_clean(part).strip() for part in draft.parts[channel_id] if part.strip()][:MOST_PARTS]
    if channel_id in draft.comments:
        found["first_comment"] = _clean(draft.comments[channel_id])
    return found


def _forget(post: Post, keep: Collection[int]) -> None:
    Variant.objects.filter(post=post).exclude(channel_id__in=keep).delete()


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem(say("A text can have {most} characters at most; this one has {n}.", most=LONGEST, n=len(text)))
    return rules.clean(text)
