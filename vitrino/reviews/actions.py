"""Changes to reviews and to what the shop does about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from vitrino.connect.reading import link
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.themes import Theme
from vitrino.reviews.answering import drop_thanks as drop_thanks
from vitrino.reviews.answering import keep_thanks as keep_thanks
from vitrino.reviews.answering import note_answer as note_answer
from vitrino.reviews.answering import thank as thank
from vitrino.reviews.asking.asking import open_page as open_page
from vitrino.reviews.asking.asking import say_reviewed as say_reviewed
from vitrino.reviews.asking.asking import schedule_due as schedule_due
from vitrino.reviews.asking.asking import set_policy as set_policy
from vitrino.reviews.asking.consent import note as note_consents
from vitrino.reviews.asking.consent import withdraw as withdraw_consent
from vitrino.reviews.bringing.keeping import bring as bring
from vitrino.reviews.bringing.keeping import keep as keep
from vitrino.reviews.bringing.keeping import read_so as read_so
from vitrino.reviews.bringing.keeping import write_down as write_down
from vitrino.reviews.following import follow as follow
from vitrino.reviews.models import AskingPolicy, Disclosure, Measure, ReviewPlace
from vitrino.reviews.using import close_report as close_report
from vitrino.reviews.using import make_post as make_post
from vitrino.reviews.using import mark_usable as mark_usable
from vitrino.reviews.using import report as report
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

__all__ = ["note_consents", "withdraw_consent"]
MOST_PLACES = 12


@transaction.atomic
def add_place(*, workspace: Workspace, name: str, url: str, by: Person, now: datetime) -> ReviewPlace:
    """One more place where customers can review; it comes last. Raises Problem."""
    mine = ReviewPlace.objects.filter(workspace=workspace)
    if not link(url):
        raise Problem(say("A link begins with https://."), "url")
    if mine.count() >= MOST_PLACES:
        raise Problem(say("{n} places are enough; nobody reads a longer list.", n=MOST_PLACES), "url")
    last = mine.aggregate(last=Max("position"))["last"] or 0
    made = ReviewPlace.objects.create(workspace=workspace, name=name.strip()[:80], url=link(url), position=last + 1)
    record("reviews.place-added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_place(*, place: ReviewPlace, by: Person, now: datetime) -> None:
    """No longer send customers there. Raises Problem for the last one while customers are asked."""
    others = ReviewPlace.objects.filter(workspace=place.workspace_id).exclude(pk=place.pk)
    if not others.exists() and _is_asking(place.workspace_id):
        raise Problem(say("Customers are being asked, so one place must stay. Switch asking off first."))
    record("reviews.place-dropped", workspace=place.workspace_id, by=by, now=now, about=place)
    place.delete()


@transaction.atomic
def take_measure(*, workspace: Workspace, theme: str, text: str, by: Person, now: datetime) -> Measure:
    """Write down what the shop does about a theme; what was done before ends. Raises Problem."""
    if theme not in set(Theme) or not text.strip():
        raise Problem(say("Write down what you do about it."), "text")
    Measure.objects.filter(workspace=workspace, theme=theme, ended_at=None).update(ended_at=now)
    made = Measure.objects.create(workspace=workspace, theme=theme, text=text.strip()[:300], by=by, at=now)
    record("reviews.measure-taken", workspace=workspace, by=by, now=now, about=made, theme=theme)
    return made


@transaction.atomic
def end_measure(*, measure: Measure, by: Person, now: datetime) -> Measure:
    """Done, or given up; whether reviews still speak of it is seen anew."""
    measure.ended_at = measure.ended_at or now
    measure.save(update_fields=["ended_at"])
    record("reviews.measure-ended", workspace=measure.workspace_id, by=by, now=now, about=measure)
    return measure


@transaction.atomic
def state(*, workspace: Workspace, by: Person, now: datetime, **statement: Any) -> Disclosure:
    """What the shop says about its reviews. Raises Problem for a statement the law asks more about."""
    if statement.get("checking", "none") != "none" and not statement.get("how", "").strip():
        raise Problem(say("The law asks how you check it. Say it in a sentence."), "how")
    if not statement.get("shows_all") and not statement.get("left_out", "").strip():
        raise Problem(say("Say which reviews are not shown."), "left_out")
    made, _is_new = Disclosure.objects.update_or_create(workspace=workspace, defaults={**statement, "changed_at": now})
    record("reviews.disclosure-stated", workspace=workspace, by=by, now=now, about=made)
    return made


def _is_asking(workspace_id: int) -> bool:
    return AskingPolicy.objects.filter(workspace_id=workspace_id, since__isnull=False).exists()
