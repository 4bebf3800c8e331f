"""Acts on what others wrote, and taking back what we wrote."""

from __future__ import annotations

from dataclasses import replace
from unittest import SkipTest

from vitrino.connect.conformance.harness import Cases, picture
from vitrino.connect.conformance.manifests import ACTIONS
from vitrino.connect.errors import AuthLost, RateLimited, Refused, Unsupported
from vitrino.connect.records import Arrival, ArrivalKind, Reference
from vitrino.connect.twin import Fault, FaultKind


class ModerationCases(Cases):
    def test_claimed_acts_on_a_customers_text_work_and_can_be_repeated(self) -> None:
        claimed = [
            action for action, need in ACTIONS.items() if need in self.manifest.capabilities and need != "delete"
        ]
        if not claimed:
            self.need("hide", "mute", "block", "report")
        arrival = self._arrival()
        assert arrival.reply is not None
        for action in claimed:
            self.connector().act(arrival.reply, action)
            self.connector().act(arrival.reply, action)

    def test_a_deleted_post_is_gone_and_deleting_twice_is_fine(self) -> None:
        self.need("delete")
        post = self.post()
        published = self.publish(post)
        for _time in range(2):
            self.connector().act(self.reference(published), "delete")
        assert self.world() == []
        if self.safety != "blind":
            assert not self.look(post).found

    def test_an_edited_post_says_the_new_words_and_keeps_the_rest(self) -> None:
        self.need("edit")
        post = self.post(media=(picture("A loaf"),))
        published = self.publish(post)
        for _time in range(2):
            self.connector().edit(self.reference(published), "Sold out & gone — dziękujemy! 🥖")
        (found,) = self.world()
        assert (found.remote_id, found.text) == (published.remote_id, "Sold out & gone — dziękujemy! 🥖")
        assert found.alt_texts == ("A loaf",)
        edited = replace(post, text="Sold out & gone — dziękujemy! 🥖")
        assert [seen.text for seen in self.look(edited).found] == [edited.text]

    def test_what_is_gone_can_not_be_edited(self) -> None:
        self.need("edit", "delete")
        published = self.publish(self.post())
        self.connector().act(self.reference(published), "delete")
        try:
            self.connector().edit(self.reference(published), "Too late")
        except Refused:
            return
        raise AssertionError("an edit of nothing passed unnoticed")

    def test_an_edit_that_is_not_claimed_is_unsupported(self) -> None:
        if self.manifest.can("edit"):
            raise SkipTest(f"{self.manifest.name} lets programs edit")
        try:
            self.connector().edit(Reference("1"), "New words")
        except Unsupported:
            return
        raise AssertionError("an edit that nobody offers passed unnoticed")

    def test_trouble_while_acting_is_told_apart(self) -> None:
        self.need("delete")
        published = self.publish(self.post())
        troubles: dict[FaultKind, type[Exception]] = {"rate-limited": RateLimited, "expired-token": AuthLost}
        for kind, expected in troubles.items():
            self.mend()
            self.twin.faults.append(Fault(kind))
            try:
                self.connector().act(self.reference(published), "delete")
            except expected:
                continue
            raise AssertionError(f"{kind} passed unnoticed")

    def _arrival(self) -> Arrival:
        # Most platforms let one hide only what stands below one's own posts.
        kind: ArrivalKind = "comment" if self.manifest.can("read.comments") else self.any_kind()
        remote_id = self.hear(kind)
        return self.pull_all(kind)[0][remote_id]
