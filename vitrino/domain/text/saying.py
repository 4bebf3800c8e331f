"""How a network counts, in words: the name of its unit, and what counts more or less than one sees."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.message import Message, say
from vitrino.domain.text.counting import Count, TextRule, Unit, count
from vitrino.domain.text.weighted import URL_LENGTH

BYTES = say("bytes")
NAMES: dict[Unit, Message] = {"utf8_bytes": BYTES, "x_weighted": say("characters by weight")}
CHARACTERS = say("characters")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A text measured, ready to be shown: `used` of `limit`, both in `unit`. how: how this is counted, a sentence."""

    used: int
    limit: int
    unit: Message
    how: Message


def gauge(text: str, rule: TextRule) -> Gauge:
    """The text by the network's rule; by its bytes when these alone are too many."""
    counted = count(text, rule)
    if counted.max_bytes is not None and _only_bytes_are_over(counted):
        return Gauge(counted.bytes_length, counted.max_bytes, BYTES, _how_bytes())
    return Gauge(counted.length, counted.limit, NAMES.get(rule.unit, CHARACTERS), how(rule))


def how(rule: TextRule) -> Message:
    """How this rule counts, so that nobody wonders about a number that is not the number of letters."""
    match rule.unit:
        case "x_weighted":
            return say("An emoji counts 2, a link {n}, whatever its length.", n=rule.url_length or URL_LENGTH)
        case "grapheme_url" if rule.url_length:
            return say("Every character and emoji you see counts 1, a link {n}.", n=rule.url_length)
        case "grapheme" | "grapheme_url":
            return say("Every character and emoji you see counts 1.")
        case "codepoint":
            return say("A letter counts 1, an emoji 1 or more.")
        case "utf16":
            return say("A letter counts 1, an emoji 2 or more.")
        case "emoji_utf8":
            return say("A letter counts 1, an emoji 4 or more.")
        case "utf8_bytes":
            return _how_bytes()


def _how_bytes() -> Message:
    return say("A plain letter counts 1, one with a mark 2, an emoji 4 or more.")


def _only_bytes_are_over(counted: Count) -> bool:
    return not counted.fits and counted.length <= counted.limit
