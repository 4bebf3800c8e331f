"""A contest that waits for its next step stands on Today, for whoever may take it."""

from __future__ import annotations

from typing import Any

import pytest

from vitrino.contests.tests import scene
from vitrino.today.needs import needs_of
from vitrino.workspace.models import Membership
from vitrino.workspace.tests.cast import assemble

pytestmark = pytest.mark.django_db


def test_a_draw_that_is_due_stands_on_today(settings: Any, tmp_path: Any) -> None:
    settings.VITRINO_DATA = tmp_path
    cast = assemble()
    contest = scene.closed(cast)
    anna, bruno = (Membership.objects.get(person=person) for person in (cast.anna, cast.bruno))

    def told(member: Membership, at: Any) -> list[str]:
        return [one.title for one in needs_of(cast.bakery, member, at) if f"/contests/{contest.pk}/" in one.url]

    assert told(anna, scene.CLOSED) == []
    assert told(anna, scene.DRAW) == ["Bread for a month"]
    assert told(bruno, scene.DRAW) == []
