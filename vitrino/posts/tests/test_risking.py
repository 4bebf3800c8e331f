"""What a text risks stands beside it before it goes out; grave claims are asked about, nothing is blocked silently."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from vitrino.posts import composer, risking
from vitrino.posts.models import Post, Variant
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.strategy.models import Strategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_up()


def variant(stage: Stage, text: str, language: str = "en") -> Variant:
    post = Post.objects.create(workspace=stage.cast.bakery, idea=text, language=language, created_at=stage.now,
                               changed_at=stage.now)  # fmt: skip
    return Variant.objects.create(post=post, channel=stage.channel)


def test_a_claim_on_health_is_asked_about_and_other_claims_are_only_named(stage: Stage) -> None:
    asked = composer.problems_of(variant(stage, "Our tea cures colds. The best tea in town!"))
    assert [one.values["words"] for one in asked] == ["cures colds"]
    assert composer.problems_of(variant(stage, "The best tea in town, only today!")) == ()


def test_a_topic_of_the_list_is_found_in_a_polish_text_with_its_ending(stage: Stage) -> None:
    Strategy.objects.create(workspace=stage.cast.bakery, version=1, in_force_from=stage.now - timedelta(days=1),
                            by=stage.cast.anna, avoid="Polityka\nkonkurencja")  # fmt: skip
    guard = risking.guard_of(stage.cast.bakery)
    found = risking.risks(guard, "Po wyborach kawa, u konkurencji herbata.", "pl", stage.now)
    assert [one.words for one in found] == ["wyborach", "konkurencji"]


def test_a_promise_says_until_when_it_stands(stage: Stage) -> None:
    found = risking.risks(risking.guard_of(stage.cast.bakery), "We answer within 24 hours.", "en", stage.now)
    assert [one.reason.values["day"] for one in found] == [(stage.now + timedelta(days=1)).date().isoformat()]


def test_the_composer_shows_the_reason_better_words_and_the_way_to_a_proof(client: Client, stage: Stage) -> None:
    client.force_login(stage.cast.anna)
    post = variant(stage, "Clinically tested soap.").post
    shown = client.get(f"/w/{stage.cast.bakery.slug}/posts/{post.pk}/").content.decode()
    assert "names a test or experts" in shown
    assert "who tested what" in shown
    assert "proofs/?claim=Clinically%20tested" in shown


def test_the_card_of_a_text_without_risk_stays_empty(client: Client, stage: Stage) -> None:
    client.force_login(stage.cast.anna)
    post = variant(stage, "Fresh rye bread from seven.").post
    assert 'id="risks-' not in client.get(f"/w/{stage.cast.bakery.slug}/posts/{post.pk}/").content.decode()
