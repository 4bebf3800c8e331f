"""Nothing goes out that people did not agree to, in exactly these words; and what they agreed to goes on by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vitrino.approval import actions as approval
from vitrino.approval import queries as agreed
from vitrino.approval.models import ClientLink, Request
from vitrino.channels.models import Installation
from vitrino.domain.problem import Problem
from vitrino.engine.ticker import run_until_idle
from vitrino.notify.models import Alert
from vitrino.posts import actions as posts
from vitrino.posts.models import Post, Variant
from vitrino.publishing import actions, agreeing, pages, waiting
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, fresh, set_up
from vitrino.workspace.models import Event, Membership, Person
from vitrino.workspace.tests.cast import join, person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Bakery:
    """A shop whose posts are asked about. Bruno writes; Anna owns it; Dora is one of those who are asked."""

    def __init__(self, mode: str, *names: str) -> None:
        self.stage: Stage = set_up()
        self.dora = person("Dora")
        join(self.dora, self.stage.cast.bakery, "viewer")
        Membership.objects.filter(person=self.stage.cast.bruno).update(role="editor")
        self.people = {"Anna": self.stage.cast.anna, "Bruno": self.stage.cast.bruno, "Dora": self.dora}
        self.rule(mode, *names)
        self.post: Post = posts.create_post(workspace=self.stage.cast.bakery, by=self.stage.cast.bruno, now=self.now,
                                            idea="Rye on Monday", channels_wanted=[self.stage.channel])  # fmt: skip

    @property
    def now(self) -> datetime:
        return self.stage.now

    def rule(self, mode: str, *names: str) -> None:
        approval.set_rule(workspace=self.stage.cast.bakery, mode=mode, people=[self.people[name].pk for name in names],
                          by=self.stage.cast.anna, now=self.now)  # fmt: skip

    def plan(self, at: datetime | None = None) -> Publication:
        variant = Variant.objects.get(post=self.post)
        return actions.schedule(variant=variant, publish_at=at or self.now + HOUR, wall_time=None, time_zone="",
                                by=self.stage.cast.bruno, now=self.now)  # fmt: skip

    def edit(self, idea: str) -> None:
        self.post.refresh_from_db()
        draft = posts.Draft(idea, texts={self.stage.channel.pk: None})
        posts.save_post(post=self.post, version=self.post.version, draft=draft, by=self.stage.cast.bruno, now=self.now)

    def seen(self) -> str:
        return agreed.written(self.post).content_hash

    def agree(self, name: str) -> None:
        approval.agree(post=self.post, seen=self.seen(), by=self.people[name], now=self.now)

    def refuse(self, name: str, reason: str = "Say the price") -> None:
        approval.refuse(post=self.post, seen=self.seen(), reason=reason, by=self.people[name], now=self.now)

    def link(self) -> ClientLink:
        made, _token = approval.give_link(workspace=self.stage.cast.bakery, name="Hotel Fiołek", wanted=[self.post],
                                          days=14, by=self.stage.cast.anna, now=self.now)  # fmt: skip
        return made

    def later(self, **span: float) -> None:
        self.stage.later(**span)
        run_until_idle(self.now)

    def out(self) -> list[str]:
        return self.stage.out()

    def told(self, who: Person) -> list[str]:
        return [alert.template for alert in Alert.objects.filter(person=who, kind="approval").order_by("pk")]


def test_without_a_rule_nobody_is_asked() -> None:
    bakery = Bakery("nobody", "Dora")
    assert bakery.plan().state == "ready"
    assert not Request.objects.exists()


def test_a_planned_post_waits_for_a_word_and_then_goes_on_by_itself() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    assert (row.state, row.due_at, pages.row_of(row).sign.tone) == ("draft", None, "warn")
    assert bakery.told(bakery.dora) == ["{name} asks you to agree to “{text}”."]
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert fresh(row).state == "ready"
    bakery.later(hours=1)
    assert (fresh(row).state, bakery.out()) == ("published", ["Rye on Monday"])
    assert bakery.told(bakery.stage.cast.bruno) == ["{name} agreed to “{text}”."]
    assert Event.objects.filter(kind="approval.agreed", person=bakery.dora, object_id=str(bakery.post.pk)).exists()


def test_nothing_goes_out_while_nobody_agrees_and_the_shop_hears_that_its_time_is_over() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    for _hour in range(5):
        bakery.later(hours=1)
    assert (fresh(row).state, bakery.out()) == ("draft", [])
    over = Alert.objects.filter(person=bakery.stage.cast.bruno, kind="failed")
    assert [one.template for one in over] == ["“{text}” was to go out by now and still waits for agreement."]


def test_a_late_agreement_is_not_a_late_post_without_a_question() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.later(hours=6)
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert (fresh(row).state, fresh(row).reason["event"], bakery.out()) == ("needs_decision", "too_late", [])


def test_an_agreement_a_little_late_still_sends_it() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.later(hours=1, minutes=30)
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert (fresh(row).state, fresh(row).is_late, bakery.out()) == ("published", True, ["Rye on Monday"])


def test_a_change_after_the_agreement_does_not_go_out() -> None:
    """Row 83: the approval is bound to the hash of the content."""
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert fresh(row).state == "ready"
    bakery.edit("Rye on Tuesday, half price")
    bakery.later(minutes=3)
    assert fresh(row).state == "draft", "drawn back as soon as it is seen, not only when its time comes"
    assert bakery.told(bakery.dora)[-1] == "“{text}” was changed and waits for you again."
    bakery.later(hours=2)
    assert (fresh(row).state, bakery.out()) == ("draft", [])
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert bakery.out() == ["Rye on Tuesday, half price"]


def test_a_change_in_the_last_second_does_not_go_out_either() -> None:
    """The sweep had no time to see it: the check right before the send does."""
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.later(minutes=1)
    bakery.stage.later(hours=1)
    bakery.edit("Rye for nothing")
    row = bakery.stage.work(row)
    assert (row.state, bakery.out()) == ("draft", [])


def test_a_word_taken_back_in_the_last_second_stops_the_post() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.later(minutes=1)
    bakery.stage.later(hours=1)
    bakery.refuse("Dora")
    assert (bakery.stage.work(row).state, bakery.out()) == ("draft", [])


def test_going_back_to_the_agreed_words_needs_no_second_word() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.edit("Something else")
    bakery.later(minutes=3)
    bakery.edit("Rye on Monday")
    bakery.later(hours=1)
    assert (fresh(row).state, bakery.out()) == ("published", ["Rye on Monday"])


def test_all_must_agree_and_one_refusal_stops_it() -> None:
    bakery = Bakery("all", "Anna", "Dora")
    row = bakery.plan()
    bakery.agree("Anna")
    bakery.later(minutes=1)
    assert fresh(row).state == "draft"
    bakery.refuse("Dora")
    bakery.later(hours=2)
    assert (fresh(row).state, bakery.out()) == ("draft", [])
    assert bakery.told(bakery.stage.cast.bruno)[-1] == "{name} asks for changes to “{text}”."


def test_the_writer_alone_is_not_enough_but_the_owner_is() -> None:
    bakery = Bakery("one", "Bruno", "Dora")
    row = bakery.plan()
    bakery.agree("Bruno")
    bakery.later(minutes=1)
    assert fresh(row).state == "draft"
    bakery.rule("one", "Bruno")
    bakery.agree("Anna")  # where only the writer is named, the owners are asked too
    bakery.later(minutes=1)
    assert fresh(row).state == "ready"


def test_a_client_agrees_by_link_and_it_goes_out() -> None:
    bakery = Bakery("all")
    link = bakery.link()
    row = bakery.plan()
    approval.agree(post=bakery.post, seen=bakery.seen(), by=link, now=bakery.now)
    bakery.later(minutes=1)
    assert fresh(row).state == "ready"
    approval.take_back_link(link=link, by=bakery.stage.cast.anna, now=bakery.now)
    bakery.later(hours=2)
    assert (fresh(row).state, bakery.out()) == ("draft", []), "what came through a link taken back counts no longer"


def test_when_nobody_is_asked_any_more_what_waits_goes_on() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.rule("nobody")
    bakery.later(minutes=1)
    assert fresh(row).state == "ready"


def test_more_people_asked_draw_a_planned_post_back() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.later(minutes=1)
    bakery.rule("all", "Dora", "Anna")
    bakery.later(minutes=1)
    assert fresh(row).state == "draft"


def test_a_deleted_post_stops_waiting() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    posts.delete_post(post=bakery.post, by=bakery.stage.cast.bruno, now=bakery.now)
    bakery.later(minutes=1)
    assert fresh(row).state == "cancelled"


def test_moving_a_waiting_post_moves_what_people_are_told() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    at = bakery.now + 5 * HOUR
    actions.reschedule(publication=row, publish_at=at, wall_time=None, time_zone="", by=bakery.stage.cast.bruno,
                       now=bakery.now)  # fmt: skip
    request = Request.objects.get(post=bakery.post)
    assert (fresh(row).state, request.needed_by) == ("draft", at)
    actions.cancel(publication=fresh(row), by=bakery.stage.cast.bruno, now=bakery.now)
    bakery.later(minutes=1)
    assert Request.objects.get(post=bakery.post).needed_by is None


def test_agreed_to_after_a_restore_it_waits_for_a_person_as_everything_does() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.stage.later(minutes=5)
    Installation.objects.update_or_create(defaults={"instance_id": "i", "last_held_at": bakery.now})  # released already
    bakery.agree("Dora")
    waiting.keep_to_agreements(bakery.now)
    assert (fresh(row).state, fresh(row).reason["event"]) == ("held", "restored")


def test_new_words_for_what_is_out_are_asked_about_too() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    bakery.later(minutes=1)
    bakery.later(hours=1)
    row = fresh(row)
    assert row.state == "published"
    for change in ("Rye for nothing", "Rye at half price"):
        with pytest.raises(Problem, match="agree to new words first"):
            agreeing.check_new_words(row, change)
    bakery.edit("Rye at half price")
    bakery.agree("Dora")
    agreeing.check_new_words(fresh(row), "Rye at half price")


def test_the_sweep_changes_nothing_a_second_time() -> None:
    bakery = Bakery("one", "Dora")
    row = bakery.plan()
    bakery.agree("Dora")
    assert waiting.keep_to_agreements(bakery.now) == 1
    steps = fresh(row).steps.count()
    assert waiting.keep_to_agreements(bakery.now) == 0
    assert fresh(row).steps.count() == steps


def test_a_thread_is_agreed_to_as_a_whole() -> None:
    bakery = Bakery("one", "Dora")
    variant = Variant.objects.get(post=bakery.post)
    variant.parts, variant.is_own, variant.text = ["Second"], True, "First"
    variant.save()
    rows = [bakery.plan(), *Publication.objects.filter(variant=variant).exclude(head=None)]
    if len(rows) < 2:
        pytest.skip("threads are not laid out")
    bakery.agree("Dora")
    bakery.later(minutes=1)
    assert {fresh(row).state for row in rows} == {"ready"}
    Variant.objects.filter(pk=variant.pk).update(parts=["Second, changed"])
    bakery.stage.later(hours=1)
    assert bakery.stage.work(rows[0]).state == "draft", "the first text is the same, the thread is not"
