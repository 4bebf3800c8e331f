"""One thread through the whole loop, without a browser: each step leans on the one before, so none can break unseen.

goal → strategy → plan → post → publish → listen → answer → measure → learn → checkup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
import time_machine
from django.core import mail

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels import queries as connected
from vitrino.checkup import actions as checkup
from vitrino.checkup import queries as notices
from vitrino.connect.rehearsal import Rehearsal
from vitrino.domain.publication import PublicationState
from vitrino.engine.ticker import run_until_idle
from vitrino.inbox import actions as inbox
from vitrino.inbox import queries as talks
from vitrino.insight import queries as numbers
from vitrino.insight.learning import learn as learn_from
from vitrino.listening import actions as listening
from vitrino.listening import queries as mentions
from vitrino.lookback import looking
from vitrino.notify import queries as alerts
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.posts.actions import Draft
from vitrino.publishing import actions as publishing
from vitrino.publishing import queries as publications
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.workspace import actions as workspaces
from vitrino.workspace import queries as shops
from vitrino.workspace.tests.cast import NOW, Cast, assemble

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("log_emptied")]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
IDEA = "Rye bread from seven, warm until nine. Come early!"
FOR_X = "Warm rye at seven. Who is first?"
ANSWER = "Thank you! It holds nuts, so rather our plain rye for your son."


@dataclass
class Day:
    """The shop, and a clock that only the test moves."""

    cast: Cast
    clock: time_machine.Traveller
    now: datetime = NOW

    def go_on(self, by: timedelta) -> None:
        """Time passes; then everything that is due gets done, as the scheduler would."""
        self.now += by
        self.clock.move_to(self.now)
        run_until_idle(self.now)

    def rehearse(self, platform: str) -> Channel:
        made = channels.rehearse(
            workspace=self.cast.bakery, platform=platform, handle="zorza", name="Zorza", by=self.cast.anna, now=self.now
        )
        plan.start_with_defaults(channel=made, now=self.now)
        return made

    def open_notices(self) -> set[str]:
        checkup.run(workspace=self.cast.bakery, now=self.now)
        return set(notices.open_notices(self.cast.bakery).values_list("rule", flat=True))


@pytest.fixture
def day() -> Iterator[Day]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield Day(assemble(), clock)


def test_the_whole_loop_holds_together(day: Day) -> None:
    assert {"goals.none", "strategy.none", "listening.variant-unwatched"} <= day.open_notices()
    mastodon, x = day.rehearse("mastodon"), day.rehearse("x")
    aim(day, mastodon)
    pillar_id = make_a_strategy(day)
    watch_names(day)
    assert not {"goals.none", "strategy.none", "listening.variant-unwatched"} & day.open_notices()

    post = write(day, [mastodon, x], pillar_id)
    remote_id = publish(day, post, mastodon, x)
    talk_to_us(day, mastodon, remote_id)
    be_told(day)
    answer(day, mastodon)
    measure(day, mastodon, remote_id, pillar_id)
    learn(day)


def aim(day: Day, channel: Channel) -> None:
    deadline: date = (day.now + 91 * DAY).date()
    strategy.set_goal(workspace=day.cast.bakery, title="", metric="follows", target=500,
                      deadline=deadline, by=day.cast.anna, now=day.now, channels=[channel])  # fmt: skip
    (goal,) = strategies.active_goals(day.cast.bakery)
    assert (goal.target, list(goal.channels.all())) == (500, [channel])


def make_a_strategy(day: Day) -> int:
    strategy.adopt_strategy(workspace=day.cast.bakery, texts={"audience": "Neighbours"}, reason="", by=day.cast.anna,
                            now=day.now)  # fmt: skip
    in_force = strategies.strategy_in_force(day.cast.bakery)
    assert in_force is not None
    assert in_force.audience == "Neighbours"
    made = strategy.start_with_default_pillars(workspace=day.cast.bakery, by=day.cast.anna, now=day.now)
    assert [pillar.is_promotional for pillar in made].count(True) == 1
    return made[0].pk


def watch_names(day: Day) -> None:
    workspaces.add_brand_name(workspace=day.cast.bakery, text="Zorza Bakery", by=day.cast.anna, now=day.now)
    listening.grow_watches(workspace=day.cast.bakery, now=day.now)
    watched = set(mentions.watches_of(day.cast.bakery).values_list("text", flat=True))
    assert {"Piekarnia Zorza", "Zorza Bakery"} <= watched
    assert len(watched) > 10, "spellings and inflections too"


def write(day: Day, wanted: list[Channel], pillar_id: int) -> Post:
    """The plan knows what is due; a post of a pillar with an own text for one channel."""
    assert {channel.pk for channel in wanted} <= plans.cadences_of(day.cast.bakery).keys()
    post = posts.create_post(workspace=day.cast.bakery, by=day.cast.anna, now=day.now, channels_wanted=wanted)
    texts = {channel.pk: FOR_X if channel.platform == "x" else None for channel in wanted}
    pillar = strategies.pillars(day.cast.bakery).get(pk=pillar_id)
    draft = Draft(idea=IDEA, pillar=pillar, texts=texts)
    return posts.save_post(post=post, version=post.version, draft=draft, by=day.cast.anna, now=day.now)


def publish(day: Day, post: Post, mastodon: Channel, x: Channel) -> str:
    """Planned for five o'clock: not out a minute before, out at its time, each text on its own platform."""
    at = day.now + 5 * HOUR
    for variant in written.variants_of(post):
        publishing.schedule(variant=variant, publish_at=at, wall_time=None, time_zone="", by=day.cast.anna, now=day.now)
    day.go_on(5 * HOUR - MINUTE)
    assert states(day) == {"mastodon": PublicationState.READY, "x": PublicationState.READY}
    day.go_on(MINUTE)
    assert states(day) == {"mastodon": PublicationState.PUBLISHED, "x": PublicationState.PUBLISHED}
    assert [seen.text for seen in gateway.history(x, 5)] == [FOR_X]
    (there,) = gateway.history(mastodon, 5)
    assert there.text == IDEA
    return there.remote_id


