"""19: nothing private is said in public that the customer has not said there (Trustpilot: no personal details)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vitrino.domain.message import Message, say
from vitrino.domain.tone.contacts import Contact, find_contacts, is_known
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.topics import stems
from vitrino.domain.tone.words import key, read

# Mail providers anybody may have an address at; any other domain of a contact belongs to the shop.
_ANYBODYS = frozenset(
    {
        *("gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me"),
        *("wp.pl", "o2.pl", "onet.pl", "interia.pl", "gmx.de", "gmx.net", "web.de"),
    }
)
_ORDER = re.compile(r"[\s.:#]{0,4}((?=[A-Z/_-]{0,8}\d[A-Z\d/_-]*\d)[A-Z\d][A-Z\d/_-]{2,29})", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"#(?=\d{3,12}\b)\d+")
# Numbers of parcels and accounts: long runs of capitals and digits.
_TRACKING = re.compile(r"\b(?=[A-Z]{0,4}\d)[A-Z0-9]{12,34}\b")
_SHORTEST_FACT = 4
# "Your" reaches this many words: your birthday cake with cherries.
_OWNED = 5
_SHORTEST_BARE = 4
# Figures that look like a telephone number: sums, and the numbers a firm has to publish.
_UNIT = re.compile(
    r"\s*(?:zł|z[lł]ot|pln|e[uŭ]r|€|usd|\$|£|gbp|%|os[oó]b|people|person|homoj|pieces|sztuk|pecoj|km|kg|ml)",
    re.IGNORECASE,
)
_TOLL_FREE = ("800 ", "801 ", "0800 ", "0 800 ", "0801 ")
_PUBLISHED = re.compile(
    r"\b(?:NIP|KRS|REGON|ISBN|ISSN|EAN|VAT|GTIN|CRN|kod|kodo|code|model\w{0,2})"
    r"\W{0,3}(?:no\W{0,2}|PL|produktu|de produkto)?\s*$",
    re.IGNORECASE,
)
# How far behind "write to us" an address still belongs to it, in characters.
_REACH = 30


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if not reply.is_public:
        return
    kinds = (
        (_contacts(reply, cues), say("an address or number that is not the shop's")),
        (_facts(reply), say("something private you know about the customer")),
        (_orders(reply, cues), say("an order or parcel number")),
        (_addresses(reply, cues), say("where the customer lives")),
        (_bought(reply, cues), say("what the customer bought")),
    )
    taken: list[Span] = []
    for spans, what in kinds:
        fresh = []
        for span in sorted(spans):
            if not any(span.start < one.end and one.start < span.end for one in taken):
                fresh.append(span)
                taken.append(span)
        if fresh:
            yield _finding(fresh, what, cues)


def _finding(spans: list[Span], what: Message, cues: Cues) -> Finding:
    return Finding(
        rule=RULE.id,
        level=RULE.level,
        spans=tuple(spans),
        reason=say("Everybody can read this: {what}.", what=what),
        remedy=say("Leave it out here and write it in a private message."),
        replacement=cues.better("private"),
    )


def _wrote(reply: Reply, piece: str) -> bool:
    """Whether the customer has written it themselves, however they spaced it."""
    plain, theirs = _plain(piece), _plain(reply.customer.text)
    return bool(plain) and plain in theirs


def _plain(text: str) -> str:
    return re.sub(r"[^\w@]|_", "", key(text))


def _contacts(reply: Reply, cues: Cues) -> list[Span]:
    """E-mail addresses and telephone numbers that are neither the shop's nor written by the customer.

    After "write to us at" an unknown one is a slip, not a secret: rule 10 speaks of it.
    """
    theirs = {contact.key for contact in find_contacts(reply.customer.text)}
    ours = [(hit.start, hit.end + _REACH) for hit in cues.find(reply.words, "ours")]
    return [
        contact.span
        for contact in find_contacts(reply.text)
        if contact.kind in ("email", "phone")
        and contact.key not in theirs
        and not (contact.kind == "phone" and _is_figure(reply.text, contact.span))
        and not _is_the_shops(contact, reply)
        and not any(start <= contact.span.start <= end for start, end in ours)
    ]


def _is_figure(text: str, span: Span) -> bool:
    """1 000 000 zł, NIP 521-123-45-67."""
    behind, before = _UNIT.match(text, span.end), _PUBLISHED.search(text[max(0, span.start - 20) : span.start])
    written = text[span.start : span.end]
    return bool(behind or before) or written.endswith(" 000") or written.startswith(_TOLL_FREE)


def _is_the_shops(contact: Contact, reply: Reply) -> bool:
    """A confirmed contact, or any at the shop's own domain. Nothing confirmed: only known facts count."""
    contacts = reply.shop.contacts
    if not contacts:
        return not any(
            contact.key == other.key for fact in reply.customer.private_facts for other in find_contacts(fact)
        )
    domain = contact.key.rpartition("@")[2]
    own = {_domain(one) for one in contacts} - _ANYBODYS
    return is_known(contact, contacts) or (contact.kind == "email" and domain in own)


