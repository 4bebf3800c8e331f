"""The posts of a shop as the balance sees them: out here, out elsewhere, and planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from vitrino.balance.kinds import Text, Told, teller
from vitrino.domain.balance import Dated
from vitrino.domain.publication import PublicationState
from vitrino.insight import queries as insight
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.strategy.models import Pillar

BACK = timedelta(days=60)
AHEAD = timedelta(days=30)
MOST = 1_500
# A post goes out this long after its time at most, or it was another plan.
_APART = timedelta(days=30)
S = PublicationState
_PLANNED = (S.DRAFT, S.APPROVED, S.READY, S.HELD)


@dataclass(frozen=True)
class Seen:
    """One post. what: "known" or "publication", pk: of that row; together they name it on a page."""

    channel_id: int
    at: datetime
    text: str
    told: Told
    what: str
    pk: int
    url: str = ""
    is_planned: bool = False

    @property
    def dated(self) -> Dated:
        return Dated(self.at, self.told.kind, f"{self.what}:{self.pk}")


@dataclass(frozen=True)
class _Row:
    """A post before anybody said what it is."""

    channel_id: int
    at: datetime
    text: Text
    what: str
    pk: int
    url: str = ""
    is_planned: bool = False


def posts_seen(workspace: Workspace, now: datetime, *, back: timedelta = BACK,
               ahead: timedelta = AHEAD) -> list[Seen]:  # fmt: skip
    """Every post of that time, oldest first, told what it is. Five queries, whatever there is."""
    found = [*_known(workspace, now, back), *_sent_and_planned(workspace, now, back, ahead)]
    rows = sorted(found, key=lambda one: (one.at, one.pk))
    tells = teller(workspace, [one.text.text for one in rows])
    return [
        Seen(one.channel_id, one.at, one.text.text, tells.tell(one.text), one.what, one.pk, one.url, one.is_planned)
        for one in rows
    ]


def by_channel(found: Collection[Seen]) -> dict[int, list[Seen]]:
    """Channel -> its posts, in the same order."""
    sorted_: dict[int, list[Seen]] = defaultdict(list)
    for one in found:
        sorted_[one.channel_id].append(one)
    return sorted_


def text_for(pillar: Pillar | None, text: str, *, is_poll: bool = False, link: str = "") -> Text:
    """A text and its pillar, as a teller takes them."""
    if pillar is None:
        return Text(text, is_poll=is_poll, link=link)
    return Text(text, pillar.pk, pillar.is_promotional, f"{pillar.name}. {pillar.description}", is_poll, link)


def _known(workspace: Workspace, now: datetime, back: timedelta) -> Iterator[_Row]:
    """Posts as they stand on the platforms, whoever put them there; of a thread only the first."""
    mine = insight.known_posts(workspace).filter(at__gt=now - back, at__lte=now, publication__parent=None)
    newest = "publication__variant__post__pillar"
    fields = ("channel_id", "at", "text", "pk", "url", "format", *_pillar_fields("pillar"), *_pillar_fields(newest))
    for row in mine.values(*fields)[:MOST]:
        where = newest if row[f"{newest}_id"] else "pillar"
        yield _Row(row["channel_id"], row["at"], _text(row, where, row["text"], is_poll=row["format"] == "poll"),
                   "known", row["pk"], row["url"])  # fmt: skip


def _sent_and_planned(workspace: Workspace, now: datetime, back: timedelta, ahead: timedelta) -> Iterator[_Row]:
    """What went out but was not read back into the numbers yet, and what is still to go out."""
    lately = insight.known_posts(workspace).order_by().filter(at__gt=now - back - _APART)
    adopted = lately.exclude(publication=None).values("publication_id")
    near = publishing.between(workspace, now - back, now + ahead).exclude(pk__in=adopted).select_related(None)
    fields = ("channel_id", "publish_at", "published_at", "state", "content", "pk", "url", "variant__text",
              "variant__is_own", "variant__post__idea", *_pillar_fields("variant__post__pillar"))  # fmt: skip
    for row in near.values(*fields)[:MOST]:
        is_out = row["state"] == S.PUBLISHED
        if is_out or (row["state"] in _PLANNED and row["publish_at"] > now):
            yield _of_publication(row, is_out=is_out)


def _of_publication(row: dict[str, Any], *, is_out: bool) -> _Row:
    content = row["content"] or {}
    own = row["variant__text"] if row["variant__is_own"] else row["variant__post__idea"]
    text = _text(row, "variant__post__pillar", str(content.get("text") or own or ""), is_poll=bool(content.get("poll")))
    at = row["published_at"] if is_out and row["published_at"] else row["publish_at"]
    return _Row(row["channel_id"], at, text, "publication", row["pk"], row["url"], not is_out)


def _pillar_fields(where: str) -> tuple[str, ...]:
    return f"{where}_id", f"{where}__is_promotional", f"{where}__name", f"{where}__description"


def _text(row: dict[str, Any], where: str, text: str, *, is_poll: bool) -> Text:
    pillar_id, is_promotional, name, description = (row[field] for field in _pillar_fields(where))
    return Text(text, pillar_id, is_promotional, f"{name}. {description}" if name else "", is_poll)
