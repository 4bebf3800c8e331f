"""What lies on the shop's desk: drafts, what went out this week, what is planned for the next, two pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vitrino.channels.queries import Channel
from vitrino.demo import pictures
from vitrino.demo.book import Book, Line
from vitrino.demo.sending import work_off
from vitrino.domain.recurrence import Every, Rule
from vitrino.insight import actions as insight
from vitrino.media import actions as media
from vitrino.media.models import Asset
from vitrino.media.pictures import Picture
from vitrino.posts import actions as posts
from vitrino.posts import queries as found
from vitrino.posts.models import Post, PostAsset
from vitrino.publishing import actions as publishing
from vitrino.recurring import actions as recurring
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Person, Workspace

# Days from today and the time; one for each planned text of the book.
TIMES = ((1, time(9, 0)), (2, time(17, 30)), (4, time(12, 0)), (6, time(9, 30)))
CHANNELS = (("instagram", "x"), ("instagram", "bluesky"), ("facebook", "mastodon"), ("google_business", "x"))
BRIEF = ("x", "bluesky", "mastodon")
WEEKLY, SATURDAY = time(7, 30), 5
DRAFT_CHANNELS = (("facebook",), ("instagram", "facebook"), ("instagram",))
SAME_ON = ("bluesky", "mastodon")
SAME_AGO = timedelta(days=3, hours=2)


class Desk:
    """Writes posts for one shop in its owner's name."""

    def __init__(self, workspace: Workspace, book: Book, shop: Mapping[str, Channel], pillars: Sequence[Pillar],
                 by: Person) -> None:  # fmt: skip
        self.workspace, self.book, self.shop, self.pillars, self.by = workspace, book, shop, pillars, by

    def fill(self, now: datetime) -> None:
        """Everything on the desk."""
        bread = self._keep(pictures.bread(), self.book.bread_alt, now)
        flower = self._keep(pictures.flower(), self.book.flower_alt, now)
        self.send_the_same(now)
        self.write_drafts(now, flower)
        for number, (line, brief) in enumerate(self.book.planned):
            self.plan(line, brief, number, (bread, flower)[number % 2], now)
        self.let_come_back(now)

    def send_the_same(self, now: datetime) -> None:
        """One text that went to two channels as it was, some days ago."""
        at = now - SAME_AGO
        post = self._write(self.book.same, dict.fromkeys(SAME_ON), at - timedelta(hours=2))
        for variant in found.variants_of(post):
            work_off(publishing.publish_now(variant=variant, by=self.by, now=at), at, now)
        insight.adopt_published(now)

    def write_drafts(self, now: datetime, picture: Asset) -> None:
        for number, line in enumerate(self.book.drafts):
            at = now - timedelta(days=number, hours=5)
            post = self._write(line, dict.fromkeys(DRAFT_CHANNELS[number]), at)
            if number == 1:
                self._attach(post, picture)

    def plan(self, line: Line, brief: str, number: int, picture: Asset, now: datetime) -> None:
        """A post for several channels, each with its own words, at a time of the coming week."""
        texts = {platform: brief if platform in BRIEF else None for platform in CHANNELS[number]}
        post = self._write(line, texts, now - timedelta(hours=20 - number))
        self._attach(post, picture)
        days, wall_time = TIMES[number]
        zone = ZoneInfo(self.book.time_zone)
        wall = datetime.combine(now.astimezone(zone).date() + timedelta(days=days), wall_time)
        for variant in found.variants_of(post):
            publishing.schedule(
                variant=variant, publish_at=wall.replace(tzinfo=zone).astimezone(UTC), wall_time=wall,
                time_zone=self.book.time_zone, by=self.by, now=now - timedelta(hours=20 - number),
            )  # fmt: skip

    def let_come_back(self, now: datetime) -> None:
        """A post of every week, from the week after next on, and one that stays true."""
        line, brief = self.book.planned[-1]
        weekly = self._write(line, {"google_business": None, "x": brief}, now - timedelta(days=1))
        starts_on = now.astimezone(ZoneInfo(self.book.time_zone)).date() + timedelta(days=9)
        rule = Rule(Every.WEEK, 1, (WEEKLY,), starts_on, weekdays=(SATURDAY,))
        recurring.repeat_post(post=weekly, rule=rule, time_zone=self.book.time_zone, max_repeats=None, by=self.by,
                              now=now)  # fmt: skip
        true = next(one for one in self.book.long if one.pillar == self.book.drafts[0].pillar)
        kept = self._write(true, {"facebook": None}, now - timedelta(days=40))
        recurring.keep_evergreen(post=kept, min_days=30, max_uses=None, expires_on=None, by=self.by, now=now,
                                 last_used_at=now - timedelta(days=36))  # fmt: skip

    def _write(self, line: Line, texts: Mapping[str, str | None], at: datetime) -> Post:
        post = posts.create_post(workspace=self.workspace, by=self.by, now=at, idea=line.text)
        draft = posts.Draft(
            idea=line.text, language=self.book.language, pillar=self.pillars[line.pillar],
            texts={self.shop[platform].pk: text for platform, text in texts.items()},
        )  # fmt: skip
        return posts.save_post(post=post, version=post.version, draft=draft, by=self.by, now=at)

    def _keep(self, picture: Picture, alt_text: str, now: datetime) -> Asset:
        return media.keep_asset(workspace=self.workspace, picture=picture, now=now, alt_text=alt_text)

    def _attach(self, post: Post, picture: Asset) -> None:
        """The picture was checked by drawing it, so it needs no look at a file from outside."""
        PostAsset.objects.create(post=post, asset=picture, alt_text=picture.alt_text)
