"""What a text risks stands beside it before it goes out; grave claims are asked about, nothing is blocked silently."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from vitrino.posts import composer, risking
from vitrino.posts.models import Post, Variant
from vitrino.posts.tests.composing import channel
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def variant(cast: Cast, text: str, language: str = "en") -> Variant:
    post = Post.objects.create(workspace=cast.bakery, idea=text, language=language, created_at=NOW, changed_at=NOW)
    return Variant.objects.create(post=post, channel=channel(cast, "mastodon"))


def test_a_claim_on_health_is_asked_about_and_other_claims_are_only_named(cast: Cast) -> None:
    asked = composer.problems_of(variant(cast, "Our tea cures colds. The best tea in town!"))
    assert [one.values["words"] for one in asked] == ["cures colds"]
    assert composer.problems_of(variant(cast, "The best tea in town, only today!")) == ()


def test_a_topic_of_the_list_is_found_in_a_polish_text_with_its_ending(cast: Cast) -> None:
    Strategy.objects.create(workspace=cast.bakery, version=1, in_force_from=NOW - timedelta(days=1), by=cast.anna,
                            avoid="Polityka\nkonkurencja")  # fmt: skip
    guard = risking.guard_of(cast.bakery)
    found = risking.risks(guard, "Po wyborach kawa, u konkurencji herbata.", "pl", NOW)
    assert [one.words for one in found] == ["wyborach", "konkurencji"]


def test_a_promise_says_until_when_it_stands(cast: Cast) -> None:
    found = risking.risks(risking.guard_of(cast.bakery), "We answer within 24 hours.", "en", NOW)
    assert [one.reason.values["day"] for one in found] == [(NOW + timedelta(days=1)).date().isoformat()]


def test_the_composer_shows_the_reason_better_words_and_the_way_to_a_proof(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    post = variant(cast, "Clinically tested soap.").post
    shown = client.get(f"/w/{cast.bakery.slug}/posts/{post.pk}/").content.decode()
    assert "names a test or experts" in shown
    assert "who tested what" in shown
    assert "proofs/?claim=Clinically%20tested" in shown


def test_the_card_of_a_text_without_risk_stays_empty(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    post = variant(cast, "Fresh rye bread from seven.").post
    assert 'id="risks-' not in client.get(f"/w/{cast.bakery.slug}/posts/{post.pk}/").content.decode()
