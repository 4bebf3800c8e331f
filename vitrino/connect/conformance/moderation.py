"""Acts on what others wrote, and taking back what we wrote."""

from __future__ import annotations

from vitrino.connect.conformance.harness import Cases
from vitrino.connect.conformance.manifests import ACTIONS
from vitrino.connect.errors import AuthLost, RateLimited
from vitrino.connect.records import Arrival, ArrivalKind
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
