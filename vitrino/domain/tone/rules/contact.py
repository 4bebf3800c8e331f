"""10: a complaint gets a way to reach the shop, and it is one of the shop's own (seed: move off the platform)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import complains, earlier
from vitrino.domain.tone.contacts import Contact, find_contacts, is_known
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import Words


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    strange = _strange(reply)
    if strange:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(contact.span for contact in strange),
            reason=say("“{contact}” is none of the shop's confirmed contacts.", contact=strange[0].text),
            remedy=say("Check it, or use a confirmed one. A slip here sends the customer to a stranger."),
            replacement=_own(reply),
        )
    elif reply.is_public and cues.groups and complains(reply.customer) and not _has_contact(reply, cues):
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            reason=say("This answers a complaint in public and gives no way to reach you."),
            remedy=say("Add an e-mail address, a telephone number, a link to your messages or the number of the case."),
            replacement=_offer(reply, cues),
        )


def _strange(reply: Reply) -> list[Contact]:
    """Addresses and numbers in the reply that are neither the shop's nor what the customer gave themselves."""
    if not reply.shop.contacts:
        return []
    theirs = {contact.key for contact in find_contacts(reply.customer.text)}
    return [
        contact
        for contact in find_contacts(reply.text)
        if contact.kind in ("email", "phone")
        and contact.key not in theirs
        and not is_known(contact, (*reply.shop.contacts, *reply.customer.private_facts))
    ]


def _has_contact(reply: Reply, cues: Cues) -> bool:
    return any(_offers(words, reply, cues) for words in (reply.words, *earlier(reply)))


def _offers(words: Words, reply: Reply, cues: Cues) -> bool:
    """One of the shop's contacts, or the platform's own messages, or the number of the case."""
    theirs = f"@{reply.customer.handle.lstrip('@')}".casefold()
    written = [contact for contact in find_contacts(words.source) if contact.key != theirs]
    own = [contact for contact in written if is_known(contact, reply.shop.contacts)]
    return bool(own or (written and not reply.shop.contacts) or cues.find(words, "messages", "case"))


def _own(reply: Reply) -> str | None:
    return reply.shop.contacts[0] if reply.shop.contacts else None


def _offer(reply: Reply, cues: Cues) -> str | None:
    own, words = _own(reply), cues.better("case")
    return words.replace("{contact}", own) if own and words else cues.better("messages")


RULE = Rule(10, "contact", "warn", check)
