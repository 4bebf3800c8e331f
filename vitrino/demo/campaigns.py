"""A campaign of the sample shop in its second week: links that are clicked, orders by several ways, what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vitrino.attribution import actions as attribution
from vitrino.campaigns import actions as campaigns
from vitrino.campaigns.models import Campaign
from vitrino.channels.queries import Channel
from vitrino.commerce.models import Order, OrderCoupon, OrderVisit
from vitrino.demo.book import Book
from vitrino.domain.tagging import mark_of_post
from vitrino.links import actions as links
from vitrino.links.models import Clicks, ShortLink
from vitrino.links.queries import Stands
from vitrino.posts import actions as posts
from vitrino.posts.models import Post
from vitrino.posts.queries import posts_of
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Person, Workspace

BEGUN_AGO, LASTS, TARGET = 9, 21, 250
COUPON = "ROGGEN10"
# Clicks by people and by programs on each day so far: on the posts' links, and on the poster's.
ON_POSTS = ((4, 4), (7, 6), (3, 3), (5, 5), (8, 7), (4, 3), (3, 2), (6, 5), (5, 4))
ON_POSTER = ((2, 0), (1, 0), (3, 1), (0, 0), (2, 0), (4, 0), (1, 0), (2, 1), (1, 0))
DAILY_COST = 1_250
VISITED = 4


@dataclass(frozen=True)
class Words:
    """What the campaign is called and says, in one language."""

    title: str
    message: str
    audience: str
    poster: str
    warm: str
    plain: str
    friend: str


WORDS: Mapping[str, Words] = {
    "en": Words("Rye weeks", "Our rye bread is back, baked overnight.", "Neighbours who buy bread on their way to work",
                "Poster in the window", "Warm: the night at the oven", "Plain: price and opening hours", "A friend"),
    "pl": Words("Tygodnie żytnie", "Nasz chleb żytni wrócił, pieczony nocą.", "Sąsiedzi, którzy kupują chleb w drodze"
                " do pracy", "Plakat w oknie", "Ciepło: noc przy piecu", "Rzeczowo: cena i godziny", "Znajomi"),
    "eo": Words("Sekalaj semajnoj", "Nia sekala pano revenis, bakita nokte.", "Najbaroj, kiuj aĉetas panon survoje al"
                " laboro", "Afiŝo en la fenestro", "Varme: nokto ĉe la forno", "Seke: prezo kaj horoj", "Amiko"),
}  # fmt: skip


def run(workspace: Workspace, book: Book, shop: Mapping[str, Channel], *, by: Person, now: datetime) -> Campaign:
    """The campaign with everything that hangs on it."""
    words, today = WORDS.get(book.language, WORDS["en"]), now.astimezone(ZoneInfo(book.time_zone)).date()
    begun = now - timedelta(days=BEGUN_AGO)
    first = today - timedelta(days=BEGUN_AGO)
    wanted = campaigns.Wanted(
        words.title, "clicks", TARGET, first, first + timedelta(days=LASTS - 1), 30_000, book.currency,
        [shop["bluesky"], shop["mastodon"]], words.message, words.audience, COUPON,
    )  # fmt: skip
    made = campaigns.begin(workspace=workspace, wanted=wanted, by=by, now=begun, today=first)
    out = publishing.posts(workspace).filter(state="published").exclude(variant=None)
    sent = posts_of(workspace).filter(pk__in=out.values("variant__post"))[:1]
    mine = [*sent, *posts_of(workspace).exclude(pk__in=[post.pk for post in sent])[:3]]
    posts.join_campaign(posts=mine, campaign=made, workspace=workspace, by=by, now=begun)
    _count_clicks(made, book, shop, mine, words, by, begun)
    _note_orders(made, mine, words)
    _bring_costs(made, book, by, now, today)
    sides = {post.pk: "ab"[number % 2] for number, post in enumerate(mine)}
    attribution.compare_messages(campaign=made, first=words.warm, second=words.plain, posts=sides, measure="clicks",
                                 by=by, now=begun)  # fmt: skip
    return made


def _count_clicks(made: Campaign, book: Book, shop: Mapping[str, Channel], mine: list[Post], words: Words, by: Person,
                  begun: datetime) -> None:  # fmt: skip
    """A post's links on two channels, and the link of a poster."""
    places = ((mine[0], "bluesky"), (mine[0], "mastodon"))
    for number, (post, platform) in enumerate(places):
        links.shorten(channel=shop[platform], target=f"{book.website}/?utm_campaign={made.tag}&n={number}",
                      stands=Stands(post.pk, made), now=begun)  # fmt: skip
    poster = links.make_link(workspace=made.workspace, url=book.website, label=words.poster, campaign=made, by=by,
                             now=begun)  # fmt: skip
    for link in ShortLink.objects.filter(campaign=made):
        counts = ON_POSTER if link.pk == poster.pk else ON_POSTS[:: -1 if link.channel == shop["mastodon"] else 1]
        Clicks.objects.bulk_create(
            [Clicks(link=link, day=made.starts_on + timedelta(days=n), count=people, programs=programs)
             for n, (people, programs) in enumerate(counts)]
        )  # fmt: skip


def _note_orders(made: Campaign, mine: list[Post], words: Words) -> None:
    """The newest orders came by its links, one of them with the coupon, one by word of mouth."""
    newest = list(Order.objects.filter(workspace=made.workspace).order_by("-placed_at")[:VISITED])
    for number, order in enumerate(newest):
        tags = {"source": "bluesky", "medium": "social", "campaign": made.tag, "content": mark_of_post(mine[0].pk)}
        OrderVisit.objects.create(order=order, place="first", landing="/", **tags)
        if number:
            OrderVisit.objects.create(order=order, place="last", landing="/", **tags)
    OrderCoupon.objects.create(order=newest[0], code=COUPON.lower())
    Order.objects.filter(pk=newest[-1].pk).update(heard_of=words.friend)


def _bring_costs(made: Campaign, book: Book, by: Person, now: datetime, today: date) -> None:
    """A table that was stored, and one that somebody still has to look at."""
    days = [made.starts_on + timedelta(days=n) for n in range(BEGUN_AGO)]
    for is_stored, rows in ((True, days), (False, [today + timedelta(days=3), days[0]])):
        lines = [f"{made.title},{day.isoformat()},{book.currency},{DAILY_COST / 100:.2f}" for day in rows]
        content = "\n".join(["Campaign,Day,Currency,Cost", *lines]).encode()
        file = attribution.bring_costs(workspace=made.workspace, name="ads.csv", content=content, campaign=None, by=by,
                                       now=now, today=today)  # fmt: skip
        if is_stored:
            attribution.store_costs(file=file, campaign=None, currency="", order="", by=by, now=now, today=today)
