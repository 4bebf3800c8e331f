"""Was this said before?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import Max

from vitrino.domain.similarity import Verdict, keys, verdict
from vitrino.likeness.models import Mark, Said
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

# What the newest texts with a number are looked at, so that a slogan that stands in every post costs no more.
NEWEST = 30
# Of what was found, those with the rarest numbers in common are read and compared word for word.
COMPARED = 20


class Echo(NamedTuple):
    """An earlier text that is alike, when and where it went out, and how much alike it is."""

    text: str
    at: datetime
    channel: Channel
    verdict: Verdict


def said_before(workspace: Workspace, text: str, *, besides_post: int | None = None) -> Echo | None:
    """The newest equal text that went out, else the newest that is nearly equal. Costs two queries.

    besides_post: whose own texts don't count.
    """
    numbers = keys(text)
    if not numbers:
        return None
    found = Said.objects.filter(pk__in=_likely(workspace.pk, numbers)).select_related("channel").order_by("-at")
    if besides_post is not None:
        found = found.exclude(post=besides_post)
    echoes = [Echo(one.text, one.at, one.channel, alike) for one in found if (alike := verdict(text, one.text))]
    return min(echoes, key=lambda echo: echo.verdict != "same", default=None)


def last_at() -> datetime | None:
    """When the newest text that is remembered went out."""
    newest: datetime | None = Said.objects.aggregate(at=Max("at"))["at"]
    return newest


def known(publications: Sequence[int]) -> set[int]:
    """Those of the publications whose texts are remembered."""
    return set(Said.objects.filter(publication__in=publications).values_list("publication", flat=True))


def _likely(workspace: int, numbers: Sequence[int]) -> list[int]:
    """The texts that have the most in common with these numbers; one that many texts have says little."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number, said in _found(workspace, numbers):
        having[number].append(said)
    weight: Counter[int] = Counter()
    for found in having.values():
        for said in found:
            weight[said] += 1_000 // len(found)
    return [said for said, _weight in weight.most_common(COMPARED)]


def _found(workspace: int, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Each number with the newest texts that have it. One look into the index for each."""
    one = (f"SELECT number, said FROM (SELECT number, said FROM {Mark._meta.db_table} WHERE workspace_id = %s"
           f" AND number = %s ORDER BY said DESC LIMIT {NEWEST}) AS newest")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(numbers)), [part for n in numbers for part in (workspace, n)])
        return list(cursor.fetchall())
