"""Between the composer's form and a post: what was typed, what is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.assist import queries as assist
from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import text as rules
from vitrino.domain.message import Message, say
from vitrino.links import queries as links
from vitrino.posts import actions, checks, queries, risking, speaking
from vitrino.posts.media_checks import examine_media
from vitrino.posts.models import Post, PostAsset, Variant
from vitrino.posts.picturing import picture_of, pictures_shown
from vitrino.posts.typed import DAY_S, POLL_DAYS, Typed, marks, stored, together, typed
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Person

__all__ = [
    "Saved",
    "Sheet",
    "Told",
    "Typed",
    "context",
    "problems_of",
    "save",
    "save_mixed",
    "sheets",
    "stored",
    "typed",
]

LAST_POSTS = 5
PROMOTIONAL_SHARE = 0.4
SAVES = 3
GOALS_NAMED = 3


@dataclass(frozen=True)
class Told:
    """What was just done to a channel's text, why, and how to take it back. undo: JSON for the form.

    proposal: a text that a person may take over.
    """

    changes: tuple[Message, ...]
    advice: tuple[Message, ...] = ()
    undo: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class Part:
    """One post of a thread after the first."""

    text: str
    gauge: rules.Gauge


@dataclass(frozen=True)
class Sheet:
    """One channel's side of the composer. out: its texts with their links as they will go out."""

    channel: Channel
    platform: str
    text: str
    is_own: bool
    gauge: rules.Gauge
    fits: bool
    problems: tuple[Message, ...]
    warnings: tuple[Message, ...]
    pictures: list[dict[str, str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    first_comment: str = ""
    comment_gauge: rules.Gauge | None = None
    can_thread: bool = False
    can_comment: bool = False
    poll: Mapping[str, Any] = field(default_factory=dict)
    told: Told | None = None
    out: links.Words = field(default_factory=lambda: links.Words(""))
    card: Mapping[str, str] = field(default_factory=dict)
    risks: tuple[risking.Risky, ...] = ()


@dataclass(frozen=True)
class Saved:
    """post: as it is stored now. is_mixed: it also holds changes that somebody else made meanwhile."""

    post: Post
    is_mixed: bool = False


def save(post: Post, sent: Typed, *, by: Person, now: datetime) -> Post:
    """Save what was typed. Raises Clash when somebody else changed the same meanwhile, Problem for what can't be."""
    return save_mixed(post, sent, by=by, now=now).post


def save_mixed(post: Post, sent: Typed, *, by: Person, now: datetime) -> Saved:
    """The same, and whether changes of others were kept beside mine.

    A form that says what it showed (`base`) changes only the fields it changed; one without must be the newest.
    """
    actions.link_of(sent.link)
    for _again in range(SAVES):
        mine, is_mixed = sent, False
        if sent.base is not None:
            post.refresh_from_db()
            mine, is_mixed, clashes = together(sent, stored(post))
            if clashes:
                raise actions.Clash(actions.CLASH)
            mine = replace(mine, version=post.version)
        try:
            return Saved(_write(post, mine, by, now), is_mixed)
        except actions.Clash:
            if sent.base is None:
                raise
    raise actions.Clash(actions.CLASH)


def _write(post: Post, sent: Typed, by: Person, now: datetime) -> Post:
    pillar = strategy.pillars(post.workspace).filter(pk=sent.pillar_id or 0).first()
    draft = actions.Draft(
        sent.idea, sent.link, sent.language, pillar, sent.texts, sent.alt_texts,
        parts=sent.parts, comments=sent.comments, poll=sent.poll, links=sent.links,
    )  # fmt: skip
    return actions.save_post(post=post, version=sent.version, draft=draft, by=by, now=now)


def context(post: Post, sent: Typed, told: Mapping[int, Told] | None = None) -> dict[str, Any]:
    """Everything the composer's templates show. told: what was done to a channel's text just now."""
    usable, pillars = channels.channels_of(post.workspace), strategy.pillars(post.workspace)
    shown = sheets(post, sent, usable, told)
    return {
        "post": post,
        "typed": sent,
        "base": json.dumps(marks(sent) if sent.base is None else sent.base),
        "sheets": shown,
        "channels": [(one, channels.manifest_of(one).name, one.pk in sent.texts) for one in usable],
        "pillar_options": [("", _("Not decided yet")), *((str(one.pk), one.name) for one in pillars)],
        "link_options": [("", _("As the shop does it")), *Post.LinkUse.choices],
        "balance_hint": balance_hint(post),
        "serves": ", ".join(goals_served(post, sent)),
        "strategy_lines": speaking.lines_for(post.workspace, [one.channel.platform for one in shown], sent.pillar_id),
        **pictures_shown(post, usable),
        "helps": assist.is_ready(assist.settings_of(post.workspace)),
        "poll": poll_fields(sent, [sheet.channel for sheet in shown]),
    }


def poll_fields(sent: Typed, chosen: list[Channel]) -> dict[str, Any]:
    """The poll's fields: one answer more than there are, and which channels can ask it."""
    asking = [channels.manifest_of(one) for one in chosen if channels.manifest_of(one).can("publish.poll")]
    options = [str(one) for one in sent.poll.get("options", ())]
    rules_there = [one.poll.value for one in asking if one.poll]
    most = max((rule.most_options for rule in rules_there), default=4)
    return {
        "options": [*options, *[""] * max(0, min(most, max(4, len(options) + 1)) - len(options))],
        "days": sent.poll.get("duration_s", DAY_S) // DAY_S,
        "day_options": [(str(days), ngettext("%(n)s day", "%(n)s days", days) % {"n": days}) for days in POLL_DAYS],
        "is_multiple": bool(sent.poll.get("multiple")),
        "platforms": list(dict.fromkeys(one.name for one in asking)),
    }


def goals_served(post: Post, sent: Typed) -> list[str]:
    """The goals this post serves, by its channels and its kind; nobody has to say so."""
    found = strategy.goals_served(post.workspace, channels=list(sent.texts), pillar=sent.pillar_id)
    return list(found.values_list("title", flat=True)[:GOALS_NAMED])


def balance_hint(post: Post) -> Message | str:
    """How much of what was written last promotes: the reason to choose another kind now."""
    kinds = queries.posts_of(post.workspace).exclude(pk=post.pk).exclude(pillar=None)
    last = list(kinds.values_list("pillar__is_promotional", flat=True)[:LAST_POSTS])
    if len(last) < LAST_POSTS or sum(last) <= LAST_POSTS * PROMOTIONAL_SHARE:
        return ""
    return say("{n} of your last {all} posts were promotional. Give something this time?", n=sum(last), all=len(last))


def sheets(post: Post, sent: Typed, usable: QuerySet[Channel], told: Mapping[int, Told] | None = None) -> list[Sheet]:
    """One sheet for each channel chosen, judged against each other."""
    chosen = [one for one in usable if one.pk in sent.texts]
    texts = {one.pk: _shown(sent, one.pk) for one in chosen}
    pictures = list(queries.pictures_of(post))
    undescribed = sum(not sent.alt_texts.get(one.asset_id, "").strip() for one in pictures)
    echoes = {text: checks.said_before(post, text) for text in set(texts.values())}
    pages = links.previews_of(post.workspace, [sent.link])
    voices = strategy.voices_in_force(post.workspace)
    guard = risking.guard_of(post.workspace)
    around = _Around(post, sent, links.settings_of(post.workspace), pages, echoes, guard, voices)
    return [
        _sheet(around, one, pictures, undescribed, [(other, texts[other.pk]) for other in chosen if other.pk != one.pk],
               (told or {}).get(one.pk))
        for one in chosen
    ]  # fmt: skip


@dataclass(frozen=True)
class _Around:
    """What all sheets share: the form, and what becomes of its links."""

    post: Post
    sent: Typed
    chosen: Any
    pages: Mapping[str, Any]
    echoes: Mapping[str, list[Message]]
    guard: risking.Guard
    voices: Mapping[str, strategy.VoiceWords] = field(default_factory=dict)

    def words(self, channel: Channel) -> links.Words:
        """The channel's texts with their links as they will go out."""
        sent, key = self.sent, channel.pk
        said = links.Words(_shown(sent, key), sent.link, sent.parts.get(key, ()), sent.comments.get(key, ""))
        return links.as_it_goes_out(self.chosen, channel, said, self.stands)

    @property
    def stands(self) -> links.Stands:
        kind = self.post.pillar.name if self.post.pillar else ""
        return links.Stands(self.post.pk, self.post.campaign, kind, self.sent.links)

    def card(self, channel: Channel, out: links.Words, pictures: int) -> dict[str, str]:
        """What the network will show of the page behind the link; {} where it shows nothing."""
        page, place = self.pages.get(self.sent.link), checks.form_of(channel, pictures=pictures).links
        is_shown = place == "card" or (place == "text" and not pictures and out.link and out.link in out.text)
        if not page or not page.title or not is_shown:
            return {}
        return {"title": page.title, "site": page.site, "picture": page.picture}


def _sheet(around: _Around, channel: Channel, pictures: list[PostAsset], undescribed: int,
           others: list[tuple[Channel, str]], told: Told | None) -> Sheet:  # fmt: skip
    manifest, sent, rule = channels.manifest_of(channel), around.sent, checks.rule_of(channel)
    out = around.words(channel)
    besides = checks.Besides(out.parts, out.first_comment, sent.poll, out.link)
    now = timezone.now()
    seen = examine_media(channel, [one.asset for one in pictures], today=timezone.localdate(now), now=now)
    films = sum(one.asset.is_film for one in pictures)
    found = checks.examine(
        channel, out.text, pictures=len(pictures) - films, films=films, undescribed=undescribed, others=others,
        besides=besides,
    )  # fmt: skip
    parts = sent.parts.get(channel.pk, ())
    everywhere = "\n".join((_shown(sent, channel.pk), *parts, sent.comments.get(channel.pk, "")))
    risks = risking.risks(around.guard, everywhere, sent.language, now)
    notes = links.notes_of(around.chosen, links.Words(_shown(sent, channel.pk), sent.link), around.stands)
    return Sheet(
        channel=channel,
        platform=manifest.name,
        text=_shown(sent, channel.pk),
        is_own=sent.texts[channel.pk] is not None,
        gauge=rules.gauge(out.text, rule),
        fits=rules.count(out.text, rule).fits,
        problems=(*found.problems, *seen.problems, *risking.questions(risks)),
        warnings=(
            *found.warnings,
            *seen.warnings,
            *around.echoes[_shown(sent, channel.pk)],
            *notes,
            *speaking.departures(around.voices, channel.platform, _shown(sent, channel.pk), sent.language),
        ),
        pictures=[
            {"src": picture_of(around.post, one.asset, channel), "alt": sent.alt_texts.get(one.asset_id, "")}
            for one in pictures
        ],
        parts=[Part(part, rules.gauge(final, rule)) for part, final in zip(parts, out.parts, strict=True)],
        first_comment=sent.comments.get(channel.pk, ""),
        comment_gauge=rules.gauge(out.first_comment, limit) if (limit := checks.form_of(channel).comment) else None,
        can_thread=manifest.can("publish.thread"),
        can_comment=manifest.can("first_comment"),
        poll=sent.poll if manifest.can("publish.poll") else {},
        told=told,
        out=out,
        card=around.card(channel, out, len(pictures)),
        risks=risks,
    )


def problems_of(variant: Variant) -> tuple[Message, ...]:
    """What keeps a stored variant from being planned: its text, thread, first comment, poll, pictures and links."""
    post = variant.post
    mine = channels.channels_of(post.workspace).filter(pk=variant.channel_id)
    return tuple(problem for sheet in sheets(post, stored(post), mine) for problem in sheet.problems)


def _shown(sent: Typed, channel_id: int) -> str:
    own = sent.texts[channel_id]
    return sent.idea if own is None else own
