"""What the pages of the balance show, in finished words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.balance import queries
from vitrino.balance.errands import Week, weeks
from vitrino.balance.history import Seen
from vitrino.balance.kinds import Told
from vitrino.balance.outcomes import Outcome, outcomes
from vitrino.balance.queries import ChannelBalance
from vitrino.channels.queries import Channel
from vitrino.domain.balance import DEFAULT_LIMIT, KIND_HINTS, KIND_NAMES, Kind, Standing
from vitrino.domain.message import Message, say
from vitrino.strategy import queries as strategy
from vitrino.ui.formats import UNKNOWN, day, number, percent
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

QUOTED = 140
MOST_ASKED = 5
SHOWN = 20
# What a person may choose; that a pillar sells is said in the strategy.
CHOICES = tuple(kind for kind in Kind if kind is not Kind.OTHER)
GIVING = tuple(kind for kind in CHOICES if kind not in (Kind.SELLS, Kind.ANSWERS))
SORTS = {
    "answer": say("Answer"), "thank": say("Thank"), "comment": say("Answer a comment"), "join": say("Join in"),
    "partner": say("Comment at a partner's"), "ask": say("Ask"), "poll": say("Tell the result"),
}  # fmt: skip
_ELSE = say("Talk")
_ICONS = {
    "answer": "message-circle", "thank": "heart", "comment": "quote", "join": "users", "partner": "heart-handshake",
    "ask": "help", "poll": "chart-bar",
}  # fmt: skip
_TONES = {"good": "good", "warn": "warn", "bad": "bad", "few": ""}


@dataclass(frozen=True)
class Line:
    """One post on a page. said: what it is and who or what decided; why: what was seen in it."""

    seen: Seen
    quote: str
    said: Message
    why: str
    platform: str = ""


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Every channel, what is asked, and what came of each kind."""
    found = queries.posts_seen(workspace, now)
    stands = queries.balances(workspace, now, found)
    platforms = {one.channel.pk: one.channel.platform for one in stands}
    asked = [one for one in reversed(found) if one.told.is_asked and queries.key_of(one.text)]
    meant = queries.meanings(workspace)
    return {
        "stands": [_stand(one) for one in stands],
        "sentence": sentence(stands),
        "asked": [_line(one, platforms) for one in once(asked)[:MOST_ASKED]],
        "asked_count": len(once(asked)),
        "choices": choices(CHOICES),
        "pillars": [(one, meant.get(one.pk)) for one in strategy.pillars(workspace)],
        "giving_options": [(value, label) for value, label, _hint in choices((*GIVING, Kind.OTHER))],
        "outcomes": [_outcome(one) for one in outcomes(workspace, found, now)],
        "advised": round(100 * DEFAULT_LIMIT),
    }


def channel(workspace: Workspace, one: Channel, now: datetime) -> dict[str, Any]:
    """One channel with its posts, the planned ones first."""
    found = next(found for found in queries.balances(workspace, now) if found.channel.pk == one.pk)
    return {
        **_stand(found),
        "planned": [_line(post) for post in found.planned],
        "out": [_line(post) for post in reversed(_shown(found.out))],
        "choices": choices(CHOICES),
    }


def ideas(workspace: Workspace, now: datetime, asked: Mapping[str, str]) -> dict[str, Any]:
    """What waits, the kinds missed most first; asked: the address's own words."""
    stands = queries.balances(workspace, now)
    tipped = [one for one in stands if one.is_tipped]
    counts = sum((Counter(one.now.counts) for one in tipped or stands), Counter[Kind]())
    waiting = sorted(queries.offers(workspace), key=lambda one: counts[Kind(one.kind)])
    pk = asked.get("aside", "")
    put_aside = queries.every_offer(workspace).filter(state="aside")
    return {
        "offers": [
            {"offer": one, "kind": words(KIND_NAMES[Kind(one.kind)]), "why": Message(one.template, one.values),
             "options": one.poll.get("options", [])}
            for one in waiting
        ],
        "tipped": tipped,
        "undo": put_aside.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None,
        "reasons": [say("Not for our people"), say("We said that lately"), say("Too much work"), say("Not our tone")],
        "aside": put_aside[:10],
        "sentence": say("{platforms}: these ideas bring it back.", platforms=", ".join(one.platform for one in tipped))
        if tipped else say("Ideas that sell nothing. They open in the composer, filled in."),
    }  # fmt: skip


