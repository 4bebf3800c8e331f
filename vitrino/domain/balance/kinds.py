"""What a post is for: selling, or something that people would miss if it were gone."""

from __future__ import annotations

from enum import StrEnum

from vitrino.domain.message import Message, say


class Kind(StrEnum):
    """One for every post. OTHER: it sells nothing, and nobody said what it is."""

    SELLS = "sells"
    NEWS = "news"
    TEACHES = "teaches"
    ASKS = "asks"
    CUSTOMERS = "customers"
    CURATED = "curated"
    ANSWERS = "answers"
    OTHER = "other"


KIND_NAMES: dict[Kind, Message] = {
    Kind.SELLS: say("Sells something"),
    Kind.NEWS: say("News about us"),
    Kind.TEACHES: say("Teaches, inspires or entertains"),
    Kind.ASKS: say("Asks something"),
    Kind.CUSTOMERS: say("For or about customers"),
    Kind.CURATED: say("Something of others"),
    Kind.ANSWERS: say("Answers somebody"),
    Kind.OTHER: say("Sells nothing"),
}
KIND_HINTS: dict[Kind, Message] = {
    Kind.SELLS: say("an offer, a price, a product to buy"),
    Kind.NEWS: say("our work, our team, our events"),
    Kind.TEACHES: say("a tip, a recipe, a story, a smile"),
    Kind.ASKS: say("a question, a quiz, a poll"),
    Kind.CUSTOMERS: say("thanks, care for what they bought, their pictures"),
    Kind.CURATED: say("a neighbour, a partner, an article, with credit"),
    Kind.ANSWERS: say("part of a talk, not a post of its own"),
    Kind.OTHER: say("none of these, but no offer"),
}
# Posts that speak of the shop itself.
ABOUT_US = frozenset({Kind.SELLS, Kind.NEWS})
# Posts that give something to whoever reads them.
GIVES = frozenset({Kind.TEACHES, Kind.ASKS, Kind.CUSTOMERS, Kind.CURATED})
