"""Too long for one post: a thread where there are threads, else whole sentences from the beginning."""

from __future__ import annotations

from dataclasses import replace

from vitrino.domain.message import say
from vitrino.domain.text.adapt.form import Adapted, Long, TextForm, fits
from vitrino.domain.text.adapt.links import web_links
from vitrino.domain.text.adapt.tags import tail_of
from vitrino.domain.text.clusters import graphemes
from vitrino.domain.text.counting import TextRule, count
from vitrino.domain.text.splitting import shorten, split

# Nobody reads on; a longer text becomes its beginning, and the person is told.
MOST_PARTS = 25
SHOWN = 60


def settle(said: Adapted, form: TextForm, link: str, *, long: Long, numbered: bool) -> Adapted:
    """The text within the limit. What already stands in further parts stays there."""
    if fits(said.text, form.rule) or not said.text:
        return said
    if long == "thread" and form.has_threads:
        thread = _thread(said.text, form.rule, numbered=numbered)
        if 1 < len(thread) <= MOST_PARTS and all(fits(part, form.rule) for part in thread):
            why = say("Split into {n} posts, one below the other: the text is too long for {platform} by {over}.",
                      n=len(thread), platform=form.name, over=count(said.text, form.rule).over)  # fmt: skip
            return said.but(said=why, text=thread[0], parts=(*thread[1:], *said.parts))
    return _short(said, form, link)


def _thread(text: str, rule: TextRule, *, numbered: bool) -> list[str]:
    parts = split(text, rule)
    if not numbered:
        return parts
    for _again in range(3):  # more parts make longer numbers, which may make more parts
        spare = len(f" {len(parts)}/{len(parts)}")
        if rule.limit <= spare * 2:
            return parts
        smaller = replace(rule, limit=rule.limit - spare, max_bytes=rule.max_bytes and rule.max_bytes - spare)
        again = split(text, smaller)
        if len(str(len(again))) == len(str(len(parts))):
            return [f"{part} {number}/{len(again)}" for number, part in enumerate(again, 1)]
        parts = again
    return parts


def _short(said: Adapted, form: TextForm, link: str) -> Adapted:
    """Whole sentences from the beginning. The closing hashtags and all links are kept where there is room."""
    body, tags = tail_of(said.text)
    for tail in _tails(body, tags, link):
        text = _beginning(body if tail or not tags else said.text, tail, form.rule)
        if text is not None:
            over = count(said.text, form.rule).over
            why = say("Shortened, because the text was too long for {platform} by {over}. Left away: “{rest}”",
                      platform=form.name, over=over, rest=_rest(said.text, text))  # fmt: skip
            return said.but(said=why, text=text)
    return said


def _tails(body: str, tags: str, link: str) -> list[str]:
    """What to keep behind the shortened text: links and hashtags, else links, else the post's own, else nothing."""
    links = "\n".join(web_links(body))
    own = link if link and link in body else ""
    wishes = ["\n\n".join(filter(None, (links, tags))), links, own, ""]
    return list(dict.fromkeys(wishes))


def _beginning(body: str, tail: str, rule: TextRule) -> str | None:
    """The longest beginning that leaves room for the tail; None when hardly anything of the text would be left."""
    if not tail:
        text = shorten(body, rule)
        return text if text and fits(text, rule) else None
    used = count(f"\n\n{tail}", rule)
    room = rule.limit - used.length
    room_bytes = rule.max_bytes - used.bytes_length if rule.max_bytes is not None else None
    if room < rule.limit // 2 or (room_bytes is not None and room_bytes < 1):
        return None
    head = shorten(body, replace(rule, limit=room, max_bytes=room_bytes))
    missing = ["\n".join(one for one in block.split("\n") if one not in head) for block in tail.split("\n\n")]
    text = "\n\n".join(filter(None, (head, *missing)))
    return text if fits(text, rule) else None


def _rest(before: str, after: str) -> str:
    """How what was left away begins."""
    differs = (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    rest = graphemes(before[next(differs, min(len(before), len(after))) :].strip())
    return "".join(rest[:SHOWN]) + ("…" if len(rest) > SHOWN else "")
