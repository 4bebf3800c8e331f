"""What a scheduled post will send stays in the library until it is out."""

from __future__ import annotations

import pytest

from vitrino.domain.problem import Problem
from vitrino.media import actions as media
from vitrino.media.models import Asset
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import set_up

pytestmark = pytest.mark.django_db


def test_a_picture_of_a_scheduled_post_stays_though_the_post_no_longer_shows_it() -> None:
    stage = set_up("instagram")
    cast = stage.cast
    row = stage.plan()
    asset = Asset.objects.get(pk=row.content["media"][0]["asset"])
    with pytest.raises(Problem, match="still used in one place"):
        media.delete_asset(asset=asset, by=cast.anna, now=stage.now)
    Publication.objects.filter(pk=row.pk).update(state="published")
    media.delete_asset(asset=asset, by=cast.anna, now=stage.now)
    assert not Asset.objects.exists()
