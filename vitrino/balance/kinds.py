"""What a text of the shop is: a person's word first, then its pillar, then what was learnt, then the rules."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from vitrino.balance.models import PillarKind, TextKind
from vitrino.commerce import queries as commerce
from vitrino.domain.balance import SURE, Around, Kind, recognise
from vitrino.domain.message import Message, say
from vitrino.workspace.models import Workspace

By = Literal["person", "pillar", "learnt", "rules"]
MOST_ORDERS, MOST_PRODUCTS = 300, 60
LONGEST_KEPT = 2_000
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Told:
    """What a post is. kind None: nobody could say. p: how likely that is right. by: who or what decided. why: in words.

    guess: what its words look like, where they are not sure enough or a pillar decided.
    """

    kind: Kind | None
    by: By
    p: float
    why: tuple[Message, ...] = ()
    guess: Kind | None = None

    @property
    def is_asked(self) -> bool:
        """Somebody should say what this is."""
        return self.kind is None


@dataclass(frozen=True)
class Text:
    """A text with what is known beside it."""

    text: str
    pillar_id: int | None = None
    is_promotional: bool | None = None
    pillar_words: str = ""
    is_poll: bool = False
    link: str = ""


@dataclass(frozen=True)
class Teller:
    """Tells what texts are; everything it needs is read once, in three queries."""

    around: Around
    pillars: Mapping[int, Kind] = field(default_factory=dict)
    texts: Mapping[str, tuple[Kind, str, float]] = field(default_factory=dict)

    def tell(self, one: Text) -> Told:
        """A promotional pillar settles it; another pillar only says that nothing is sold."""
        said = self.texts.get(key_of(one.text))
        if said and said[1] == TextKind.Source.PERSON:
            return Told(said[0], "person", 1.0)
        if one.is_promotional is not None:
            return self._of_pillar(one)
        return self._of_words(one, said)

    def _of_pillar(self, one: Text) -> Told:
        """guess: what the words look like, where the pillar alone decided; a pillar is wider than one kind."""
        if one.is_promotional:
            return Told(Kind.SELLS, "pillar", 1.0)
        besides = {Kind.SELLS, Kind.ANSWERS}
        own = recognise(one.text, self._around(one), besides=besides)
        if (meant := self.pillars.get(one.pillar_id or 0)) is not None:
            return Told(meant, "pillar", 1.0, guess=own.kind)
        if own.kind is not None and own.is_sure:
            return Told(own.kind, "pillar", own.p, tuple(reason.message for reason in own.reasons))
        named = recognise(one.pillar_words, self._around(one), besides=besides)
        if named.kind is not None and named.is_sure:
            return Told(named.kind, "pillar", named.p, tuple(reason.message for reason in named.reasons), own.kind)
        return Told(Kind.OTHER, "pillar", 1.0, guess=own.kind)

    def _of_words(self, one: Text, said: tuple[Kind, str, float] | None) -> Told:
        if said and said[2] >= SURE:
            return Told(said[0], "learnt", said[2], (say("your earlier answers"),))
        guess = recognise(one.text, self._around(one))
        why = tuple(reason.message for reason in guess.reasons)
        if guess.is_sure:
            return Told(guess.kind, "rules", guess.p, why)
        likelier = said[0] if said and said[2] > guess.p else guess.kind
        return Told(None, "rules", max(guess.p, said[2] if said else 0.0), why, likelier)

    def _around(self, one: Text) -> Around:
        known = self.around
        return Around(known.language, known.hosts, known.products, one.is_poll, False, one.link)


def teller(workspace: Workspace, texts: Iterable[str]) -> Teller:
    """For these texts of a shop."""
    keys = {key for text in texts if (key := key_of(text))}
    stored = TextKind.objects.filter(workspace=workspace, key__in=keys).values_list("key", "kind", "source", "p")
    meanings = PillarKind.objects.filter(pillar__workspace=workspace).values_list("pillar_id", "kind")
    host = urlsplit(workspace.website).hostname or ""
    return Teller(
        Around(workspace.language, (host,) if host else (), products(workspace)),
        {pk: Kind(kind) for pk, kind in meanings},
        {key: (Kind(kind), source, p) for key, kind, source, p in stored},
    )


def products(workspace: Workspace) -> tuple[str, ...]:
    """Names of what was ordered lately, the most often ordered first."""
    return tuple(name for name, _n in ordered(workspace).most_common(MOST_PRODUCTS))


def ordered(workspace: Workspace) -> Counter[str]:
    """In how many of the newest orders each product is; nothing of who ordered."""
    found: Counter[str] = Counter()
    for items in commerce.orders_of(workspace).values_list("items", flat=True)[:MOST_ORDERS]:
        found.update({str(item["name"]) for item in items or () if isinstance(item, dict) and item.get("name")})
    return found


def key_of(text: str) -> str:
    """The same for a text wherever it stands: addresses change on their way out. "" where there is nothing to read."""
    plain = " ".join(_URL.sub(" ", text).casefold().split())
    return hashlib.blake2b(plain.encode(), digest_size=16).hexdigest() if plain else ""


def taught(workspace: Workspace) -> list[tuple[str, str]]:
    """(text, kind) as people of the shop said, oldest first."""
    said = TextKind.objects.filter(workspace=workspace, source=TextKind.Source.PERSON).order_by("at", "pk")
    return list(said.values_list("text", "kind"))
