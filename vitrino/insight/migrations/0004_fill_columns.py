from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

from django.db import migrations

from vitrino.domain.tally import METRICS, Standing, known, take, traits

STANDING = ("latest", "measured_at", "engagement", "engagement_age_h", "engagement_48h", "engagement_7d")
TRAITS = ("length", "hashtag_count", "has_question", "has_link")


def fill(apps, _schema_editor):
    """Numbers kept as JSON become columns; what is kept of them for pages is made as if it had been from the start."""
    for channel in apps.get_model("channels", "Channel").objects.select_related("workspace").iterator():
        here = ZoneInfo(channel.workspace.time_zone)
        days = defaultdict(Counter)
        posts = apps.get_model("insight", "KnownPost").objects.filter(channel=channel).order_by("pk")
        for post in posts.iterator(chunk_size=500):
            _replay(apps, post, here, days)
        _account(apps, channel, here)
        _store(apps, channel, days)


def _replay(apps, post, here, days):
    standing = Standing()
    published_on = post.at.astimezone(here).date()
    days[published_on]["posts"] += 1
    rows = list(apps.get_model("insight", "Snapshot").objects.filter(post=post).order_by("at", "pk"))
    for row in rows:
        values = _columns(row)
        standing, gains = take(standing, values, published_at=post.at, at=row.at)
        for gain in gains:
            days[published_on if gain.is_first else row.at.astimezone(here).date()][gain.metric] += gain.amount
    apps.get_model("insight", "Snapshot").objects.bulk_update(rows, METRICS, batch_size=200)
    for name in STANDING if standing.measured_at else ():
        setattr(post, name, getattr(standing, name))
    post.latest = dict(post.latest)
    for name in TRAITS if post.text else ():
        setattr(post, name, getattr(traits(post.text), name))
    post.save(update_fields=[*STANDING, *TRAITS])


def _columns(row):
    values = known({name: value for name, value in row.values.items() if isinstance(value, (int, float))})
    for name, value in values.items():
        setattr(row, name, value)
    return values


def _account(apps, channel, here):
    rows = list(apps.get_model("insight", "Snapshot").objects.filter(channel=channel, post=None).order_by("at", "pk"))
    followers = {}
    for row in rows:
        values = _columns(row)
        if "follows" in values:
            followers[row.at.astimezone(here).date()] = values["follows"]
    apps.get_model("insight", "Snapshot").objects.bulk_update(rows, METRICS, batch_size=200)
    daily = apps.get_model("insight", "DailyNumbers")
    daily.objects.bulk_create(
        daily(channel=channel, day=day, source="account", followers=number) for day, number in followers.items()
    )


def _store(apps, channel, days):
    daily = apps.get_model("insight", "DailyNumbers")
    daily.objects.bulk_create(daily(channel=channel, day=day, source="posts", **found) for day, found in days.items())


class Migration(migrations.Migration):

    dependencies = [
        ("channels", "0005_unread"),
        ("insight", "0003_numbers_as_columns"),
        ("workspace", "0003_forgotten"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
