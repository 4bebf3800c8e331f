"""One press at a notice of too much selling puts drafts where they help, and plans nothing."""

from __future__ import annotations

import pytest

from vitrino.checkup import actions, remedies
from vitrino.checkup.models import Notice
from vitrino.checkup.tests.shops import balance_overselling
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, assemble


@pytest.mark.django_db
def test_one_press_makes_drafts_and_plans_nothing() -> None:
    cast = assemble()
    balance_overselling.make_ill(cast)
    actions.run(workspace=cast.bakery, now=NOW)
    planned, written = Publication.objects.count(), Post.objects.count()
    notice = Notice.objects.get(rule="balance.overselling")
    remedies.apply(notice=notice, action="balance-week", by=cast.anna, now=NOW)
    drafts = Post.objects.order_by("-pk")[: Post.objects.count() - written]
    assert len(drafts) == 5
    assert all(one.variants.get().channel.platform == "mastodon" for one in drafts)
    assert Publication.objects.count() == planned
