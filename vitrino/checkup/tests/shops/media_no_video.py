"""Shops without a film where films are watched, and shops that need none."""

from __future__ import annotations

from datetime import timedelta

from vitrino.channels.models import Channel as Connected
from vitrino.checkup.rules.media_no_video import Channel, Facts, names_film
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast


def facts(
    posts: int, films: int, *, lives_on_film: bool = True, wants_film: bool = False, since_days: float = 90
) -> Facts:
    since = NOW - timedelta(days=since_days)
    return Facts((Channel(7, "Instagram", since, posts, films, lives_on_film, can_send=False),), wants_film, NOW)


WANTED = names_film("Krótkie filmy o tym, jak powstaje chleb")
SHOPS = (
    Shop("twenty pictures and no film, where films are watched", facts(20, 0), ("channel:7",)),
    Shop("eight posts, six weeks to the day", facts(8, 0, since_days=42), ("channel:7",)),
    Shop("a platform of words, but the strategy names films", facts(
        12, 0, lives_on_film=False, wants_film=WANTED), ("channel:7",)),
    Shop("one film", facts(20, 1)),
    Shop("a platform of words, and a strategy of words", facts(
        12, 0, lives_on_film=False, wants_film=names_film("We tell how bread is made, and profile our bakers"))),
    Shop("seven posts are too few to tell", facts(7, 0)),
    Shop("connected for five weeks", facts(20, 0, since_days=35)),
    Shop("no channel takes films", Facts((), True, NOW)),
)  # fmt: skip


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "instagram")
    for number in range(9):
        sick.publish(channel, f"Bread number {number}", NOW - timedelta(days=4 * number + 1))


def make_well(cast: Cast) -> None:
    KnownPost.objects.create(
        workspace=cast.bakery, channel=Connected.objects.get(workspace=cast.bakery), remote_id="film", format="video",
        text="How rye bread is shaped", at=NOW - timedelta(days=5),
    )  # fmt: skip
