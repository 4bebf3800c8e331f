"""Saved replies with gaps: {customer_name}. Gaps hold plain values, never code, and none is left open."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

# What a reply may mention about the person it goes to; each with the words a form shows for it.
GAPS: dict[str, Message] = {
    "customer_name": say("The customer's name"),
    "order_number": say("The order's number"),
    "product": say("What was ordered"),
    "shop_name": say("The shop's name"),
    "my_name": say("Your name"),
    "contact": say("Where to reach the shop"),
    "deadline": say("By when it will be done"),
}
_GAP = re.compile(r"\{([^{}]*)\}")
# What other tools leave behind when they fail: {{name}}, [name], <name>, %name%.
_LEFTOVER = re.compile(r"\{\{?[^{}\n]{0,60}\}?\}|\[[A-Za-zÀ-ž_ ]{2,40}\](?!\()|<[A-Za-z_]{2,40}>|%[A-Za-z_]{2,40}%")


def gaps_in(template: str) -> list[str]:
    """The names in braces, each once, in order."""
    return list(dict.fromkeys(name.strip() for name in _GAP.findall(template)))


def check_template(template: str, allowed: Collection[str] = GAPS) -> None:
    """Raises Problem for a gap that nothing fills, {u.__class__} among them."""
    unknown = [name for name in gaps_in(template) if name not in allowed]
    if unknown:
        raise Problem(
            say(
                "“{gap}” is no gap Vitrino can fill. You can use {known}.",
                gap="{" + unknown[0][:40] + "}",
                known=", ".join("{" + name + "}" for name in allowed),
            ),
            "text",
        )


def missing(template: str, values: Mapping[str, str | None]) -> list[str]:
    """The gaps for which there is no value, or only spaces."""
    return [name for name in gaps_in(template) if not (values.get(name) or "").strip()]


def fill_reply(template: str, values: Mapping[str, str | None], allowed: Collection[str] = GAPS) -> str:
    """The reply with every gap filled, in one pass: braces in a value stay text.

    Raises Problem naming the gaps that have no value, so that "Dear ," is never sent.
    """
    check_template(template, allowed)
    empty = missing(template, values)
    if empty:
        names = ", ".join("{" + name + "}" for name in empty)
        raise Problem(say("Fill in {names} before you send this.", names=names), "text")
    return _GAP.sub(lambda match: (values[match[1].strip()] or "").strip(), template)


def leftovers(text: str) -> list[str]:
    """What looks like a gap nobody filled in a finished reply: {{name}}, [name], <name>, %name%."""
    return [match.group() for match in _LEFTOVER.finditer(text)]
