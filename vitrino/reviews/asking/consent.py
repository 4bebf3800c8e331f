"""Who agreed to be asked for reviews, and who wants no more of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.asking import Event
from vitrino.reviews.asking import moving
from vitrino.reviews.models import Consent, ReviewRequest
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

MOST_AT_ONCE = 2_000


@transaction.atomic
def note(*, workspace: Workspace, emails: Collection[str], source: str, by: Person, now: datetime) -> int:
    """These people agreed, and where; whoever wanted no more mails stays out. How many are new. Raises Problem."""
    if not source.strip():
        raise Problem(say("Write down where they agreed, so that you can show it later."), "source")
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails if email.strip()))
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Problem(say("Give between 1 and {n} addresses.", n=MOST_AT_ONCE), "emails")
    for email in wanted:
        _check(email)
    fresh = [Consent(workspace=workspace, email=email, source=source.strip()[:200], given_at=now) for email in wanted]
    before = Consent.objects.filter(workspace=workspace).count()
    Consent.objects.bulk_create(fresh, ignore_conflicts=True)
    made = Consent.objects.filter(workspace=workspace).count() - before
    record("reviews.consents-noted", workspace=workspace, by=by, now=now, count=made)
    return made


@transaction.atomic
def withdraw(*, workspace: Workspace, email: str, now: datetime, by: Person | None = None) -> None:
    """No more requests to this address, whatever any shop system says; what is under way ends."""
    withdrawn, is_new = Consent.objects.get_or_create(workspace=workspace, email=email.lower())
    if not is_new and withdrawn.withdrawn_at is not None:
        return
    withdrawn.withdrawn_at = now
    withdrawn.save(update_fields=["withdrawn_at"])
    for row in ReviewRequest.objects.filter(workspace=workspace, email=email.lower(), state__in=moving.OPEN):
        moving.move(row, Event.WITHDRAW, now, ended_at=now, due_at=None)
    record("reviews.consent-withdrawn", workspace=workspace, by=by, now=now)


def agreed(workspace: Workspace, emails: Collection[str], shop_says: Collection[str]) -> set[str]:
    """Those of these addresses that may be asked. shop_says: addresses whose consent the shop system knows."""
    known = Consent.objects.filter(workspace=workspace, email__in=emails)
    own = {
        email: (given_at, gone_at)
        for email, given_at, gone_at in known.values_list("email", "given_at", "withdrawn_at")
    }
    return {
        email for email in emails
        if (own[email][0] is not None and own[email][1] is None if email in own else email in shop_says)
    }  # fmt: skip


def _check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Problem(say("“{email}” is no e-mail address.", email=email[:80]), "emails") from None
