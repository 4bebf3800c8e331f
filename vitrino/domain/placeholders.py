"""Saved replies with gaps: {customer_name}. Gaps hold plain values, never code, and none is left open.

{customer_name|neighbour} says what to write where nothing is known; {?when it will arrive} asks whoever answers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

# What a reply may mention about the person it goes to; each with the words a form shows for it.
GAPS: dict[str, Message] = {
    "customer_name": say("The customer's name"),
    "customer_vocative": say("The customer's first name as one calls it (Marku, Anno)"),
    "customer_address": say("The customer with title, as one calls them (Panie Marku, Pani Anno)"),
    "order_number": say("The order's number"),
    "product": say("What was ordered"),
    "shop_name": say("The shop's name"),
    "my_name": say("Your name"),
    "contact": say("Where to reach the shop"),
    "deadline": say("By when it will be done"),
}
LONGEST_QUESTION = 58
_GAP = re.compile(r"\{([^{}]*)\}")
# What other tools leave behind when they fail: {{name}}, [name], <name>, %name%.
_LEFTOVER = re.compile(r"\{\{?[^{}\n]{0,60}\}?\}|\[[A-Za-zÀ-ž_ ]{2,40}\](?!\()|<[A-Za-z_]{2,40}>|%[A-Za-z_]{2,40}%")


def gaps_in(template: str) -> list[str]:
    """The names in braces, each once, in order; a question keeps its sign: "?when it will arrive"."""
    return list(dict.fromkeys(_name(inside) for inside in _GAP.findall(template)))


def check_template(template: str, allowed: Collection[str] = GAPS) -> None:
    """Raises Problem for a gap that nothing fills, {u.__class__} among them."""
    unknown = [name for name in gaps_in(template) if name not in allowed and not name.startswith("?")]
    if unknown:
        raise Problem(
            say(
                "“{gap}” is no gap Vitrino can fill. You can use {known}.",
                gap="{" + unknown[0][:40] + "}",
                known=", ".join("{" + name + "}" for name in allowed),
            ),
            "text",
        )
    if any(not 1 < len(name) <= LONGEST_QUESTION for name in gaps_in(template) if name.startswith("?")):
        raise Problem(say("A question has 1 to {most} characters: {example}", most=LONGEST_QUESTION - 1,
                          example="{?when it will arrive}"), "text")  # fmt: skip


def missing(template: str, values: Mapping[str, str | None]) -> list[str]:
    """The gaps for which there is no value, or only spaces, and no words to fall back on."""
    return list(dict.fromkeys(_name(inside) for inside in _GAP.findall(template) if not _value(inside, values)))


def fill_known(template: str, values: Mapping[str, str | None]) -> str:
    """The reply with every gap filled that can be, in one pass: braces in a value stay text. The others stay open."""
    return _GAP.sub(lambda match: _value(match[1], values) or match[0], template)


def fill_reply(template: str, values: Mapping[str, str | None], allowed: Collection[str] = GAPS) -> str:
    """The reply with every gap filled, in one pass: braces in a value stay text.

    Raises Problem naming the gaps that have no value, so that "Dear ," is never sent.
    """
    check_template(template, allowed)
    empty = missing(template, values)
    if empty:
        names = ", ".join("{" + name + "}" for name in empty)
        raise Problem(say("Fill in {names} before you send this.", names=names), "text")
    return fill_known(template, values)


def _name(inside: str) -> str:
    return inside.strip() if inside.strip().startswith("?") else inside.partition("|")[0].strip()


def _value(inside: str, values: Mapping[str, str | None]) -> str:
    """What is known, else the words behind the bar."""
    fallback = "" if _name(inside).startswith("?") else inside.partition("|")[2]
    return (values.get(_name(inside)) or "").strip() or fallback.strip()


def leftovers(text: str) -> list[str]:
    """What looks like a gap nobody filled in a finished reply: {{name}}, [name], <name>, %name%."""
    return [match.group() for match in _LEFTOVER.finditer(text)]
