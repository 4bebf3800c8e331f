"""What the sample shop promised it has kept: nobody meets it with a broken promise."""

from __future__ import annotations

import pytest
from django.utils import timezone

from vitrino.complaints import jobs
from vitrino.complaints.models import Case, Step
from vitrino.demo.actions import open_sample_shop
from vitrino.workspace.tests.cast import assemble

pytestmark = pytest.mark.django_db


def test_the_promised_cake_was_brought_in_time() -> None:
    open_sample_shop(by=assemble().anna, now=timezone.now())
    for case in Case.objects.filter(due_at__lte=timezone.now()):
        jobs.attend(case, timezone.now())
    events = list(Step.objects.order_by("at", "pk").values_list("event", flat=True))
    assert events == ["acknowledge", "promise", "give_remedy"]
