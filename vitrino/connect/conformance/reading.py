"""What others write reaches us: all of it, each once by its id, with who and when."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args
from unittest import SkipTest

from vitrino.connect.conformance.harness import Cases
from vitrino.connect.records import PostFormat

MANY = 105


class ReadingCases(Cases):
    def test_each_claimed_kind_arrives_with_who_what_and_when(self) -> None:
        self.any_kind()
        for kind in self.kinds():
            remote_id = self.hear(kind, f"A {kind} about ŝinko!")
            self.clock.advance(60)
            arrival = self.pull_all(kind)[0][remote_id]
            assert (arrival.kind, arrival.text) == (kind, arrival.text)
            assert f"A {kind} about ŝinko!" in arrival.text
            assert arrival.author.remote_id
            assert "anna" in (arrival.author.handle or "anna"), "handles may be missing, but not be wrong"
            assert arrival.author.name in ("Anna Nowak", ""), "some platforms tell handles only, some names only"
            assert arrival.author.handle or arrival.author.name
            assert arrival.at.utcoffset() == timedelta(0)
            assert abs(arrival.at - self.clock()) < timedelta(minutes=5)
            assert arrival.thread_id
            assert arrival.reply is not None or kind == "review" or not self.manifest.can("reply.public")

    def test_a_comment_names_the_post_it_stands_below(self) -> None:
        self.need("read.comments")
        parent = self.parent()
        remote_id = self.hear("comment")
        assert self.pull_all("comment")[0][remote_id].parent_id == parent

    def test_a_review_brings_its_stars(self) -> None:
        self.need("read.reviews")
        remote_id = self.hear("review")
        assert self.pull_all("review")[0][remote_id].rating == 4

    def test_kinds_do_not_mix(self) -> None:
        if len(self.kinds()) < 2:
            raise SkipTest(f"{self.manifest.name} reads one kind only")
        written = {kind: self.hear(kind, f"This is a {kind}.") for kind in self.kinds()}
        for kind, remote_id in written.items():
            assert set(self.pull_all(kind)[0]) == {remote_id}, kind

    def test_own_words_are_not_arrivals(self) -> None:
        kind = self.any_kind()
        self.publish(self.post())
        assert self.pull_all(kind)[0] == {}

    def test_the_cursor_goes_on_with_an_overlap(self) -> None:
        kind = self.any_kind()
        first = self.hear(kind, "one")
        found, cursor = self.pull_all(kind)
        assert set(found) == {first}
        self.clock.advance(60)
        second = self.hear(kind, "two", author="bruno")
        found, cursor = self.pull_all(kind, cursor)
        assert second in found
        assert set(found) <= {first, second}
        self.clock.advance(3600)
        third = self.hear(kind, "three")
        assert third in self.pull_all(kind, cursor)[0]

    def test_the_same_cursor_gives_the_same_again(self) -> None:
        kind = self.any_kind()
        self.hear(kind)
        _, cursor = self.pull_all(kind)
        self.hear(kind, "again", author="bruno")
        assert self.pull_all(kind, cursor) == self.pull_all(kind, cursor)

    def test_a_source_without_news_stays_quiet(self) -> None:
        kind = self.any_kind()
        found, cursor = self.pull_all(kind)
        assert found == {}
        assert self.pull_all(kind, cursor)[0] == {}

    def test_nothing_is_lost_over_many_pages(self) -> None:
        kind = self.any_kind()
        written = self._many(kind)
        found, cursor = self.pull_all(kind)
        assert set(found) == written
        late = self.hear(kind, "one more", author="bruno")
        assert late in self.pull_all(kind, cursor)[0]

    def test_what_arrives_between_two_pages_is_not_lost(self) -> None:
        kind = self.any_kind()
        written, found, cursor = self._many(kind), set[str](), ""
        for number in range(200):
            page = self.connector().pull(kind, cursor)
            cursor = page.cursor
            found |= {arrival.remote_id for arrival in page.arrivals}
            if page.complete and number:
                break
            if number < 3:
                self.clock.advance(1)
                written.add(self.hear(kind, f"in between {number}", author="bruno"))
        self.clock.advance(3600)
        assert found | set(self.pull_all(kind, cursor)[0]) == written

    def test_an_empty_page_in_between_loses_nothing(self) -> None:
        kind = self.any_kind()
        for bad_page in range(4):
            self.setup_method()
            written, found, cursor = self._many(kind), set[str](), ""
            for number in range(30):
                if number == bad_page:
                    self.break_reads("empty-page")
                page = self.connector().pull(kind, cursor)
                cursor = page.cursor
                found |= {arrival.remote_id for arrival in page.arrivals}
            assert found == written, f"page {bad_page} was empty"

    def test_a_lost_answer_in_between_loses_nothing(self) -> None:
        kind = self.any_kind()
        written, found, cursor = self._many(kind), set[str](), ""
        for number in range(30):
            if number % 2:
                self.break_reads("answer-lost")
            try:
                page = self.connector().pull(kind, cursor)
            except Exception:
                continue
            cursor = page.cursor
            found |= {arrival.remote_id for arrival in page.arrivals}
        assert found == written

    def test_fields_nobody_has_heard_of_are_ignored(self) -> None:
        kind = self.any_kind()
        remote_id = self.hear(kind)
        self.break_reads("unknown-field", times=50)
        assert set(self.pull_all(kind)[0]) == {remote_id}
        self.connector().probe()
        self.break_commit("unknown-field")
        assert self.publish(self.post()).remote_id

    def test_history_shows_the_newest_own_posts_first(self) -> None:
        self.need("read.own_posts")
        ids = [self.twin.publish_past(f"Old {days}", self.clock() - timedelta(days=days)) for days in (9, 5, 2)]
        found = self.connector().history(2)
        assert [post.remote_id for post in found] == [ids[2], ids[1]]
        assert [post.text for post in found] == ["Old 2", "Old 5"]
        assert all(post.at.utcoffset() == timedelta(0) and post.url for post in found)
        assert found[0].at == self.clock() - timedelta(days=2)

    def test_the_whole_past_is_told_page_by_page(self) -> None:
        """More than fits on a page, each post once, newest first, with a cursor that can be handed in again."""
        self.need("read.own_posts")
        with self.quietly():
            ids = [self.twin.publish_past(f"Old {n}", self.clock() - timedelta(hours=n + 1)) for n in range(MANY)]
        pages = [self.connector().past("")]
        while pages[-1].cursor and len(pages) < MANY:
            pages.append(self.connector().past(pages[-1].cursor))
        assert [post.remote_id for page in pages for post in page.posts] == ids
        assert self.connector().past(pages[0].cursor).posts == pages[1].posts
        assert {post.format for page in pages for post in page.posts} <= set(get_args(PostFormat))

    def _many(self, kind: str) -> set[str]:
        """More than fits on a page, a minute apart, the last one now."""
        with self.quietly():
            start = self.clock() - timedelta(minutes=MANY)
            parent = self.parent() if kind == "comment" else ""
            rating = 3 if kind == "review" else None
            return {
                self.twin.write_as(
                    f"guest-{n}", f"Guest {n}", f"No {n}", start + timedelta(minutes=n), parent, kind, rating
                )
                for n in range(MANY)
            }
