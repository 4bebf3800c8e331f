"""Praise that becomes a post, and reviews that are reported to their site."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.quoting import is_verbatim
from vitrino.domain.reviews.standing import PRAISE
from vitrino.posts import actions as posts
from vitrino.reviews.models import Report, Review
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.posts.models import Post

LEAST_NOTE = 15


@transaction.atomic
def mark_usable(*, review: Review, is_usable: bool, by: Person, now: datetime) -> Review:
    """Good to quote, or not after all. Raises Problem for criticism and for a review without words."""
    if is_usable and ((review.rating or PRAISE) < PRAISE or not review.text.strip()):
        raise Problem(say("Only praise with words in it can be quoted."))
    review.usable_at = now if is_usable else None
    review.save(update_fields=["usable_at"])
    record("reviews.marked-usable", workspace=review.workspace_id, by=by, now=now, about=review, is_usable=is_usable)
    return review


@transaction.atomic
def make_post(*, review: Review, quote: str, shows_name: bool, consent: str, source: str, by: Person,
              now: datetime) -> Post:  # fmt: skip
    """A draft that quotes the review, with a link to where it stands.

    consent: how the person agreed to be named; without it their name is not in the post. Raises Problem for a quotation
    that says something else than the review, and for one that is gone.
    """
    quote = " ".join(quote.split()).strip('"“”„«» ')
    if review.gone_at is not None:
        raise Problem(say("This review is no longer there, so it can't be quoted."))
    if not is_verbatim(quote, review.text):
        raise Problem(say("Quote the review's own words. You may leave some out with “…”."), "quote")
    if shows_name and len(consent.strip()) < LEAST_NOTE:
        raise Problem(say("Write down how and when this person agreed to be named."), "consent")
    name = review.author if shows_name and review.author else ""
    who = say("{name}, on {source}", name=name, source=source) if name else say("A customer on {source}", source=source)
    idea = f"“{quote}”\n\n— {words(who)}"
    post = posts.create_post(workspace=review.workspace, by=by, now=now, idea=idea)
    draft = posts.Draft(idea, link=review.url, language=review.workspace.language)
    posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
    review.post, review.usable_at = post, review.usable_at or now
    review.save(update_fields=["post", "usable_at"])
    record("reviews.quoted", workspace=review.workspace_id, by=by, now=now, about=review, named=bool(name))
    return post


@transaction.atomic
def report(*, review: Review, reason: str, note: str, by: Person, now: datetime) -> Report:
    """Write down that a review is reported to its site, and why. It stays in all numbers until the site removes it.

    Raises Problem without a breach: being bad, or wrong in the shop's eyes, is none.
    """
    if reason not in Report.Reason.values:
        raise Problem(say("Choose what the review breaches. Being bad is no breach; answer it instead."), "reason")
    if len(note.strip()) < LEAST_NOTE:
        raise Problem(say("Say in a sentence what shows it."), "note")
    if review.reports.filter(outcome=Report.Outcome.OPEN).exists():
        raise Problem(say("This review is reported already, and there is no answer yet."), "reason")
    made = Report.objects.create(review=review, reason=reason, note=note.strip(), by=by, at=now)
    record("reviews.reported", workspace=review.workspace_id, by=by, now=now, about=made, reason=reason)
    return made


@transaction.atomic
def close_report(*, report: Report, outcome: str, by: Person, now: datetime) -> Report:
    """What the site did with it."""
    if outcome not in (Report.Outcome.REMOVED, Report.Outcome.KEPT):
        raise Problem(say("Choose one of the two answers."), "outcome")
    report.outcome = outcome
    report.save(update_fields=["outcome"])
    if outcome == Report.Outcome.REMOVED:
        Review.objects.filter(pk=report.review_id, gone_at=None).update(gone_at=now)
    record("reviews.report-closed", workspace=report.review.workspace_id, by=by, now=now, about=report, outcome=outcome)
    return report
