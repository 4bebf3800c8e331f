"""What happens to contests while nobody looks: entries come in, and a list is closed before public chance comes out."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from vitrino.contests import collecting, drawing, queries
from vitrino.contests.models import Award, Contest, Entry
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.notify import actions as notify

logger = logging.getLogger(__name__)

# A list that nobody closed is closed so long before the draw; otherwise it could be changed with the number in sight.
BEFORE_DRAW = timedelta(minutes=30)
KIND = "contest"
KEPT = timedelta(days=365)
NOTHING = dict.fromkeys(("account", "author", "handle", "text", "url", "salt", "note"), "")


def gather_all(now: datetime) -> int:
    """Entries of every running contest; how many contests there are."""
    running = list(queries.running())
    for one in running:
        collecting.gather(contest=one, now=now)
    return len(running)


def attend(now: datetime) -> None:
    """Say what is due, and close what must not wait any longer."""
    for one in queries.running().filter(closes_at__lte=now):
        _tell(one, "entries-over", say("Entries of “{title}” are over. Look through them and close the list.",
                                       title=one.title), "contests:entries", now)  # fmt: skip
        if now >= one.draw_at - BEFORE_DRAW:
            _close(one, now)
    for one in queries.to_be_drawn(now):
        _tell(
            one, "draw-due", say("It is time to draw the winners of “{title}”.", title=one.title), "contests:draw", now
        )
    for award in queries.late_awards(now):
        _tell(award.contest, f"late:{award.pk}",
              say("A winner of “{title}” has not answered in time. Let the next reserve move up, or wait.",
                  title=award.contest.title), "contests:draw", now)  # fmt: skip
        award.reminded_at = now
        award.save(update_fields=["reminded_at"])


@transaction.atomic
def forget_old(now: datetime) -> int:
    """What the rules promise: a year after its end a contest knows nobody any more but its winners; how many it forgot.

    The list and its hashes stay, so that the proof goes on to hold.
    """
    over = Contest.objects.filter(Q(drawn_at__lt=now - KEPT) | Q(called_off_at__lt=now - KEPT))
    winners = Award.objects.filter(contest__in=over, passed="").exclude(accepted_at=None).values("entry")
    known = Entry.objects.filter(contest__in=over).exclude(pk__in=winners)
    return known.exclude(salt="", account="", author="", text="").update(**NOTHING)


def _close(contest: Contest, now: datetime) -> None:
    try:
        drawing.close(contest=contest, by=None, now=now)
    except Problem as problem:
        logger.info("the list of contest %s stays open: %s", contest.pk, problem.message.template)


def _tell(contest: Contest, key: str, message: Message, page: str, now: datetime) -> None:
    """Once for each key."""
    url = reverse(page, kwargs={"slug": contest.workspace.slug, "pk": contest.pk})
    notify.alert(workspace=contest.workspace, kind=KIND, key=f"contest:{contest.pk}:{key}", message=message, url=url,
                 now=now)  # fmt: skip
