"""Reading reviews: lists, what their stars say, and what the checkup asks about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.commerce import queries as commerce
from vitrino.domain.reviews.falling import Fall, Given, fall
from vitrino.domain.reviews.standing import CRITICISM, PRAISE, Range, Standing, share_range, standing
from vitrino.domain.reviews.themes import Theme
from vitrino.reviews.models import (
    AskingPolicy,
    Consent,
    Disclosure,
    Measure,
    Report,
    Review,
    ReviewPlace,
    ReviewRequest,
    ThankYou,
    Upload,
)
from vitrino.workspace.models import Workspace

PAGE = 30
YEAR = timedelta(days=365)
RECENT = timedelta(days=90)
# Reviews older than this are history: nobody expects an answer to them any more.
ANSWERABLE = timedelta(days=365)
# CARE 5.1: criticism within a day, praise within three.
LATE = {True: timedelta(days=1), False: timedelta(days=3)}
PRAISE_LEAST_WORDS = 6
THEME_LEAST = 5


def reviews_of(workspace: Workspace) -> QuerySet[Review]:
    """All reviews, the newest first."""
    found = Review.objects.filter(workspace=workspace).select_related("channel", "conversation", "post")
    return found.order_by("-at", "-pk")


def standing_reviews(workspace: Workspace) -> QuerySet[Review]:
    """Those that can be read at their place; reported ones too, until their site takes them down."""
    return reviews_of(workspace).filter(gone_at=None)


@dataclass(frozen=True)
class Filters:
    """What to list. stars: 0 for all. state: "", "unanswered", "answered", "praise", "usable", "changed", "gone"."""

    state: str = ""
    stars: int = 0
    channel: int = 0
    theme: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        return self != Filters()


STATES: dict[str, Q] = {
    "unanswered": Q(answered_at=None, gone_at=None),
    "answered": Q(answered_at__isnull=False),
    "praise": Q(rating__gte=PRAISE, post=None, gone_at=None),
    "usable": Q(usable_at__isnull=False),
    "changed": Q(changed_at__isnull=False),
    "gone": Q(gone_at__isnull=False),
}


def listed(workspace: Workspace, wanted: Filters, before: str = "") -> tuple[list[Review], str]:
    """One page of reviews, and what to hand in as `before` for the next; "" at the end."""
    found = reviews_of(workspace).filter(STATES.get(wanted.state, Q()))
    if wanted.stars:
        found = found.filter(rating=wanted.stars)
    if wanted.channel:
        found = found.filter(channel_id=wanted.channel)
    if wanted.words:
        found = found.filter(Q(text__icontains=wanted.words) | Q(author__icontains=wanted.words))
    if wanted.theme:
        found = found.filter(themes__icontains=f'"{wanted.theme}"')
    rows = list(_after(found, before)[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    last = rows[PAGE - 1]
    return rows[:PAGE], f"{last.at.isoformat()}_{last.pk}"


def _after(found: QuerySet[Review], before: str) -> QuerySet[Review]:
    stamp, _mark, pk = before.rpartition("_")
    try:
        at, number = datetime.fromisoformat(stamp), int(pk)
    except ValueError:
        return found
    return found.filter(Q(at__lt=at) | Q(at=at, pk__lt=number))


def sources_of(workspace: Workspace) -> list[Channel]:
    """The places reviews came from."""
    used = Review.objects.filter(workspace=workspace).values("channel_id")
    return list(Channel.objects.filter(workspace=workspace, pk__in=used).order_by("name", "pk"))


def name_of(channel: Channel) -> str:
    """What people call the place: the site's own name where we read it by hand, else the platform's."""
    return channel.name or channel.handle if channel.listens_only else channels.manifest_of(channel).name


@dataclass(frozen=True)
class Source:
    """One place and what its ratings of the last year say. trend: for each month its ratings, oldest first."""

    channel: Channel
    name: str
    year: Standing
    months: list[list[int]]


def standings(workspace: Workspace, months: Sequence[tuple[int, int]], now: datetime) -> list[Source]:
    """Every source with its ratings. months: pairs of year and month that are shown. Two queries."""
    rated = standing_reviews(workspace).filter(rating__isnull=False, at__gt=now - 2 * YEAR)
    by_channel: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for channel_id, at, rating in rated.values_list("channel_id", "at", "rating"):
        by_channel[channel_id].append((at, rating or 0))
    return [_source(one, by_channel[one.pk], months, now) for one in sources_of(workspace)]


def _source(channel: Channel, given: Sequence[tuple[datetime, int]], months: Sequence[tuple[int, int]],
            now: datetime) -> Source:  # fmt: skip
    by_month: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, stars in given:
        by_month[at.year, at.month].append(stars)
    year = [stars for at, stars in given if at > now - YEAR]
    return Source(channel, name_of(channel), standing(year), [by_month[month] for month in months])


@dataclass(frozen=True)
class Answers:
    """How reviews are answered. share: with its range, None without reviews. typical: the median of the known waits.

    praise, criticism: (answered, all).
    """

    share: Range | None
    total: int
    praise: tuple[int, int]
    criticism: tuple[int, int]
    typical: timedelta | None


def answers(workspace: Workspace, now: datetime) -> Answers:
    """The reviews of the last 90 days that could be answered by now; one query."""
    rows = list(
        standing_reviews(workspace).filter(at__gt=now - RECENT).order_by().values_list("rating", "at", "answered_at")
    )
    praise = [answered for rating, _at, answered in rows if rating is None or rating > CRITICISM]
    criticism = [answered for rating, _at, answered in rows if rating is not None and rating <= CRITICISM]
    done = [(at, answered) for _rating, at, answered in rows if answered is not None]
    # A table may tell an answer without its day; that says nothing of how fast it was.
    waits = sorted(answered - at for at, answered in done if answered > at)
    return Answers(
        share_range(len(done), len(rows)), len(rows), (_given(praise), len(praise)),
        (_given(criticism), len(criticism)), waits[len(waits) // 2] if waits else None,
    )  # fmt: skip


def _given(answered: Sequence[datetime | None]) -> int:
    return sum(one is not None for one in answered)


def unanswered(workspace: Workspace, now: datetime) -> QuerySet[Review]:
    """Reviews that wait, the oldest first: praise too, because only both kinds answered win trust (CARE 5.1)."""
    waiting = standing_reviews(workspace).filter(answered_at=None, at__gt=now - ANSWERABLE)
    return waiting.order_by("at", "pk")


def unanswered_late(workspace: Workspace, now: datetime) -> QuerySet[Review]:
    """Of those, the ones that wait longer than the default targets; for the checkup (`reviews.unanswered`)."""
    low = Q(rating__lte=CRITICISM, at__lt=now - LATE[True])
    return unanswered(workspace, now).filter(low | Q(at__lt=now - LATE[False]))


@dataclass(frozen=True)
class Asking:
    """For the checkup (`reviews.not-asked`). delivered: orders of the last 90 days; asked: requests sent in them."""

    is_on: bool
    has_places: bool
    delivered: int
    asked: int
    opted_out: int


def asking(workspace: Workspace, now: datetime) -> Asking:
    policy = policy_of(workspace)
    delivered = commerce.orders_of(workspace).filter(delivered_at__gt=now - RECENT, delivered_at__lte=now)
    return Asking(
        is_on=policy is not None and policy.since is not None,
        has_places=places_of(workspace).exists(),
        delivered=delivered.count(),
        asked=ReviewRequest.objects.filter(workspace=workspace, sent_at__gt=now - RECENT).count(),
        opted_out=Consent.objects.filter(workspace=workspace, withdrawn_at__isnull=False).count(),
    )


def unused_praise(workspace: Workspace, now: datetime) -> list[Review]:
    """Praise of the last 90 days with enough words to quote, of which nothing was made (`reviews.praise-unused`)."""
    found = standing_reviews(workspace).filter(STATES["praise"], at__gt=now - RECENT)
    return [one for one in found[:200] if len(one.text.split()) >= PRAISE_LEAST_WORDS]


def ratings(workspace: Workspace, now: datetime) -> Iterator[Given]:
    """What a fall of the rating is told by (`reviews.rating-falling`); one query."""
    rated = standing_reviews(workspace).filter(rating__isnull=False, at__gt=now - YEAR - RECENT)
    rows = rated.order_by().values_list("channel_id", "rating", "at")
    return (Given(str(channel), rating or 0, at) for channel, rating, at in rows)


def falling(workspace: Workspace, now: datetime) -> Fall | None:
    """A fall of the rating that is hardly chance; one query."""
    return fall(ratings(workspace, now), now)


@dataclass(frozen=True)
class Talk:
    """What is said of one theme. critical: by reviews of three stars or fewer. months: (all, critical) for each."""

    theme: Theme
    total: int
    critical: int
    share: Range | None
    months: list[tuple[int, int]]
    measure: Measure | None = None


def themes(workspace: Workspace, months: Sequence[tuple[int, int]], now: datetime) -> list[Talk]:
    """The themes of the months shown, the most critical first. Two queries."""
    rows = standing_reviews(workspace).filter(at__gt=now - YEAR).exclude(themes=[]).order_by()
    counted: dict[Theme, list[tuple[tuple[int, int], bool]]] = defaultdict(list)
    for names, rating, at in rows.values_list("themes", "rating", "at"):
        for name in names:
            if name in set(Theme) and (at.year, at.month) in months:
                counted[Theme(name)].append(((at.year, at.month), rating is not None and rating <= CRITICISM))
    current = {one.theme: one for one in measures_of(workspace).filter(ended_at=None)}
    found = [_talk(theme, said, months, current.get(theme.value)) for theme, said in counted.items()]
    return sorted(found, key=lambda one: (-one.critical, -one.total, one.theme))


def _talk(theme: Theme, said: Sequence[tuple[tuple[int, int], bool]], months: Sequence[tuple[int, int]],
          measure: Measure | None) -> Talk:  # fmt: skip
    by_month: Counter[tuple[tuple[int, int], bool]] = Counter(said)
    lines = [(by_month[month, True] + by_month[month, False], by_month[month, True]) for month in months]
    critical = sum(bad for _month, bad in said)
    return Talk(theme, len(said), critical, share_range(critical, len(said)), lines, measure)


def unaddressed_themes(workspace: Workspace, now: datetime) -> list[tuple[Theme, int]]:
    """Themes that at least five critical reviews of 90 days speak of, and about which nothing is being done.

    For the checkup (`reputation.theme-unaddressed`), with how many reviews.
    """
    rows = standing_reviews(workspace).filter(at__gt=now - RECENT, rating__lte=CRITICISM).order_by()
    counted = Counter(name for names in rows.values_list("themes", flat=True) for name in names)
    done = set(measures_of(workspace).filter(ended_at=None).values_list("theme", flat=True))
    wanted = [(Theme(name), n) for name, n in counted.most_common() if n >= THEME_LEAST and name in set(Theme)]
    return [(theme, n) for theme, n in wanted if theme.value not in done]


def texts_of_year(workspace: Workspace, now: datetime) -> list[str]:
    """What reviewers wrote in the last year, at most a thousand, newest first."""
    return list(standing_reviews(workspace).filter(at__gt=now - YEAR).values_list("text", flat=True)[:1000])


@dataclass(frozen=True)
class Reported:
    """Reviews and reports of one number of stars."""

    stars: int
    reviews: int
    reports: int


def reports_by_stars(workspace: Workspace) -> list[Reported]:
    """How many reviews of each star were reported: who reports only the bad ones reports for the wrong reason."""
    rows = reviews_of(workspace).filter(rating__isnull=False).order_by().values("rating")
    counted = rows.annotate(n=Count("pk", distinct=True), reported=Count("reports__review", distinct=True))
    by_stars = {row["rating"]: (row["n"], row["reported"]) for row in counted}
    return [Reported(stars, *by_stars.get(stars, (0, 0))) for stars in (5, 4, 3, 2, 1)]


def reports_of(workspace: Workspace) -> QuerySet[Report]:
    return Report.objects.filter(review__workspace=workspace).select_related("review__channel", "by").order_by("-at")


def uploads_of(workspace: Workspace) -> QuerySet[Upload]:
    """Files brought, newest first, without what is in them."""
    return Upload.objects.filter(workspace=workspace).defer("content").order_by("-created_at", "-pk")


def thanks_of(workspace: Workspace) -> QuerySet[ThankYou]:
    return ThankYou.objects.filter(workspace=workspace).order_by("title", "pk")


def measures_of(workspace: Workspace) -> QuerySet[Measure]:
    return Measure.objects.filter(workspace=workspace).select_related("by").order_by("-at")


def places_of(workspace: Workspace) -> QuerySet[ReviewPlace]:
    """Where customers can review, in the one order everybody sees."""
    return ReviewPlace.objects.filter(workspace=workspace).order_by("position", "pk")


def policy_of(workspace: Workspace) -> AskingPolicy | None:
    return AskingPolicy.objects.filter(workspace=workspace).first()


def requests_of(workspace: Workspace) -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.filter(workspace=workspace).order_by("-scheduled_at", "-pk")


def requests_by_state(workspace: Workspace) -> dict[str, int]:
    """How many requests stand where."""
    rows = ReviewRequest.objects.filter(workspace=workspace).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def consents_of(workspace: Workspace) -> QuerySet[Consent]:
    return Consent.objects.filter(workspace=workspace).order_by("email")


def disclosure_of(workspace: Workspace) -> Disclosure | None:
    return Disclosure.objects.filter(workspace=workspace).first()
