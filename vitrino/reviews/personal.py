"""What the reviews keep of a person: what they wrote, and whether they were asked to."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from vitrino.domain.message import say
from vitrino.reviews.models import Consent, PersonalWord, Report, Review, ReviewRequest, ReviewVersion, Upload
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Their reviews with earlier wordings, and what was sent to their proven address."""
    written: list[dict[str, object]] = [
        {"at": one.at, "author": one.author, "stars": one.rating, "text": one.text, "address": one.url,
         "before": [version.text for version in one.versions.all()]}
        for one in _theirs(subject).prefetch_related("versions")
    ]  # fmt: skip
    asked: list[dict[str, object]] = [
        {"order": one.order_number, "e-mail": one.email, "name": one.name, "state": one.state}
        for one in _requests(subject)
    ]
    agreed: list[dict[str, object]] = [
        {"e-mail": one.email, "from": one.source, "given": one.given_at, "withdrawn": one.withdrawn_at}
        for one in Consent.objects.filter(workspace=subject.workspace, email__in=subject.emails)
    ]
    return [
        Holding(say("Reviews"), written),
        Holding(say("Requests for a review"), asked),
        Holding(say("Consent to be asked"), agreed),
    ]


def erase(subject: Subject, now: datetime) -> int:
    """The stars and the day stay; words, author and address go. Files that brought them are emptied too."""
    theirs = list(_theirs(subject).values_list("pk", flat=True))
    ReviewVersion.objects.filter(review__in=theirs).update(text="")
    Report.objects.filter(review__in=theirs).update(note="")
    PersonalWord.objects.filter(review__in=theirs).delete()
    _forget_consents(subject)
    emptied = _requests(subject).delete()[0] + _empty_uploads(subject)
    return emptied + Review.objects.filter(pk__in=theirs).update(author="", text="", given="", url="", themes=[])


def _theirs(subject: Subject) -> QuerySet[Review]:
    wanted = Q(arrival__in=subject.arrivals) | Q(conversation__in=subject.conversations)
    for platform, remote_id in subject.accounts:
        wanted |= Q(arrival__channel__platform=platform, arrival__author_id=remote_id)
    return Review.objects.filter(wanted, workspace=subject.workspace).order_by("pk")


def _requests(subject: Subject) -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.filter(workspace=subject.workspace, email__in=subject.emails)


def _forget_consents(subject: Subject) -> None:
    """A "no" is the one thing that stays, or the next order would bring a mail again."""
    mine = Consent.objects.filter(workspace=subject.workspace, email__in=subject.emails)
    mine.filter(withdrawn_at=None).delete()
    mine.update(source="")


def _empty_uploads(subject: Subject) -> int:
    """A file with a line of theirs."""
    traces = [one.encode() for one in subject.traces]
    files = Upload.objects.filter(workspace=subject.workspace).exclude(content=b"").values_list("pk", "content")
    found = [pk for pk, content in files if any(one in bytes(content) for one in traces)]
    return Upload.objects.filter(pk__in=found).update(content=b"")
