"""A shop that is kept as it should be: no rule has anything to say about it, and there is much to judge by."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.channels.models import Channel, SiteLink, SiteScan, Source
from vitrino.checkup.tests import sick, sick_aims, sick_care
from vitrino.complaints.models import ShopContact
from vitrino.conduct.models import PolicyVersion
from vitrino.crisis import actions as crisis
from vitrino.domain.crisis import plan as plans
from vitrino.inbox.models import Contact, Conversation
from vitrino.insight.models import KnownPost
from vitrino.links.models import Clicks
from vitrino.listening import actions as listening
from vitrino.lookback import looking
from vitrino.media.models import Asset
from vitrino.notify.models import Way
from vitrino.plan.models import CadenceTarget
from vitrino.posts.models import PostAsset
from vitrino.publishing.models import Publication
from vitrino.reviews.models import AskingPolicy, ReviewRequest
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Goal, GoalDay, Pillar, Strategy
from vitrino.workspace.models import Membership
from vitrino.workspace.tests.cast import NOW, Cast

DAY = timedelta(days=1)
# What goes out, in turn: it teaches, asks, thanks, shows others, looks behind the scenes; one of ten sells.
TEXTS = (
    "How to keep rye bread fresh for four days: wrap it in linen and leave the drawer ajar.",
    "Which do you like better with soup: rye or wheat? Tell us in a line.",
    "If you bought a gift box from us: keep it cool until Sunday. Thank you for your orders!",
    "Tulips for the counter, photo: @fiolek, our neighbours two doors on.",
    "Four in the morning: Marek shapes the first loaves and hums.",
    "How to see that an oven is hot enough: throw in a pinch of flour and count to ten.",
    "Quiz: how many hours does our sourdough rest before it goes into the oven?",
    "Customers ask why the crust sings when it cools. Listen to this one.",
    "What the mill in the next village grinds this week, photo: @mill_at_the_bridge.",
    "Rye bread at 9 zł on Saturday, order until Friday noon.",
)
ANSWERS = (
    "both go out again tomorrow, and we are sorry.", "we have looked, it is at the post office in your street.",
    "a new loaf waits for you at the counter.", "may we send you another one on Friday?",
    "you are right, that was ours to check; your money is on its way.", "the driver comes by at five today.",
    "it was the flour of that week, we have changed the mill.", "tell us which day suits you, and we bring it.",
)  # fmt: skip
STRATEGY = {
    "audience": "Neighbours who cook", "competitors": "The supermarket: cheap, but nobody knows it.",
    "platforms": "Mastodon, because our neighbours talk there.", "content": "Bread, and how it is made.",
    "voice": "Warm and short.", "care": "Within the hour, by name.", "tracking": "Every first Monday of the month.",
    "roles": "Anna writes, Bruno answers.", "avoid": "Politics",
}  # fmt: skip


def keep(cast: Cast) -> None:
    """After this all is well with the bakery."""
    channel = _be_found(cast)
    _aim(cast, channel)
    _post(cast, channel)
    _listen(cast, channel)
    _answer(cast, channel)
    _be_reviewed(cast, channel)
    _be_ready(cast)
    _learn(cast, channel)


def _be_found(cast: Cast) -> Channel:
    """One channel, linked from the website and awake."""
    url = "https://mastodon.example/zorza"
    channel = sick.channel(cast.bakery, "mastodon", remote_id="real", is_rehearsal=False, url=url,
                           connected_at=NOW - 200 * DAY)  # fmt: skip
    sick.link(cast.bakery, "mastodon", silent_days=1)
    SiteScan.objects.create(
        workspace=cast.bakery, at=NOW, url="https://zorza.example", pages=["https://zorza.example/"]
    )
    SiteLink.objects.update(url=channel.url)
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=3, high_per_week=5)
    return channel


def _aim(cast: Cast, channel: Channel) -> None:
    """A goal that goes well, and a strategy everybody has read."""
    goal = Goal.objects.create(
        workspace=cast.bakery, title="200 followers", metric="follows", target=200, baseline=90,
        created_at=NOW - 40 * DAY, starts_on=NOW.date() - 40 * DAY, deadline=NOW.date() + 60 * DAY,
    )  # fmt: skip
    goal.channels.add(channel)
    GoalDay.objects.create(goal=goal, day=NOW.date() - DAY, value=150, chance=0.8, low=180, middle=210, high=240)
    Membership.objects.update(since=NOW - 90 * DAY)
    strategy.adopt_strategy(workspace=cast.bakery, texts=STRATEGY, reason="", by=cast.anna, now=NOW - 30 * DAY)
    mine = Strategy.objects.get(workspace=cast.bakery)
    for person in (cast.anna, cast.bruno):
        strategy.acknowledge(strategy=mine, by=person, now=NOW - 29 * DAY)


def _post(cast: Cast, channel: Channel) -> None:
    """Four a week since long ago, four in the week to come, nearly all with a picture or a film."""
    gives = Pillar.objects.create(workspace=cast.bakery, name="From the bakehouse")
    sells = Pillar.objects.create(workspace=cast.bakery, name="Offers", is_promotional=True)
    shown = [_picture(cast, "image"), _picture(cast, "video"), _picture(cast, "image"), None]
    for number in range(-4, 40):
        at = NOW - timedelta(days=1.75 * number + 0.8)
        text = f"{TEXTS[number % len(TEXTS)]} Day {number + 5}."
        row = sick.publish(channel, text, at, pillar=sells if number % 10 == 9 else gives)
        if (asset := shown[number % 4]) is not None:
            _show(row, text, asset)
        if at > NOW:
            Publication.objects.filter(pk=row.pk).update(state="ready", published_at=None)
        else:
            _remember(row, text, at)


def _picture(cast: Cast, kind: str) -> Asset:
    return Asset.objects.create(
        workspace=cast.bakery, sha256=f"{kind}{Asset.objects.count()}", kind=kind, created_at=NOW,
        mime_type=f"{kind}/x", alt_text="A loaf of rye bread on a wooden counter",
    )  # fmt: skip


def _show(row: Publication, text: str, asset: Asset) -> None:
    """Put the picture on the post, with its description."""
    assert row.variant is not None
    PostAsset.objects.create(post=row.variant.post, asset=asset, alt_text=asset.alt_text)
    media = [{"asset": asset.pk, "alt_text": asset.alt_text}]
    Publication.objects.filter(pk=row.pk).update(content={"text": text, "media": media})


def _remember(row: Publication, text: str, at: datetime) -> None:
    """It has numbers."""
    KnownPost.objects.create(workspace=row.workspace, channel=row.channel, publication=row, remote_id=row.remote_id,
                             text=text, at=at, engagement=40, measured_at=NOW)  # fmt: skip


def _listen(cast: Cast, channel: Channel) -> None:
    listening.grow_watches(workspace=cast.bakery, now=NOW)
    Way.objects.create(workspace=cast.bakery, person=cast.anna, kind="ntfy", created_at=NOW, proven_at=NOW)
    for kind in ("mention", "comment", "message"):
        Source.objects.create(channel=channel, kind=kind, last_ok_at=NOW)


def _answer(cast: Cast, channel: Channel) -> None:
    """Eight people wrote, and each was answered within the hour, by name and to the point."""
    PolicyVersion.objects.create(workspace=cast.bakery, number=1, texts={"en": "Be kind."}, at=NOW - 90 * DAY)
    ShopContact.objects.create(workspace=cast.bakery, kind="email", value="hello@zorza.example", confirmed_at=NOW)
    for number in range(8):
        asked_at = NOW - timedelta(days=2 + 2 * number)
        answered_at = asked_at + timedelta(minutes=20)
        talk = sick_care.talk(channel, at=asked_at, first_reply_at=answered_at, last_message_at=answered_at,
                              last_text="Thank you!")  # fmt: skip
        Contact.objects.filter(pk=talk.contact_id).update(name=f"Ola {number}")
        sick_care.say(talk, f"Ola {number}, the rye bread and the parcel: {ANSWERS[number]}", answered_at)
    assert not Conversation.objects.filter(waiting_since__isnull=False).exists()


def _be_reviewed(cast: Cast, channel: Channel) -> None:
    """Ratings that hold, and everybody is asked."""
    for number in range(30):
        sick_care.review(channel, 5 if number % 3 else 4, NOW - timedelta(days=5 + 12 * number), text="Good bread")
    sick_care.deliver(cast.bakery, 6)
    AskingPolicy.objects.create(workspace=cast.bakery, since=NOW - 90 * DAY)
    for number in range(6):
        ReviewRequest.objects.create(
            workspace=cast.bakery, order_key=f"sample:o{number}", order_number=f"o{number}",
            email=f"{number}@example.com", state="sent", scheduled_at=NOW - DAY, sent_at=NOW - DAY,
            created_at=NOW - 2 * DAY,
        )  # fmt: skip


def _be_ready(cast: Cast) -> None:
    """A plan for bad days, tried out."""
    plan = plans.Plan(
        roles=plans.shared_out(["Anna", "Bruno"]), steps=("Breathe", "Stop everything", "Tell people"),
        statements=crisis.proposal(cast.bakery).statements,
        contacts=(plans.Contact("insurer", "Warta", "801 308 308"),),
    )  # fmt: skip
    crisis.save_plan(workspace=cast.bakery, plan=plan, reason="", by=cast.anna, now=NOW - 40 * DAY)
    drill = crisis.begin(workspace=cast.bakery, scenario="glass", by=cast.anna, now=NOW - 20 * DAY)
    crisis.end(drill=drill, by=cast.anna, now=NOW - 20 * DAY + timedelta(minutes=12))


def _learn(cast: Cast, channel: Channel) -> None:
    """Looked back last week; a campaign that is counted."""
    last_week = NOW - 7 * DAY
    back = looking.begin(workspace=cast.bakery, every="month", by=cast.anna, now=last_week)
    looking.close(back=back, by=cast.anna, now=last_week)
    spring = sick_aims.run_campaign(cast.bakery, "spring")
    Clicks.objects.create(link=sick_aims.short_link(spring, "spring"), day=sick_aims.TODAY, count=70)
