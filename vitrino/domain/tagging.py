"""Links that tell where a visitor came from: UTM tags, added openly and never over what is there already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.text.links import urls

NAMES = ("source", "medium", "campaign", "content")
# What a rule may mention about the post.
GAPS = ("platform", "channel", "kind", "post")
LONGEST_VALUE = 80
_GAP = re.compile(r"\{([^{}]*)\}")
_NOT_PLAIN = re.compile(r"[^a-z0-9._-]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class TagRule:
    """What the tags say, as templates: "{platform}", "social", "autumn-{kind}". An empty one leaves its tag away."""

    source: str = "{platform}"
    medium: str = "social"
    campaign: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A link with its tags. kept: the tags it had before, which were left as they are."""

    url: str
    kept: tuple[str, ...] = ()

    @property
    def note(self) -> Message | None:
        """What to tell the person when tags of their own were there."""
        if not self.kept:
            return None
        return say("The link already has {names}; that stays as it is.", names=", ".join(self.kept))


def check_rule(rule: TagRule) -> None:
    """Raises Problem for a gap that nothing fills, or for a rule that says nothing."""
    for name in NAMES:
        for gap in _GAP.findall(getattr(rule, name)):
            if gap not in GAPS:
                raise Problem(say("“{gap}” is no gap Vitrino can fill. You can use {known}.", gap="{" + gap[:40] + "}",
                                  known=", ".join("{" + one + "}" for one in GAPS)), name)  # fmt: skip
    if not rule.source.strip():
        raise Problem(say("Say at least where visitors come from."), "source")


def tag(url: str, rule: TagRule, about: Mapping[str, str]) -> Tagged:
    """The address with utm_source, utm_medium, utm_campaign and utm_content. about: what fills the gaps.

    The rest of the address is kept byte by byte, and so is every tag that is there.
    """
    parts = urlsplit(url)
    there = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    wanted = {f"utm_{name}": _value(getattr(rule, name), about) for name in NAMES}
    kept = tuple(name for name in wanted if name in there)
    added = "&".join(f"{name}={quote(value)}" for name, value in wanted.items() if value and name not in there)
    query = "&".join(filter(None, (parts.query, added)))
    return Tagged(urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment)) if added else url, kept)


def plain_value(text: str) -> str:
    """A name as a tag: small plain letters, as statistics tools compare them; may be empty."""
    return _value(text.replace("{", "").replace("}", ""), {})


def mark_of_post(post_id: int | None) -> str:
    """What stands for a post in a tag, so that an order can tell which one it came by; "" for none."""
    return f"p{post_id}" if post_id else ""


def is_on(url: str, hosts: frozenset[str]) -> bool:
    """Does the address lead to one of these hosts, or below one? Only there do tags tell the shop anything."""
    host = host_of(url)
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def host_of(url: str) -> str:
    """The host without www., "" for none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def with_links(text: str, change: Callable[[str], str]) -> str:
    """The text with each of its http(s) links as `change` gives it back; everything else stays."""
    pieces, at = [], 0
    for span in urls(text):
        if span.text.lower().startswith(("http://", "https://")):
            pieces += [text[at : span.start], change(span.text)]
            at = span.end
    return "".join([*pieces, text[at:]])


def _value(template: str, about: Mapping[str, str]) -> str:
    """The tag's value in small plain letters, as statistics tools compare them."""
    filled = _GAP.sub(lambda gap: about.get(gap[1], ""), template)
    plain = unicodedata.normalize("NFKD", filled.lower().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_PLAIN.sub("-", letters).strip("-")[:LONGEST_VALUE]