def today(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Today's list, and how the weeks were."""
    mine = list(queries.errands_of(workspace, now))
    still = [one for one in mine if one.state == "open"]
    minutes = sum(one.minutes for one in still)
    if not mine:
        said: Message = say("Ten minutes a day with people do more than another post.")
    elif not still:
        said = say("Done for today. Tomorrow there is a new list.")
    else:
        said = say("{n} small things, about {minutes} minutes.", n=len(still), minutes=minutes)
    return {
        "errands": [{"errand": one, "why": Message(one.template, one.values), "sort": words(SORTS.get(one.sort, _ELSE)),
                     "icon": _ICONS.get(one.sort, "users")} for one in mine],
        "open_count": len(still), "sentence": said,
        "weeks": [_week(one) for one in _lived(weeks(workspace, now))],
    }  # fmt: skip


def _lived(found: Sequence[Week]) -> list[Week]:
    """Without the empty ones at the end; this week always."""
    last = max((place for place, one in enumerate(found) if one.minutes or one.said or one.talked), default=0)
    return list(found[: last + 1])


def _week(one: Week) -> tuple[str, str, str, str, str, str]:
    share = percent(one.share) if one.share is not None else UNKNOWN
    return (day(one.monday), number(one.minutes), number(one.people), number(one.said), number(one.talked), share)


def _shown(out: Sequence[Seen]) -> list[Seen]:
    """The newest, and older ones only where somebody should say what they are."""
    return [one for place, one in enumerate(out) if place >= len(out) - SHOWN or one.told.is_asked]


def sentence(stands: Sequence[ChannelBalance]) -> Message | str:
    """The page in one sentence."""
    over = [one for one in stands if one.is_over]
    if over:
        names = ", ".join(one.platform for one in over)
        return say("Too much selling on {platforms}: time to give something.", platforms=names)
    if all(one.now.tone == "few" for one in stands):
        return say("Not enough posts yet to say how selling and giving are balanced.")
    tipping = next((one for one in stands if one.tips), None)
    if tipping:
        return say("In balance so far; what is planned for {platform} would tip it.", platform=tipping.platform)
    return say("Giving and selling are in balance.")


def how_it_stands(one: Standing) -> Message:
    """A channel in one sentence."""
    if one.share is None:
        return say("No posts of a known kind in two weeks.")
    if one.missing:
        return say("{n} of {all} posts sell. Too few to judge: {missing} more.", n=one.selling, all=one.sample,
                   missing=one.missing)  # fmt: skip
    return say("{n} of {all} posts sell: {percent} %.", n=one.selling, all=one.sample, percent=round(100 * one.share))


def what_next(found: ChannelBalance) -> Message | str:
    """What follows from it."""
    if found.is_over:
        return say("Posts that sell nothing until it is back in balance: {n}.", n=found.now.others_needed)
    if found.tips:
        return say("The planned post “{text}” would tip it.", text=shorten(found.tips.text, 60))
    return ""


def then(found: ChannelBalance) -> Message | str:
    """If you publish what is planned."""
    share = found.then.share
    if not found.planned or share is None:
        return ""
    return say("If you publish what is planned: {percent} % would sell.", percent=round(100 * share))


def choices(kinds: Sequence[Kind]) -> list[tuple[str, str, str]]:
    """Value, label and hint."""
    return [(kind.value, words(KIND_NAMES[kind]), words(KIND_HINTS[kind])) for kind in kinds]


def shorten(text: str, most: int = QUOTED) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0].rstrip(" .,;:–-") + "…"


def once(found: Sequence[Seen]) -> list[Seen]:
    """The same words on two channels are asked about once."""
    return list({queries.key_of(one.text): one for one in reversed(found)}.values())[::-1]


def _stand(found: ChannelBalance) -> dict[str, Any]:
    share = found.now.share
    return {
        "channel": found.channel, "platform": found.platform, "says": how_it_stands(found.now),
        "next": what_next(found), "then": then(found), "tone": _TONES[found.now.tone],
        "percent": round(100 * share) if share is not None else 0,
        "limit": round(100 * found.now.limits.amber), "red": round(100 * found.now.limits.red), "own": found.own,
        "unknown": found.now.unknown, "is_tipped": found.is_tipped,
        "kinds": [(words(KIND_NAMES[kind]), found.now.counts[kind]) for kind in Kind if found.now.counts.get(kind)],
    }  # fmt: skip


def _line(one: Seen, platforms: dict[int, str] | None = None) -> Line:
    why = ", ".join(words(reason) for reason in one.told.why)
    return Line(one, shorten(one.text) or _("(no words)"), who_said(one.told), why,
                (platforms or {}).get(one.channel_id, ""))  # fmt: skip


def who_said(told: Told) -> Message:
    """What it is, and who or what decided that."""
    if told.kind is None:
        if told.guess is None:
            return say("Nobody knows what this is.")
        return say("Perhaps: {kind} ({percent} %).", kind=KIND_NAMES[told.guess], percent=round(100 * told.p))
    sentences = {
        "person": say("{kind}, as one of you said.", kind=KIND_NAMES[told.kind]),
        "pillar": say("{kind}, by its kind of content.", kind=KIND_NAMES[told.kind]),
        "learnt": say("{kind}, learnt from your answers ({percent} % sure).", kind=KIND_NAMES[told.kind],
                      percent=round(100 * told.p)),
        "rules": say("{kind}, by its words ({percent} % sure).", kind=KIND_NAMES[told.kind],
                     percent=round(100 * told.p)),
    }  # fmt: skip
    return sentences[told.by]


def _outcome(one: Outcome) -> tuple[str, str, str, str]:
    answers = number(one.answers) if one.answers is not None else UNKNOWN
    clicks = UNKNOWN
    if one.clicks is not None:
        clicks = ngettext("%(clicks)s on %(n)s post", "%(clicks)s on %(n)s posts", one.clicked) % {
            "clicks": number(one.clicks), "n": one.clicked}  # fmt: skip
    return words(KIND_NAMES[one.kind]), number(one.n), answers, clicks
