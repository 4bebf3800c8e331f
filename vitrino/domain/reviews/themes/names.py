"""What reviews of shops talk about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vitrino.domain.message import Message, say


class Theme(StrEnum):
    DELIVERY = "delivery"
    PACKAGING = "packaging"
    PRICE = "price"
    QUALITY = "quality"
    STAFF = "staff"
    COMMUNICATION = "communication"
    SIZE = "size"
    FRESHNESS = "freshness"
    RETURNS = "returns"
    CHOICE = "choice"
    ORDERING = "ordering"
    PLACE = "place"


WORDS: Mapping[Theme, Message] = {
    Theme.DELIVERY: say("Delivery"),
    Theme.PACKAGING: say("Packaging"),
    Theme.PRICE: say("Price"),
    Theme.QUALITY: say("Quality"),
    Theme.STAFF: say("People and service"),
    Theme.COMMUNICATION: say("Being reached and informed"),
    Theme.SIZE: say("Size and fit"),
    Theme.FRESHNESS: say("Freshness"),
    Theme.RETURNS: say("Returns and refunds"),
    Theme.CHOICE: say("Choice"),
    Theme.ORDERING: say("Website and ordering"),
    Theme.PLACE: say("The place itself"),
}
