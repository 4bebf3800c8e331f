"""An installation full of numbers, written straight into SQLite: posts, their readings, and what is kept of them.

Every column that pages read is filled as `vitrino.insight.storing` would have filled it; the benchmark checks that by
asking both the same. One shop in a hundred is twenty times as large as the others, and its pages are measured.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Fifty readings a post, more than Vitrino takes: hours first, then days.
AGES_H = (1, 2, 3, 6, 12, 24, 48, *range(72, 72 + 24 * 43, 24))
YEARS_DAYS = 5 * 365
CHANNELS_OF_THE_LARGE = 10
LARGE_SHARE = 0.2


@dataclass(frozen=True)
class Filled:
    """The large shop's slug and its owner; how many rows there are; the time at which all this is."""

    slug: str
    person_id: int
    posts: int
    readings: int
    now: datetime


def fill(posts: int, channels: int) -> Filled:
    """Make it all. The shops' zone is UTC, so that SQL can cut days."""
    from django.db import connection

    now = datetime.now(UTC).replace(microsecond=0)
    slug, person_id = _shops(channels, now)
    # Only while it is filled: no log, no waiting for the disk, sorting in memory.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY", "cache_size = -1000000"):
        _sql(f"PRAGMA {pragma}")
    _ages()
    _posts(posts, channels, now)
    readings = _readings(now)
    _days(now)
    _finish()
    connection.close()  # the next one is as the product opens it
    return Filled(slug, person_id, posts, readings, now)


