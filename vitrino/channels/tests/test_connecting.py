"""Letting Vitrino in: rows 73 to 76 of the bad inputs, and what a platform may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from vitrino.channels import actions, credentials, gateway, queries, vault
from vitrino.channels.models import Channel, ConnectAttempt
from vitrino.connect import registry
from vitrino.connect.connector import Platform
from vitrino.connect.errors import AuthLost, Refused
from vitrino.connect.records import Credentials, Profile, Redirect
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
STATE = "state-of-this-test"


@dataclass
class Gatekeeper:
    """An authenticator that lets in whoever `account` says, by the way of the browser or at once."""

    account: str = "zorza"
    at_once: bool = False
    scopes: tuple[str, ...] = ()
    refused: bool = False
    renewals: list[str] = field(default_factory=list)
    lost: bool = False

    def begin(self, door: Door, fields: Mapping[str, str], redirect_uri: str, state: str) -> Credentials | Redirect:
        if self.refused:
            raise Refused(say("This is not a handle."))
        if self.at_once:
            return self._in()
        return Redirect(f"https://platform.example/allow?state={state}", state, {"verifier": Secret("canary-1")})

    def finish(self, door: Door, keep: Mapping[str, str], params: Mapping[str, str]) -> Credentials:
        assert keep == {"verifier": "canary-1"}
        return self._in()

    def refresh(self, door: Door, old: Credentials) -> Credentials:
        if self.lost:
            raise AuthLost()
        self.renewals.append(old.secrets["access_token"].reveal())
        return Credentials({"access_token": Secret(f"canary-{len(self.renewals) + 2}")}, old.public)

    def _in(self) -> Credentials:
        return Credentials({"access_token": Secret("canary-2")}, {"account": self.account}, scopes=self.scopes)


class Speaker:
    """A connector that only knows who it is."""

    def __init__(self, door: Door, credentials: Credentials, clock: object) -> None:
        self._account = credentials.public["account"]

    def probe(self) -> Profile:
        return Profile(self._account, self._account, self._account.title(), f"https://platform.example/{self._account}")

    def history(self, limit: int) -> list[object]:
        return []


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gatekeeper:
    gate = Gatekeeper()
    real = registry.platform("mastodon")
    fake = Platform(real.manifest, Speaker, gate, real.twin)  # type: ignore[arg-type]
    monkeypatch.setattr(registry, "platform", lambda key: fake)
    return gate


def begin(people: Cast, channel: Channel | None = None, now: datetime = NOW) -> Channel | actions.Away:
    return actions.begin_connect(
        workspace=people.bakery, platform="mastodon", fields={}, by=people.anna, now=now, channel=channel
    )


def state_of(away: Channel | actions.Away) -> str:
    assert isinstance(away, actions.Away)
    return away.url.partition("state=")[2]


def test_the_way_round_by_the_browser_ends_with_a_channel(people: Cast, gate: Gatekeeper) -> None:
    channel = actions.finish_connect(params={"state": state_of(begin(people)), "code": "1"}, by=people.anna, now=NOW)
    assert (channel.handle, channel.state, channel.opened_by) == ("zorza", "connected", people.anna)
    assert credentials.load(channel).secrets == {"access_token": Secret("canary-2")}
    assert Event.objects.filter(kind="channel.connected", person=people.anna).exists()


def test_only_a_hash_of_the_state_and_no_secret_is_stored(people: Cast, gate: Gatekeeper) -> None:
    state = state_of(begin(people))
    attempt = ConnectAttempt.objects.get()
    assert state not in attempt.state_hash
    assert b"canary" not in bytes(attempt.sealed)
    channel = actions.finish_connect(params={"state": state}, by=people.anna, now=NOW)
    assert b"canary" not in bytes(Channel.objects.get(pk=channel.pk).sealed)
    assert "canary" not in str(list(Channel.objects.values()))


@pytest.mark.parametrize("case", ["no state", "foreign state", "used twice", "too late", "another person"])
def test_an_answer_nobody_here_waits_for_changes_nothing(people: Cast, gate: Gatekeeper, case: str) -> None:
    state, by, now = state_of(begin(people)), people.anna, NOW
    match case:
        case "no state":
            state = ""
        case "foreign state":
            state = "made up"
        case "used twice":
            actions.finish_connect(params={"state": state}, by=by, now=now)
            Channel.objects.all().delete()
        case "too late":
            now = NOW + timedelta(minutes=10)
        case "another person":
            by = people.celina
    with pytest.raises(Problem, match="not begun here"):
        actions.finish_connect(params={"state": state}, by=by, now=now)
    assert not Channel.objects.exists()


def test_who_lost_the_right_meanwhile_can_not_finish(people: Cast, gate: Gatekeeper) -> None:
    state = state_of(begin(people))
    people.bakery.memberships.filter(person=people.anna).update(role="viewer")
    with pytest.raises(Problem):
        actions.finish_connect(params={"state": state}, by=people.anna, now=NOW)


def test_saying_no_on_the_platform_uses_the_attempt_up(people: Cast, gate: Gatekeeper) -> None:
    params = {"state": state_of(begin(people)), "error": "access_denied"}
    with pytest.raises(Problem, match="did not let Vitrino in"):
        actions.finish_connect(params=params, by=people.anna, now=NOW)
    with pytest.raises(Problem, match="not begun here"):
        actions.finish_connect(params={"state": params["state"]}, by=people.anna, now=NOW)


def test_connecting_again_as_another_account_never_swaps_it_silently(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once = True
    channel = begin(people)
    assert isinstance(channel, Channel)
    gate.account = "somebody-else"
    with pytest.raises(Problem, match="somebody-else"):
        begin(people, channel)
    channel.refresh_from_db()
    assert (channel.handle, channel.token_version) == ("zorza", 1)


def test_connecting_again_opens_the_same_channel_with_a_new_sign_in(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once = True
    first = begin(people)
    assert isinstance(first, Channel)
    actions.disconnect(channel=first, by=people.anna, now=NOW)
    assert bytes(Channel.objects.get(pk=first.pk).sealed) == b""
    again = begin(people)
    assert isinstance(again, Channel)
    assert (again.pk, again.state, again.token_version) == (first.pk, "connected", 2)


def test_a_refusal_comes_back_in_the_platforms_words(people: Cast, gate: Gatekeeper) -> None:
    gate.refused = True
    with pytest.raises(Problem, match="This is not a handle"):
        begin(people)


def test_rights_that_were_not_given_are_listed(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once, gate.scopes = True, ("read",)
    channel = begin(people)
    assert isinstance(channel, Channel)
    assert queries.missing_scopes(channel)
    assert all(scope.startswith("write") for scope in queries.missing_scopes(channel))


def test_a_sign_in_moved_to_another_channel_is_not_opened(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once = True
    one = begin(people)
    gate.account = "other"
    two = begin(people)
    assert isinstance(one, Channel)
    assert isinstance(two, Channel)
    two.sealed = one.sealed
    with pytest.raises(AuthLost):
        credentials.load(two)


def test_two_that_find_the_token_expired_refresh_it_once(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once = True
    channel = begin(people)
    assert isinstance(channel, Channel)
    mine, theirs = Channel.objects.get(pk=channel.pk), Channel.objects.get(pk=channel.pk)
    credentials.refresh(mine, object())  # type: ignore[arg-type]
    credentials.refresh(theirs, object())  # type: ignore[arg-type]
    assert gate.renewals == ["canary-2"]
    assert credentials.load(theirs).secrets == {"access_token": Secret("canary-3")}


def test_new_tokens_are_stored_before_anybody_uses_them(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once = True
    channel = begin(people)
    assert isinstance(channel, Channel)
    credentials.refresh(channel, object())  # type: ignore[arg-type]
    stored = Channel.objects.get(pk=channel.pk)
    assert vault.unseal(bytes(stored.sealed), credentials.place_of(stored)) == {"access_token": Secret("canary-3")}
    assert (stored.token_version, stored.refreshing_until) == (2, None)


def test_a_failed_refresh_gives_the_lease_back(people: Cast, gate: Gatekeeper) -> None:
    gate.at_once, gate.lost = True, True
    channel = begin(people)
    assert isinstance(channel, Channel)
    with pytest.raises(AuthLost):
        credentials.refresh(channel, object())  # type: ignore[arg-type]
    assert Channel.objects.get(pk=channel.pk).refreshing_until is None


def test_a_rehearsal_needs_a_name_and_is_marked(people: Cast) -> None:
    with pytest.raises(Problem):
        actions.rehearse(workspace=people.bakery, platform="mastodon", handle=" @ ", name="", by=people.anna, now=NOW)
    channel = actions.rehearse(workspace=people.bakery, platform="mastodon", handle="@zorza", name="", by=people.anna,
                               now=NOW)  # fmt: skip
    assert channel.is_rehearsal
    assert queries.has_rehearsal(people.bakery)
    assert not queries.has_rehearsal(people.florist)


def test_two_rehearsals_of_one_shop_share_a_world_and_two_shops_do_not(people: Cast) -> None:
    made = {
        name: actions.rehearse(workspace=shop, platform="mastodon", handle=name, name="", by=None, now=NOW)
        for name, shop in (("one", people.bakery), ("two", people.bakery), ("three", people.florist))
    }
    assert gateway.twin_of(made["one"]) is gateway.twin_of(made["two"])
    assert gateway.twin_of(made["one"]) is not gateway.twin_of(made["three"])
