"""14: a person is called by their name, in the right form (seed: name, not a generic automatic text)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vitrino.domain.message import Message, say
from vitrino.domain.names.given import gender
from vitrino.domain.names.vocative import vocative
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.people import first_name, is_first_name, is_form_of, names_of, salutation
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import Word, key

_ENDS_ADDRESS = (",", "!", ".", ":", "\n", "")
_FIRST_WORDS = 6
# "See you then! ❤️" needs no name.
_SHORT = 30


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    generic = [hit.span for hit in cues.find(reply.words, "generic")]
    handles = _handles(reply)
    if generic:
        yield _finding(generic, say("“{words}” could be anybody.", words=_piece(reply, generic[0])), reply)
    elif handles:
        yield _finding(
            handles,
            say("“{words}” is the name of an account, not of a person.", words=_piece(reply, handles[0])),
            reply,
        )
    elif cues.groups:
        yield from _name(reply, cues)


def _name(reply: Reply, cues: Cues) -> Iterator[Finding]:
    """The name in the wrong form, another's name, or none at all in the first answer."""
    wrong = _wrong_form(reply, cues)
    if wrong is not None:
        span, form = wrong
        reason = say("The name stands in the wrong form: “{words}”.", words=_piece(reply, span))
        yield _finding([span], reason, reply, form)
        return
    other = _other_name(reply, cues)
    if other is not None:
        reason = say(
            "The customer is called {name}, not “{words}”.",
            name=first_name(reply.customer) or "",
            words=_piece(reply, other),
        )
        yield _finding([other], reason, reply, _addressed(reply))
    elif _wants_name(reply) and not _is_named(reply):
        yield _finding([], say("You know the customer's name and don't use it."), reply)


def _finding(spans: list[Span], reason: Message, reply: Reply, replacement: str | None = None) -> Finding:
    return Finding(
        rule=RULE.id,
        level=RULE.level,
        spans=tuple(spans),
        reason=reason,
        remedy=say("Call the person by the name they use, as you would across the counter."),
        replacement=replacement or salutation(reply.customer, reply.language),
    )


def _piece(reply: Reply, span: Span) -> str:
    return reply.text[span.start : span.end]


def _handles(reply: Reply) -> list[Span]:
    """The account's name used as a name: "Hi kasia_92". A mention the reply begins with is the platform's custom."""
    handle = key(reply.customer.handle.lstrip("@").split("@")[0])
    if handle.isalpha() or not handle:
        return []
    return [
        Span(word.start, word.end)
        for word in reply.words.words
        if word.folded == handle and reply.text[max(0, word.start - 1) : word.start] != "@"
    ]


def _wants_name(reply: Reply) -> bool:
    """The first answer of some length, but not the rules that somebody abusive is referred to."""
    is_first = not reply.shop.thread_replies and len(reply.text) >= _SHORT
    return first_name(reply.customer) is not None and is_first and reply.shop.abuse_step in ("", "none")


def _is_named(reply: Reply) -> bool:
    names = names_of(reply.customer)
    return any(is_form_of(word.folded, names, reply.language) for word in reply.words.words)


def _wrong_form(reply: Reply, cues: Cues) -> tuple[Span, str] | None:
    """ "Panie Marek," or "Saluton Annan,", and the form it should have."""
    name = first_name(reply.customer)
    wrong = _wrong_forms(name, reply.language) if name else set()
    for word in _addresses(reply, cues) if wrong else ():
        if word.folded in wrong:
            return Span(word.start, word.end), _addressed(reply) or ""
    return None


def _wrong_forms(name: str, language: str) -> set[str]:
    """Polish: the nominative of a name we know, where the vocative differs. Esperanto: the accusative."""
    if language.startswith("pl"):
        return {key(name)} if gender(name) and vocative(name) != name else set()
    return {key(f"{name}n"), key(f"{name}on")} if language.startswith("eo") else set()


def _other_name(reply: Reply, cues: Cues) -> Span | None:
    """A first name we know that is not the customer's: "Hi Anna" to Marek."""
    names = names_of(reply.customer)
    if not names or _is_named(reply):
        return None
    for word in _addresses(reply, cues):
        if is_first_name(word.folded) and not is_form_of(word.folded, names, reply.language):
            return Span(word.start, word.end)
    return None


def _addresses(reply: Reply, cues: Cues) -> Iterator[Word]:
    """Names after a greeting or title in the first words, with a comma or the like behind."""
    greetings = frozenset(cues.value("greetings"))
    words = reply.words.words
    for before, word in pairwise(words[:_FIRST_WORDS]):
        is_name = reply.text[word.start : word.start + 1].isupper() and before.sentence == word.sentence
        if is_name and before.folded in greetings and reply.text[word.end : word.end + 1] in _ENDS_ADDRESS:
            yield word


def _addressed(reply: Reply) -> str | None:
    """The name as it stands after a greeting."""
    name = first_name(reply.customer)
    if name is None:
        return None
    return (vocative(name) or name) if reply.language.startswith("pl") else name


RULE = Rule(14, "personal", "warn", check)
