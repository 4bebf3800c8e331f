"""What goes out arrives once, whole, and can be found again."""

from __future__ import annotations

from datetime import timedelta
from unittest import SkipTest

from vitrino.connect.conformance.harness import Cases, picture
from vitrino.connect.errors import OutcomeUnknown, Refused, Unsupported
from vitrino.connect.manifest import PollRule
from vitrino.connect.records import OutgoingMedia, OutgoingPost, Poll, Published

LIVELY = (
    'Zażółć gęślą jaźń — ĉiu ĵaŭde! 🥖👩‍👩‍👧‍👦\n\nRye & "spelt" <b>bold</b> {name} &amp; 50 % off\n'
    "https://bakery.example/rye?a=1&b=2 #Bread"
)


class PublishingCases(Cases):
    def test_a_post_is_published_with_its_id_and_address(self) -> None:
        published = self.publish(self.post())
        assert published.remote_id
        assert published.url.startswith(("https://", "http://"))
        assert [post.remote_id for post in self.world()] == [published.remote_id]

    def test_the_text_arrives_unchanged(self) -> None:
        self.publish(self.post(LIVELY))
        assert [post.text for post in self.world()] == [LIVELY]

    def test_a_look_finds_what_was_published(self) -> None:
        self.need_look()
        post = self.post(LIVELY)
        kept = self.prepare(post)
        published = self.publish(post, kept)
        self.clock.advance(60)
        found = self.look(post, kept).found
        assert [(seen.remote_id, seen.url) for seen in found] == [(published.remote_id, published.url)]
        assert found[0].at.utcoffset() == timedelta(0)
        assert abs(found[0].at - post.created_at) < timedelta(minutes=5)

    def test_a_look_before_publishing_finds_nothing_and_is_fresh(self) -> None:
        self.need_look()
        for has_history in (False, True):
            if has_history:
                self.publish(self.post("Something else.", key="older"))
                self.clock.advance(3600)
            post = self.post()
            sighting = self.look(post, self.prepare(post))
            assert not sighting.found
            assert sighting.fresh, f"history: {has_history}"

    def test_an_old_list_is_not_called_fresh(self) -> None:
        """A timeline from before our newest known post proves nothing about the new one."""
        self.need_look()
        self.publish(self.post("Known and newest.", key="older"))
        self.clock.advance(60)
        post = self.post()
        kept = self.prepare(post)
        self.publish(post, kept)
        self.break_reads("lagging", times=50, wait_s=3000)
        sighting = self.look(post, kept)
        assert sighting.found or not sighting.fresh

    def test_two_posts_are_told_apart(self) -> None:
        self.need_look()
        first, second = self.post("First.", key="a"), self.post("Second.", key="b")
        one, two = self.publish(first), self.publish(second)
        assert one.remote_id != two.remote_id
        assert [seen.remote_id for seen in self.look(first).found] == [one.remote_id]

    def test_preparing_is_safe_to_repeat_and_shows_nothing(self) -> None:
        post = self.post(media=self.pictures(1))
        kept = self.prepare(post)
        again = self.connector().prepare(post, kept)
        assert again == kept, "what is already there is not uploaded again"
        assert all(isinstance(value, str) for pair in kept.items() for value in pair)
        self.prepare(post)
        assert self.world() == []

    def test_a_repeated_commit_makes_no_second_post(self) -> None:
        if self.safety not in ("keyed", "idempotency-key", "staged"):
            raise SkipTest(f"{self.manifest.name} can't recognise a repeat")
        post = self.post(media=self.pictures(1))
        kept = self.prepare(post)
        outcomes = [self.outcome(post, kept) for _time in range(3)]
        assert len(self.world()) == 1
        for outcome in outcomes:
            same = isinstance(outcome, Published) and outcome.remote_id == self.world()[0].remote_id
            assert same or isinstance(outcome, OutcomeUnknown), "said to be failed although it is out"

    def test_a_commit_is_one_write_that_the_door_must_not_repeat(self) -> None:
        post = self.post()
        kept = self.prepare(post)
        self.harness.door.sent.clear()
        self.connector().commit(post, kept)
        writes = [request for request in self.harness.door.sent if request.method != "GET"]
        assert [request.repeatable for request in writes] == [False]
        assert self.commit_path in writes[0].url

    def test_looking_and_reading_never_write(self) -> None:
        post = self.post()
        published = self.publish(post)
        self.harness.door.sent.clear()
        self.connector().probe()
        if self.safety != "blind":
            self.look(post)
        if self.manifest.can("metrics.post"):
            self.connector().measure([published.remote_id])
        assert {request.method for request in self.harness.door.sent} <= {"GET", "HEAD"}

    def test_pictures_arrive_with_their_alternative_texts(self) -> None:
        self.need("publish.image")
        self.publish(self.post(media=self.pictures(1)))
        assert [post.alt_texts for post in self.world()] == [("Picture 0: ŝinko & kaŝtanoj",)]

    def test_several_pictures_keep_their_order(self) -> None:
        rule = self.manifest.media_rule("image")
        if rule is None or rule.max_count < 2:
            self.need("publish.carousel")
        self.publish(self.post(media=self.pictures(2)))
        assert [len(post.alt_texts) for post in self.world()] == [2]
        assert self.world()[0].alt_texts[1].startswith("Picture 1")

    def test_more_pictures_than_allowed_are_refused_before_anything_is_out(self) -> None:
        self.need("publish.image")
        rule = self.manifest.media_rule("image")
        post = self.post(media=self.pictures(rule.max_count + 1 if rule else 99))
        self._refused(post)

    def test_a_text_over_the_limit_is_refused_with_words(self) -> None:
        self._refused(self.post("a" * (self.manifest.text.value.limit + 1)))

    def test_an_answer_stands_below_the_post_of_the_customer(self) -> None:
        self.need("reply.public", "read.comments")
        self.hear("comment")
        (arrival,) = self.pull_all("comment")[0].values()
        assert arrival.reply is not None
        before = {post.remote_id for post in self.world()}
        self.publish(self.post("Yes, till noon!", key="answer", kind="reply", reply_to=arrival.reply))
        (answer,) = [post for post in self.world() if post.remote_id not in before]
        assert answer.parent_id == arrival.remote_id
        assert "Yes, till noon!" in answer.text

    def test_the_second_part_of_a_thread_hangs_below_the_first(self) -> None:
        self.need("publish.thread")
        first = self.publish(self.post("One", key="t-1"))
        second = self.publish(
            self.post("Two", key="t-2", reply_to=self.reference(first), root=self.reference(first)),
        )
        self.publish(self.post("Three", key="t-3", reply_to=self.reference(second), root=self.reference(first)))
        assert [post.parent_id for post in self.world()] == ["", first.remote_id, second.remote_id]

    def test_a_first_comment_stands_below_the_post_and_can_be_found(self) -> None:
        self.need("first_comment")
        first = self.publish(self.post())
        self.clock.advance(1)
        comment = OutgoingPost("c-1", "Baked this morning.", self.clock(), kind="comment",
                               reply_to=self.reference(first), root=self.reference(first))  # fmt: skip
        kept = self.prepare(comment)
        published = self.publish(comment, kept)
        (below,) = [post for post in self.world() if post.parent_id == first.remote_id]
        assert (below.remote_id, below.text) == (published.remote_id, "Baked this morning.")
        assert [seen.remote_id for seen in self.look(comment, kept).found] == [published.remote_id]

    def test_a_poll_arrives_with_its_answers(self) -> None:
        self.need("publish.poll")
        rule = self.poll_rule()
        options = ("Rye", "Spelt", "Zażółć gęślą 🥖")[: rule.most_options]
        post = self.post("Which bread on Friday?", poll=Poll(options, rule.least_s))
        kept = self.prepare(post)
        published = self.publish(post, kept)
        assert [(found.text, found.options) for found in self.world()] == [("Which bread on Friday?", options)]
        assert [seen.remote_id for seen in self.look(post, kept).found] == [published.remote_id]

    def test_a_poll_the_platform_would_not_take_is_refused_with_words(self) -> None:
        if not self.manifest.can("publish.poll"):
            self._refused_or_unsupported(Poll(("Rye", "Spelt"), 3600))
            return
        rule = self.poll_rule()
        answers = tuple(str(number) for number in range(rule.most_options + 1))
        for wrong in (Poll(answers[:1], rule.least_s), Poll(answers, rule.least_s), Poll(("Rye", "Rye"), rule.least_s),
                      Poll(("Rye", "x" * (rule.option.limit + 1)), rule.least_s), Poll(("Rye", ""), rule.least_s),
                      Poll(("Rye", "Spelt"), rule.least_s - 1), Poll(("Rye", "Spelt"), rule.most_s + 1)):  # fmt: skip
            self._refused(self.post(poll=wrong))
        self._refused(self.post(poll=Poll(("Rye", "Spelt"), rule.least_s), media=self.pictures(1)))

    def poll_rule(self) -> PollRule:
        assert self.manifest.poll is not None, "a platform that claims polls says what they may be"
        return self.manifest.poll.value

    def _refused_or_unsupported(self, poll: Poll) -> None:
        try:
            self.publish(self.post(poll=poll))
        except (Unsupported, Refused):
            assert self.world() == []
            return
        raise AssertionError("a poll went out as a plain post")

    def pictures(self, count: int) -> tuple[OutgoingMedia, ...]:
        return tuple(picture(f"Picture {number}: ŝinko & kaŝtanoj", width=number + 2) for number in range(count))

    def _refused(self, post: OutgoingPost) -> None:
        words = ""
        try:
            self.publish(post)
        except Refused as refused:
            words = str(refused).strip()
        assert words, "the platform would refuse this, and so must we"
        assert self.world() == []
