"""Campaigns from the first wish to what was learnt: counted honestly, warned of once, shown on one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.attribution import judging, queries
from vitrino.attribution.models import AdCost, Alarm, MessageTest
from vitrino.attribution.results import result_of
from vitrino.campaigns import actions as campaigns
from vitrino.campaigns.actions import Wanted
from vitrino.campaigns.models import Campaign
from vitrino.channels.models import Channel
from vitrino.commerce.models import Order, OrderCoupon, OrderVisit
from vitrino.domain.problem import Problem
from vitrino.links import actions as linking
from vitrino.links.models import Clicks, ShortLink
from vitrino.links.queries import Stands, Words
from vitrino.notify.models import Alert
from vitrino.posts import actions as posts
from vitrino.posts.models import Post
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA, settings.BASE_URL, settings.IS_HTTPS = tmp_path, "https://v.zorza.eu", True
    made = assemble()
    made.bakery.website = "https://zorza.eu"
    made.bakery.save()
    return made


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(
        workspace=cast.bakery, platform="bluesky", remote_id="1", handle="zorza", connected_at=NOW, is_rehearsal=True
    )


def wanted(**changes: Any) -> Wanted:
    values: dict[str, Any] = {"title": "Rye week", "metric": "clicks", "target": 140, "starts_on": TODAY,
                              "ends_on": TODAY + timedelta(days=13), "coupon": "RYE10"}  # fmt: skip
    return Wanted(**(values | changes))


def begin(cast: Cast, days_ago: int = 0, **changes: Any) -> Campaign:
    found = campaigns.begin(workspace=cast.bakery, wanted=wanted(**changes), by=cast.anna, now=NOW, today=TODAY)
    found.starts_on, found.ends_on = (day - timedelta(days=days_ago) for day in (found.starts_on, found.ends_on))
    found.save()
    return found


def write(cast: Cast, channel: Channel, idea: str, campaign: Campaign | None = None) -> Post:
    post = posts.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea=idea, channels_wanted=[channel])
    posts.join_campaign(posts=[post], campaign=campaign, workspace=cast.bakery, by=cast.anna, now=NOW)
    post.refresh_from_db()
    return post


def click(campaign: Campaign, counts: Mapping[int, int], post: Post | None = None) -> ShortLink:
    """counts: day of the campaign -> clicks."""
    link, _new = ShortLink.objects.get_or_create(
        workspace=campaign.workspace, campaign=campaign, post=post, code=f"c{campaign.pk}p{post.pk if post else 0}",
        defaults={"target": "https://zorza.eu", "target_hash": f"{campaign.pk}-{post}", "created_at": NOW},
    )  # fmt: skip
    for number, n in counts.items():
        Clicks.objects.create(link=link, day=campaign.starts_on + timedelta(days=number), count=n)
    return link


def order(cast: Cast, at: datetime = NOW, *, coupon: str = "", state: str = "paid", **visits: str) -> Order:
    """visits: first or last -> utm_campaign."""
    number = Order.objects.count()
    made = Order.objects.create(workspace=cast.bakery, source="shop", remote_id=str(number), number=str(number),
                                total_minor=1800, currency="PLN", state=state, placed_at=at)  # fmt: skip
    for place, tag in visits.items():
        OrderVisit.objects.create(order=made, place=place, campaign=tag, source="bluesky")
    if coupon:
        OrderCoupon.objects.create(order=made, code=coupon.lower())
    return made


def test_links_of_a_campaign_s_post_carry_its_name_and_are_short(cast: Cast, channel: Channel) -> None:
    campaign = begin(cast, title="Żytni tydzień!")
    post = write(cast, channel, "See https://zorza.eu/rye", campaign)
    sent = posts.content_of(post.variants.get())["text"]
    link = ShortLink.objects.get()
    assert sent == f"See https://v.zorza.eu/l/{link.code}"
    assert link.target == (f"https://zorza.eu/rye?utm_source=bluesky&utm_medium=social&utm_campaign=zytni-tydzien"
                           f"&utm_content=p{post.pk}")  # fmt: skip
    assert (link.campaign, link.post, link.channel) == (campaign, post, channel)


def test_a_post_s_own_wish_for_its_links_stands_above_its_campaign(cast: Cast, channel: Channel) -> None:
    said = Words("https://zorza.eu/rye")
    out = linking.send_out(channel, said, Stands(campaign=begin(cast), wish="plain"), now=NOW)
    assert out == said


def test_a_post_that_joins_later_brings_its_clicks(cast: Cast, channel: Channel) -> None:
    campaign, post = begin(cast), write(cast, channel, "https://zorza.eu")
    link = linking.shorten(channel=channel, target="https://zorza.eu", stands=Stands(post.pk), now=NOW)
    linking.open_link(code=link.rpartition("/")[2], is_person=True, now=NOW)
    assert result_of(campaign, NOW).all_clicks == 0
    posts.join_campaign(posts=[post], campaign=campaign, workspace=cast.bakery, by=cast.anna, now=NOW)
    assert result_of(campaign, NOW).all_clicks == 1


def test_posts_of_another_shop_never_join(cast: Cast, channel: Channel) -> None:
    theirs = posts.create_post(workspace=cast.florist, by=cast.celina, now=NOW, idea="Tulips")
    n = posts.join_campaign(posts=[theirs], campaign=begin(cast), workspace=cast.bakery, by=cast.anna, now=NOW)
    theirs.refresh_from_db()
    assert (n, theirs.campaign) == (0, None)


def test_the_ways_of_counting_stand_side_by_side(cast: Cast) -> None:
    campaign = begin(cast, metric="orders", target=20)
    order(cast, first="rye-week", last="other")
    order(cast, last="rye-week", coupon="rye10")
    order(cast, last="rye-week", state="cancelled")
    order(cast, coupon="RYE10")
    found = result_of(campaign, NOW)
    assert (found.all_last, found.first, found.all_coupon) == (1, 1, 2)
    assert found.counts == "last"


def test_a_shop_that_tells_no_visits_is_counted_by_coupon(cast: Cast) -> None:
    campaign = begin(cast, metric="orders", target=20)
    order(cast, coupon="RYE10")
    found = result_of(campaign, NOW)
    assert (found.all_last, found.first, found.counts) == (None, None, "coupon")
    assert found.measured == {TODAY: 1}


def test_days_are_those_of_the_shop(cast: Cast) -> None:
    campaign = begin(cast, metric="orders", target=20)
    order(cast, datetime.fromisoformat("2026-11-21T23:30:00+00:00"), last="rye-week")
    assert result_of(campaign, NOW).measured == {TODAY + timedelta(days=1): 1}  # half past midnight in Warsaw


def test_a_campaign_that_falls_short_is_told_once(cast: Cast) -> None:
    campaign = begin(cast, days_ago=7)
    for n in range(28):
        row = ShortLink.objects.get_or_create(workspace=cast.bakery, code="usual", defaults={
            "target": "https://a.eu", "target_hash": "usual", "created_at": NOW})[0]  # fmt: skip
        Clicks.objects.create(link=row, day=campaign.starts_on - timedelta(days=n + 1), count=9 + n % 3)
    click(campaign, dict.fromkeys(range(7), 2))
    judging.look_at_campaigns(NOW)
    judging.look_at_campaigns(NOW + timedelta(days=1))
    alarm = Alarm.objects.get()
    assert (alarm.seen, alarm.metric) == (14, "clicks")
    [told] = Alert.objects.filter(kind="campaign", person=cast.anna)
    assert f"/campaigns/{campaign.pk}/" in told.url
    assert result_of(campaign, NOW).standing.kind == "short"
    assert queries.underperforming(cast.bakery, NOW)[0].campaign == campaign
    page = cast.client(cast.anna).get(f"/w/zorza/campaigns/{campaign.pk}/").content.decode()
    assert "Short of the plan" in page
    assert "What you could do" in page


def test_a_campaign_on_plan_is_left_in_peace(cast: Cast) -> None:
    campaign = begin(cast, days_ago=7)
    click(campaign, dict.fromkeys(range(7), 10))
    judging.look_at_campaigns(NOW)
    assert not Alarm.objects.exists()
    assert result_of(campaign, NOW).standing.kind == "on"


def test_what_nobody_counts_is_not_said_to_fall_short(cast: Cast, settings: Any) -> None:
    settings.BASE_URL, settings.IS_HTTPS = "http://localhost:8000", False
    uncounted = [begin(cast, days_ago=9), begin(cast, days_ago=9, metric="orders", coupon="")]
    judging.look_at_campaigns(NOW)
    assert not Alarm.objects.exists()
    assert {one.campaign.pk for one in queries.unmeasured(cast.bakery, NOW)} == {one.pk for one in uncounted}


def test_no_message_wins_on_a_handful_of_posts(cast: Cast, channel: Channel, settings: Any) -> None:
    from vitrino.attribution import actions

    campaign = begin(cast)
    pairs = {write(cast, channel, f"Post {n}", campaign).pk: "ab"[n % 2] for n in range(4)}
    test = actions.compare_messages(campaign=campaign, first="Warm", second="Cheap", posts=pairs, measure="clicks",
                                    by=cast.anna, now=NOW)  # fmt: skip
    judging.look_at_messages(NOW)
    test.refresh_from_db()
    assert test.verdict["winner"] == ""
    assert test.verdict["needed"] > 10
    page = cast.client(cast.anna).get(f"/w/zorza/campaigns/{campaign.pk}/").content.decode()
    assert "Nothing can be said yet" in page


def test_a_wish_without_a_number_gets_a_proposal_on_the_page(cast: Cast) -> None:
    given = {"title": "More presence", "metric": "", "starts_on": "2026-11-22", "ends_on": "2099-01-01"}
    client = cast.client(cast.anna)
    given["ends_on"] = "2026-12-05"
    answer = client.post("/w/zorza/campaigns/new/", given | {"starts_on": "2099-11-22", "ends_on": "2099-12-05"})
    assert answer.status_code == 422
    assert "14 clicks in 14 days" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_from_the_form_to_what_was_learnt(cast: Cast, channel: Channel) -> None:
    client = cast.client(cast.anna)
    given = {"title": "Rye week", "metric": "clicks", "target": "140", "starts_on": "2099-11-22",
             "ends_on": "2099-12-05", "budget": "1 250,50", "currency": "pln", "channels": [channel.pk],
             "message": "Rye is back", "audience": "Neighbours", "coupon": "RYE10"}  # fmt: skip
    assert client.post("/w/zorza/campaigns/new/", given).status_code == 302
    campaign = Campaign.objects.get()
    assert (campaign.tag, campaign.budget_minor, campaign.currency) == ("rye-week", 125_050, "PLN")
    assert campaign.plan == [10.0] * 14
    there = f"/w/zorza/campaigns/{campaign.pk}/"
    weekdays = {f"weekday-{n}": "1" if n < 6 else "0" for n in range(7)}
    assert client.post(f"{there}plan/", weekdays).status_code == 302
    campaign.refresh_from_db()
    assert (len(campaign.plan), min(campaign.plan)) == (14, 0)
    short = {f"day-{n}": "1" for n in range(14)}
    refused = client.post(f"{there}plan/", short)
    assert (refused.status_code, "add up to 14" in refused.content.decode()) == (422, True)
    assert client.post(f"{there}change/", given | {"title": "Rye weeks"}).status_code == 302
    assert client.post(f"{there}end/", {"lesson": ""}).status_code == 422
    assert client.post(f"{there}end/", {"lesson": "Videos of the oven."}).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.title, campaign.tag, campaign.lesson) == ("Rye weeks", "rye-week", "Videos of the oven.")
    assert "Videos of the oven." in client.get(there).content.decode()
    assert client.post(f"{there}change/", given).status_code == 422


def test_two_campaigns_of_one_name_are_told_apart(cast: Cast) -> None:
    assert [begin(cast).tag, begin(cast).tag] == ["rye-week", "rye-week-2"]


def test_costs_are_looked_at_stored_once_and_taken_out(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    campaign, client = begin(cast), cast.client(cast.anna)
    table = "Campaign,Day,Cost\nRye week,2026-10-20,5.00\nCakes,2026-10-20,7.00\nRye week,soon,7.00\n"

    def bring() -> str:
        file = SimpleUploadedFile("costs.csv", table.encode())
        return str(client.post("/w/zorza/campaigns/costs/", {"file": file})["Location"])

    there = bring()
    page = client.get(there).content.decode()
    assert "in which currency" in page
    assert "column “Day”" in page
    assert not AdCost.objects.exists()
    assert client.post(there, {"currency": "PLN", "store": "1"}).status_code == 302
    client.post(bring(), {"currency": "PLN", "store": "1"})
    assert sorted(AdCost.objects.values_list("amount_minor", "campaign")) == [(500, campaign.pk), (700, None)]
    found = result_of(campaign, NOW)
    assert found.cost == {"PLN": 500}
    assert [one.name for one in queries.unmatched_costs(cast.bakery)] == ["Cakes"]
    file = queries.cost_files(cast.bakery)[0]
    client.post(f"/w/zorza/campaigns/costs/{file.pk}/removal/")
    assert not AdCost.objects.exists()


def test_a_price_of_an_order_is_a_range_and_an_anecdote(cast: Cast) -> None:
    from vitrino.attribution import pages
    from vitrino.attribution.models import CostFile

    campaign = begin(cast, days_ago=10)
    file = CostFile.objects.create(workspace=cast.bakery, name="x", source="table", brought_at=NOW)
    AdCost.objects.create(workspace=cast.bakery, file=file, campaign=campaign, source="table", day=TODAY,
                          last_day=TODAY, amount_minor=6_000, currency="PLN", key="1")  # fmt: skip
    assert queries.spent_without_result(cast.bakery, NOW)[0].campaign == campaign
    for _n in range(6):
        order(cast, last="rye-week")
    [priced] = pages.campaign_page(campaign, NOW)["prices"]
    assert "5.0" in priced.an_order  # 60 zł by 11.8 …
    assert "23." in priced.an_order or "22.9" in priced.an_order  # … and by 2.6
    assert "anecdote" in str(priced.note)
    assert queries.spent_without_result(cast.bakery, NOW) == []


def test_two_currencies_are_not_added(cast: Cast) -> None:
    from vitrino.attribution import pages
    from vitrino.attribution.models import CostFile

    campaign = begin(cast)
    click(campaign, {0: 10})
    file = CostFile.objects.create(workspace=cast.bakery, name="x", source="table", brought_at=NOW)
    for currency in ("PLN", "EUR"):
        AdCost.objects.create(workspace=cast.bakery, file=file, campaign=campaign, source="table", day=TODAY,
                              last_day=TODAY, amount_minor=6_000, currency=currency, key=currency)  # fmt: skip
    assert [one.a_click for one in pages.campaign_page(campaign, NOW)["prices"]] == ["–", "–"]


def test_many_posts_join_at_once_and_one_from_the_composer(cast: Cast, channel: Channel) -> None:
    campaign, client = begin(cast), cast.client(cast.anna)
    mine = [write(cast, channel, f"Post {n}") for n in range(3)]
    client.post("/w/zorza/campaigns/posts/", {"post": [one.pk for one in mine[:2]], "campaign": campaign.pk})
    assert set(queries.posts_of_campaign(campaign)) == set(mine[:2])
    there = f"/w/zorza/campaigns/posts/{mine[2].pk}/"
    assert "Rye week" in client.get(there, headers={"HX-Request": "true"}).content.decode()
    assert "Saved." in client.post(there, {"campaign": campaign.pk}, headers={"HX-Request": "true"}).content.decode()
    assert queries.posts_of_campaign(campaign).count() == 3
    foreign = Campaign.objects.create(workspace=cast.florist, title="Tulips", metric="clicks", target=1, tag="t",
                                      starts_on=TODAY, ends_on=TODAY, created_at=NOW)  # fmt: skip
    assert client.post(there, {"campaign": foreign.pk}).status_code == 404


def test_where_orders_come_from_is_shown_with_its_limits(cast: Cast) -> None:
    order(cast, datetime.now(NOW.tzinfo) - timedelta(days=3), last="rye-week", first="rye-week")
    Order.objects.update(heard_of="A friend")
    page = cast.client(cast.anna).get("/w/zorza/campaigns/orders/").content.decode()
    assert "bluesky" in page
    assert "a friend" in page
    assert "must not be added" in page
    assert "1 (0.0 to 4.7)" in page


@pytest.mark.parametrize("path", ["campaigns/", "campaigns/{pk}/", "campaigns/orders/", "campaigns/posts/"])
def test_more_rows_ask_no_more_of_the_database(cast: Cast, channel: Channel, path: str) -> None:
    first = begin(cast)

    def fill(n: int) -> None:
        for _n in range(n):
            campaign = begin(cast)
            for target in (campaign, first):
                post = write(cast, channel, "Rye", target)
                click(target, {0: 3}, post)
                order(cast, datetime.now(NOW.tzinfo), last=target.tag, first=target.tag, coupon="RYE10")

    def cost() -> int:
        client = cast.client(cast.anna)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(f"/w/zorza/{path.format(pk=first.pk)}").status_code == 200
        return len(seen)

    fill(2)
    few = cost()
    fill(6)
    assert cost() == few


def test_what_the_checkup_asks(cast: Cast, channel: Channel) -> None:
    campaign = begin(cast, days_ago=20, budget_minor=100, currency="PLN")
    assert list(queries.over_without_lesson(cast.bakery, TODAY)) == [campaign]
    assert queries.spent_over_budget(cast.bakery) == []
    assert list(queries.posts_without_campaign(cast.bakery, NOW)) == []
    with pytest.raises(Problem):
        campaigns.plan_by_weekday(campaign=campaign, weights=[0.0] * 7, by=cast.anna, now=NOW)
    assert MessageTest.objects.count() == 0