def _domain(contact: str) -> str:
    plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", contact.strip().lower())
    return plain.rpartition("@")[2].split("/")[0]


def _facts(reply: Reply) -> list[Span]:
    """What the shop knows about the person, word for word, in any case or spacing."""
    return [
        span
        for fact in reply.customer.private_facts
        if len(_plain(fact)) >= _SHORTEST_FACT and not _wrote(reply, fact)
        for span in _places(reply, fact)
    ]


def _places(reply: Reply, piece: str) -> Iterator[Span]:
    """Where the words of `piece` stand one after another; an e-mail address or a number by its letters."""
    sought = [word.folded for word in read(piece, reply.language).words]
    words = reply.words.words
    for first in range(len(words) - len(sought) + 1 if sought else 0):
        if [word.folded for word in words[first : first + len(sought)]] == sought:
            yield Span(words[first].start, words[first + len(sought) - 1].end)


def _orders(reply: Reply, cues: Cues) -> list[Span]:
    known = [
        span for number in reply.customer.order_numbers if not _wrote(reply, number) for span in _places(reply, number)
    ]
    signs = [Span(*match.span()) for match in _NUMBER_SIGN.finditer(reply.text) if not _wrote(reply, match[0])]
    parcels = [Span(*match.span()) for match in _TRACKING.finditer(reply.text) if not _is_public_number(reply, match)]
    return [*known, *signs, *parcels, *_named_orders(reply, cues)]


def _is_public_number(reply: Reply, match: re.Match[str]) -> bool:
    """Written by the customer, part of a contact, or the number of a product."""
    in_contact = any(one.span.start <= match.start() < one.span.end for one in find_contacts(reply.text))
    return in_contact or _wrote(reply, match[0]) or _is_figure(reply.text, Span(*match.span()))


def _named_orders(reply: Reply, cues: Cues) -> Iterator[Span]:
    """ "your order no. 4711": a number of three signs and more right after the words of the group "order"."""
    for hit in cues.find(reply.words, "order"):
        number = _ORDER.match(reply.text, hit.end)
        # "order 100 rolls" is no number of an order.
        is_amount = (
            number is not None and hit.first == hit.last and number[1].isdigit() and len(number[1]) < _SHORTEST_BARE
        )
        if number and not is_amount and not _wrote(reply, number[1]):
            yield Span(*number.span(1))


def _addresses(reply: Reply, cues: Cues) -> Iterator[Span]:
    """A street with a number after "sent to", "your address". The shop's own address stands among its contacts."""
    for hit in cues.find(reply.words, "address"):
        piece = reply.text[hit.start : hit.end]
        is_own = any(_plain(word) in _plain(" ".join(reply.shop.contacts)) for word in piece.split()[-2:-1])
        if not is_own and not _wrote(reply, " ".join(piece.split()[-2:])):
            yield hit.span


def _bought(reply: Reply, cues: Cues) -> Iterator[Span]:
    """What the customer bought, in a sentence about their order or after "your"; not when they named it."""
    theirs = stems(read(reply.customer.text, reply.language).words, reply.language)
    bought = stems(read(" ".join(reply.customer.items), reply.language).words, reply.language) - theirs
    if not bought:
        return
    sentences = {hit.sentence for hit in cues.find(reply.words, "bought")}
    owned = {place for hit in cues.find(reply.words, "yours") for place in range(hit.last + 1, hit.last + _OWNED)}
    for place, word in enumerate(reply.words.words):
        if (word.sentence in sentences or place in owned) and stems((word,), reply.language) & bought:
            yield Span(word.start, word.end)


RULE = Rule(19, "private_data", "block", check)
