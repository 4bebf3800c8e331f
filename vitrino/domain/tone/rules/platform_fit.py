"""20: the reply fits the channel: its length, manners, words, few emoji, no dead links (seed: tone of the platform)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import Message, say
from vitrino.domain.text.clusters import emoji_clusters
from vitrino.domain.text.links import urls
from vitrino.domain.tone.contacts import find_contacts
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.struck import find_words


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    yield from _length(reply)
    yield from _manners(reply, cues)
    yield from _emoji(reply)
    yield from _struck(reply)
    yield from _links(reply, cues)


def _finding(spans: list[Span], reason: Message, remedy: Message, replacement: str | None = None) -> Finding:
    return Finding(
        rule=RULE.id, level=RULE.level, spans=tuple(spans), reason=reason, remedy=remedy, replacement=replacement
    )


def _length(reply: Reply) -> Iterator[Finding]:
    """The span is what is too much."""
    limit, length = reply.shop.max_length, len(reply.text)
    if limit is not None and length > limit:
        reason = say("{length} characters; this channel takes {limit}.", length=length, limit=limit)
        yield _finding([Span(limit, length)], reason, say("Shorten it, or go on in a private message."))


def _manners(reply: Reply, cues: Cues) -> Iterator[Finding]:
    """Formal and familiar words, against the habit of the channel or mixed in one reply."""
    formal, informal = _spoken(reply, cues, "formal"), _spoken(reply, cues, "informal")
    remedy = say("Keep to one way of speaking, the one this channel is used to.")
    if reply.shop.formality == "informal" and formal:
        yield _finding(formal, say("This is stiffer than you speak on this channel."), remedy, cues.better("formal"))
    elif reply.shop.formality == "formal" and informal:
        yield _finding(
            informal, say("This is more familiar than you speak on this channel."), remedy, cues.better("informal")
        )
    elif formal and informal and cues.value("never_mix", False):
        yield _finding([*formal, *informal], say("This reply changes between formal and familiar."), remedy)


def _spoken(reply: Reply, cues: Cues, group: str) -> list[Span]:
    """Where the words of the group stand, but not within an address: hej@shop.eu."""
    spans = [hit.span for hit in cues.find(reply.words, group)]
    contacts = [contact.span for contact in find_contacts(reply.text)] if spans else []
    return [span for span in spans if not any(one.start <= span.start < one.end for one in contacts)]


def _emoji(reply: Reply) -> Iterator[Finding]:
    """The spans are the emoji beyond the budget."""
    budget = reply.shop.emoji_budget
    found = [] if budget is None else [Span(start, end) for start, end in emoji_clusters(reply.text)]
    if budget is not None and len(found) > budget:
        reason = say("{count} emoji; you have settled on {budget} at most.", count=len(found), budget=budget)
        yield _finding(found[budget:], reason, say("Take some out. In a complaint, better all."), "")


def _struck(reply: Reply) -> Iterator[Finding]:
    found = list(find_words(reply.words, reply.shop.not_words))
    if found:
        reason = say("You have settled not to use these words here.")
        yield _finding(found, reason, say("Say it in your own words."))


def _links(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if reply.shop.links_work:
        return
    # A web address among others of its kind: name@shop.eu is none.
    found = [Span(link.start, link.end) for link in urls(reply.text) if reply.text[link.start - 1 : link.start] != "@"]
    if found:
        reason = say("A link can't be followed from here.")
        yield _finding(
            found, reason, say("Say where to find it, or send the link in a private message."), cues.better("link")
        )


RULE = Rule(20, "platform_fit", "warn", check)