def states(day: Day) -> dict[str, str]:
    return dict(publications.posts(day.cast.bakery).values_list("channel__platform", "state"))


def talk_to_us(day: Day, channel: Channel, remote_id: str) -> None:
    """A comment under the post, and somebody who uses a misspelt name of the shop."""
    town = cast(Rehearsal, gateway.twin_of(channel))
    town.write_as("dorota", "Dorota", "Can my son eat it? He must not have nuts.", day.now, parent_id=remote_id)
    town.write_as("ewa", "Ewa", "piekarnia zorza bakes the best rye", day.now, kind="mention")
    town.react(remote_id, likes=12, comments=1, shares=3)
    day.go_on(2 * MINUTE)
    waiting = {one.contact.name: one.surface for one in talks.waiting(day.cast.bakery)}
    assert waiting == {"Dorota": "comment", "Ewa": "mention"}
    (mention,) = mentions.mentions_of(day.cast.bakery)
    assert mention.form.lower() == "piekarnia zorza"
    assert mention.arrival.text[mention.start : mention.end] == "piekarnia zorza"


def be_told(day: Day) -> None:
    """In the page, and by e-mail, each person once for each thing."""
    member = shops.membership(day.cast.anna.pk, day.cast.bakery.slug)
    assert member is not None
    told = [alert.kind for alert in alerts.alerts_of(member) if alert.kind not in ("checkup", "gap")]
    assert sorted(told) == ["mention", "message"]
    letters = [letter.subject for letter in mail.outbox if letter.to == [day.cast.anna.email]]
    assert sum("Ewa" in subject for subject in letters) == 1
    assert sum("Dorota" in subject for subject in letters) == 1


def answer(day: Day, channel: Channel) -> None:
    """The answer is sent by the same careful protocol and stands below the comment; then the talk is done."""
    conversation = talks.waiting(day.cast.bakery).get(contact__name="Dorota")
    sent = inbox.reply(conversation=conversation, text=ANSWER, by=day.cast.bruno, now=day.now)
    day.go_on(MINUTE)
    sent.refresh_from_db()
    assert sent.publication is not None
    assert sent.publication.state == PublicationState.PUBLISHED
    assert sent.publication.attempts.count() == 1
    inbox.resolve(conversation=conversation, by=day.cast.bruno, now=day.now)
    assert [one.contact.name for one in talks.waiting(day.cast.bakery)] == ["Ewa"]


def measure(day: Day, channel: Channel, remote_id: str, pillar_id: int) -> None:
    """An hour later the numbers are read; the post keeps its pillar, and what nobody counts stays unknown."""
    day.go_on(2 * HOUR)
    known = numbers.known_posts(day.cast.bakery).get(channel=channel, remote_id=remote_id)
    assert known.pillar_id == pillar_id
    assert (known.latest["likes"], known.latest["shares"]) == (12, 3)
    assert "views" not in known.latest, "Mastodon counts no views, and 0 would be a lie"


def learn(day: Day) -> None:
    """Two posts prove nothing, and that is said; the look back is asked for and then done."""
    for channel in connected.channels_of(day.cast.bakery).select_related("workspace"):
        learn_from(channel, day.now)
    findings = list(numbers.findings_of(day.cast.bakery))
    assert findings
    assert not any(finding.is_enough for finding in findings)
    day.go_on(40 * DAY)
    assert "care.unanswered" in day.open_notices(), "Ewa waits for weeks now"
    assert "cadence.below" in day.open_notices()
    assert "analysis.no-review" in day.open_notices()
    back = looking.begin(workspace=day.cast.bakery, every="month", by=day.cast.anna, now=day.now)
    looking.decide(back=back, text="Post weekly", by=day.cast.anna, now=day.now)
    looking.close(back=back, by=day.cast.anna, now=day.now)
    assert "analysis.no-review" not in day.open_notices()