def _shops(channels: int, now: datetime) -> tuple[str, int]:
    from vitrino.channels.models import Channel
    from vitrino.insight.models import Backfill
    from vitrino.strategy.models import Pillar
    from vitrino.workspace import actions as workspaces
    from vitrino.workspace.models import Person, Workspace

    person = Person.objects.create_user("anna@example.org", name="Anna")
    first = workspaces.open_workspace(name="Zorza", by=person, language="en", now=now)
    workspaces.go_to_step(workspace=first, step=0)
    Workspace.objects.update(time_zone="UTC")
    others = range(1, max(1, channels // CHANNELS_OF_THE_LARGE))
    made_shops = Workspace.objects.bulk_create(
        [Workspace(name=f"Shop {n}", slug=f"shop-{n}", time_zone="UTC", created_at=now, onboarding_step=0)
         for n in others]
    )  # fmt: skip
    shops = [first, *made_shops]
    platforms = ("instagram", "facebook", "x", "bluesky", "mastodon")
    made = Channel.objects.bulk_create(
        [Channel(workspace=shops[n // CHANNELS_OF_THE_LARGE % len(shops)], platform=platforms[n % 5], remote_id=str(n),
                 handle=f"shop{n}", connected_at=now - timedelta(days=YEARS_DAYS)) for n in range(channels)]
    )  # fmt: skip
    Backfill.objects.bulk_create([Backfill(channel=one, started_at=now, done_at=now) for one in made])
    Pillar.objects.bulk_create([Pillar(workspace=shops[0], name=name) for name in ("People", "Offers", "Recipes")])
    return shops[0].slug, person.pk


def _sql(text: str, **values: str | int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(text, values or None)
        return int(cursor.rowcount)


def _ages() -> None:
    """A helper table: age, the one before it, and which share of the final numbers a post has at each."""
    from django.db import connection

    before = (0, *AGES_H[:-1])
    rows = [(age, _grown(age), _grown(last) if last else 0.0, last == 0)
            for age, last in zip(AGES_H, before, strict=True)]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE age (h INTEGER, share REAL, share_before REAL, is_first INTEGER)")
        cursor.executemany("INSERT INTO age VALUES (%s, %s, %s, %s)", rows)


def _grown(age_h: float) -> float:
    return 1 - math.exp(-age_h / 7) * 0.7 - math.exp(-age_h / 60) * 0.3


def _posts(posts: int, channels: int, now: datetime) -> None:
    """One post in five belongs to the large shop; times spread evenly, numbers by a small mixed-up counter.

    The helper table holds what all that follows is made of, as plain numbers: reading them from JSON takes ten times
    as long.
    """
    _sql(
        """
        CREATE TEMP TABLE post AS
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %(posts)s),
        mixed AS (SELECT i, i * 2654435761 %% 4294967296 AS m FROM n)
        SELECT i + 1 AS id, m,
            CASE WHEN i < %(large)s THEN 1 + m %% 10 ELSE 11 + m %% max(1, %(channels)s - 10) END AS channel_id,
            %(now)s - m %% %(seconds)s AS at_s, 10 + m / 7 %% 190 AS likes, m / 13 %% 20 AS comments,
            m / 17 %% 12 AS shares
        FROM mixed
        """,
        posts=posts, large=round(posts * LARGE_SHARE), channels=channels, now=int(now.timestamp()),
        seconds=YEARS_DAYS * 86_400,
    )  # fmt: skip
    _sql(
        """
        INSERT INTO insight_knownpost (
            id, workspace_id, channel_id, pillar_id, remote_id, url, text, at, latest, measured_at, is_gone, engagement,
            engagement_age_h, engagement_48h, engagement_7d, followers, format, length, hashtag_count, has_question,
            has_link)
        SELECT p.id, c.workspace_id, c.id, CASE WHEN c.workspace_id = 1 THEN 1 + m %% 3 END, 'r' || p.id, '',
            'Fresh bread number ' || p.id, datetime(at_s, 'unixepoch'),
            json_object('views', likes * 20, 'likes', likes, 'comments', comments, 'shares', shares),
            datetime(%(now)s, 'unixepoch'), 0, likes + comments + shares, (%(now)s - at_s) / 3600.0,
            likes + comments + shares, CASE WHEN at_s < %(now)s - 604800 THEN likes + comments + shares END, 1000,
            CASE m %% 4 WHEN 0 THEN 'video' WHEN 1 THEN 'carousel' ELSE 'image' END, 20 + m %% 200, m %% 3, m %% 2,
            m %% 5 = 0
        FROM post p JOIN channels_channel c ON c.id = p.channel_id
        """,
        now=int(now.timestamp()),
    )


def _readings(now: datetime) -> int:
    """Posts times ages, in the order of the posts; indexes are made afterwards, which is ten times faster."""
    _sql("DROP INDEX snapshot_by_post")
    _sql("DROP INDEX insight_snapshot_channel_id_9d19ea5e")
    return _sql(
        """
        INSERT INTO insight_snapshot (channel_id, post_id, at, lag_h, is_organic, views, likes, comments, shares)
        SELECT channel_id, id, datetime(at_s + h * 3600, 'unixepoch'), 0, 0, CAST(20 * likes * share AS INTEGER),
            CAST(likes * share AS INTEGER), CAST(comments * share AS INTEGER), CAST(shares * share AS INTEGER)
        FROM post CROSS JOIN age WHERE at_s + h * 3600 <= %(now)s
        """,
        now=int(now.timestamp()),
    )


def _days(now: datetime) -> None:
    """What a channel's posts gained each day, the first number on the day the post went out; and followers."""
    gains = ", ".join(
        f"sum(CAST({scale} * {of} * share AS INTEGER) - CAST({scale} * {of} * share_before AS INTEGER)) AS {name}"
        for name, of, scale in (("views", "likes", 20), ("likes", "likes", 1), ("comments", "comments", 1),
                                ("shares", "shares", 1))
    )  # fmt: skip
    _sql(
        f"""
        INSERT INTO insight_dailynumbers (channel_id, day, source, posts, views, likes, comments, shares)
        SELECT channel_id, date(on_day * 86400, 'unixepoch'), 'posts', posts, views, likes, comments, shares FROM (
            SELECT channel_id, (at_s + CASE WHEN is_first THEN 0 ELSE h * 3600 END) / 86400 AS on_day,
                sum(is_first) AS posts, {gains}
            FROM post CROSS JOIN age WHERE at_s + h * 3600 <= %(now)s GROUP BY 1, 2)
        """,
        now=int(now.timestamp()),
    )
    _sql(
        """
        INSERT INTO insight_dailynumbers (channel_id, day, source, posts, followers)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %(days)s)
        SELECT c.id, date(%(now)s - i * 86400, 'unixepoch'), 'account', 0, 5000 - i
        FROM channels_channel c CROSS JOIN n
        """,
        now=int(now.timestamp()), days=YEARS_DAYS,
    )  # fmt: skip


def _finish() -> None:
    """The indexes that were taken away, and what the planner wants to know."""
    _sql('CREATE INDEX snapshot_by_post ON insight_snapshot (post_id, "at" DESC)')
    _sql("CREATE INDEX insight_snapshot_channel_id_9d19ea5e ON insight_snapshot (channel_id)")
    _sql("ANALYZE insight_knownpost")
    _sql("ANALYZE insight_dailynumbers")
