"""What is wrong with a website's social side. Each notice has its proof; the unknown is held against nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from vitrino.checkup.profiles import found_text, gone_text, is_stale, last_post_text, stale_text
from vitrino.config.sitecheck.handles import odd_ones, usual_handle
from vitrino.config.sitecheck.report import SEVERITIES, Looked, Notice
from vitrino.connect.site import SiteScan
from vitrino.domain.message import Message, say

REMEDY_STALE = say("Post something there, or take the link off your website.")
REMEDY_GONE = say("Take the link off your website, or correct it.")


def notices(scan: SiteScan, profiles: Sequence[Looked], elsewhere: Sequence[Looked], now: datetime
            ) -> tuple[Notice, ...]:  # fmt: skip
    """All of them, the gravest first."""
    if not scan.pages:
        return ()
    found = [*_asleep(profiles, now), *_unlinked(profiles, elsewhere, now), *_nowhere(scan), *_broken(scan),
             *_unencrypted(scan, profiles), *_silent_on_contact(scan), *_called_otherwise(profiles),
             *_bare_preview(scan)]  # fmt: skip
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def _asleep(profiles: Sequence[Looked], now: datetime) -> Iterator[Notice]:
    for one in profiles:
        profile = one.profile
        if profile.is_gone:
            yield Notice("channels.broken-link", "medium", gone_text(profile), (found_text(profile),), REMEDY_GONE)
        elif is_stale(profile, now) and one.link.is_seen:
            proof = (last_post_text(profile), found_text(profile))
            yield Notice("channels.linked-but-stale", "high", stale_text(profile, now), proof, REMEDY_STALE)


def _unlinked(profiles: Sequence[Looked], elsewhere: Sequence[Looked], now: datetime) -> Iterator[Notice]:
    """Only with proof that the profile is the shop's: the site names it to programs, or the profile links back."""
    told = [(one, say("The site names it to programs only: {page}.", page=one.link.found_on)) for one in profiles
            if not one.link.is_seen]  # fmt: skip
    back = [(one, say("That profile links back to your website: {page}.", page=one.activity.read_from))
            for one in elsewhere]  # fmt: skip
    for one, proof in (*told, *back):
        if one.state(now) == "active":
            yield Notice(
                "channels.active-but-not-linked", "medium",
                say("You are active on {platform} ({handle}), but your website does not show a link to it.",
                    platform=one.platform_name, handle=one.link.handle),
                (proof, last_post_text(one.profile)),
                say("Put a link to {url} on your website.", url=one.link.url),
            )  # fmt: skip


def _nowhere(scan: SiteScan) -> Iterator[Notice]:
    for link in scan.nowhere:
        is_unfinished = urlsplit(link.url).hostname == urlsplit(link.found_on).hostname
        yield Notice(
            "website.link-to-nobody", "medium",
            say("A link on your website looks like a profile of yours, but leads to nobody’s: {url}.", url=link.url),
            (found_text_of(link.url, link.found_on),),
            say("Put https:// in front of it; without that, browsers look for it on your own site.") if is_unfinished
            else say("Let it lead to your own profile, or take it off."),
        )  # fmt: skip


def _broken(scan: SiteScan) -> Iterator[Notice]:
    for one in scan.problems:
        if one.kind == "gone":
            yield Notice(
                "website.broken-page", "medium", say("Your website links to a page of its own that does not exist."),
                (say("{url} answers that there is nothing.", url=one.url),),
                say("Correct the link, or put the page back."),
            )  # fmt: skip


def _unencrypted(scan: SiteScan, profiles: Sequence[Looked]) -> Iterator[Notice]:
    if scan.url.lower().startswith("http://") and not _is_in_this_house(scan.url):
        yield Notice(
            "website.not-encrypted", "medium",
            say("Your website lets others read along on the way; browsers warn people of it."),
            (say("{url} answers and does not send people on to https.", url=scan.url),),
            say("Ask whoever runs your website to switch on https for everybody; it costs nothing."),
        )  # fmt: skip
    plain = [one.link for one in profiles if one.link.written.lower().startswith("http://")]
    if plain:
        yield Notice(
            "website.insecure-link", "low", say("Links to your profiles begin with http:// instead of https://."),
            tuple(found_text_of(link.written, link.found_on) for link in plain),
            say("Write them with https://."),
        )  # fmt: skip


def _silent_on_contact(scan: SiteScan) -> Iterator[Notice]:
    if not scan.facts.has_contact and not scan.facts.is_partial:
        yield Notice(
            "website.no-contact", "medium",
            say("Your website does not say how to reach you: no address to write to, no number, no form."),
            tuple(say("Read: {url}.", url=url) for url in scan.pages),
            say("Write on the first page how people reach you; whoever finds no way complains in public."),
        )  # fmt: skip


def _called_otherwise(profiles: Sequence[Looked]) -> Iterator[Notice]:
    odd = odd_ones(profiles)
    if odd:
        yield Notice(
            "channels.handles-differ", "low",
            say("Most of your profiles are called “{name}”, some are not: whoever looks for you there may find others.",
                name=usual_handle(profiles)),
            tuple(say("{platform}: {handle}", platform=one.platform_name, handle=one.link.handle) for one in odd),
            say("Take the same name everywhere where it is free."),
        )  # fmt: skip


def _bare_preview(scan: SiteScan) -> Iterator[Notice]:
    """What a shared link of the first page shows. A title is made up by platforms from the page's own."""
    facts = scan.facts
    missing: list[Message] = [
        *([] if facts.has_preview_image else [say("There is no picture (og:image).")]),
        *([] if facts.has_preview_title or facts.title else [say("There is no title (og:title).")]),
        *([] if facts.has_preview_text or facts.description else [say("There is no description (og:description).")]),
    ]
    if missing:
        yield Notice(
            "website.bare-preview", "low", say("A link to your website looks bare when somebody shares it."),
            (*missing, say("Read: {url}.", url=scan.url)),
            say("Give the first page a picture, a title and a sentence for sharing (Open Graph)."),
        )  # fmt: skip


def _is_in_this_house(url: str) -> bool:
    """A trial on this machine needs no encryption."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or host.replace(".", "").isdigit() or ":" in host


def found_text_of(url: str, page: str) -> Message:
    """The same words as the rules of the checkup have for it."""
    return say("The link {url} stands on {page}.", url=url, page=page)
