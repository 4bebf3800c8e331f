"""On a shop that is well kept the checkup says nothing, though it could judge every part of it."""

from __future__ import annotations

import pytest

from vitrino.checkup import actions, queries
from vitrino.checkup.models import Trouble
from vitrino.checkup.tests import well_kept
from vitrino.workspace.tests.cast import NOW, assemble

pytestmark = pytest.mark.django_db


def test_a_well_kept_shop_hears_nothing_of_all_rules() -> None:
    people = assemble()
    well_kept.keep(people)
    actions.run(workspace=people.bakery, now=NOW)
    assert [f"{one.rule}: {one.template} {one.values}" for one in queries.notices(people.bakery)] == []
    assert not Trouble.objects.exists()
    day = queries.today(people.bakery)
    assert day is not None
    assert (day.points, day.unknown) == (100, [])
    assert set(day.areas.values()) == {100}
    text = people.client(people.anna).get("/w/zorza/checkup/").content.decode()
    assert "All is well." in text
