"""What is kept of people who wrote reviews or were asked for one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.domain.message import say
from vitrino.reviews.models import Consent, PersonalWord, Review, ReviewRequest, ReviewVersion
from vitrino.workspace.keeping import Holding, Subject

GONE = "forgotten-{pk}@invalid.example"


def held(subject: Subject) -> list[Holding]:
    """Their reviews with what these said before, the requests they got, and whether they agreed to them."""
    reviews: list[dict[str, object]] = [
        {"at": one.at, "text": one.text, "stars": one.rating} for one in _reviews(subject)
    ]
    before: list[dict[str, object]] = [
        {"until": one.until_at, "text": one.text, "stars": one.rating} for one in _versions(subject)
    ]
    requests: list[dict[str, object]] = [
        {"order": one.order_number, "state": one.state, "sent": one.sent_at, "reminded": one.reminded_at}
        for one in _requests(subject)
    ]
    consents: list[dict[str, object]] = [
        {"source": one.source, "given": one.given_at, "withdrawn": one.withdrawn_at} for one in _consents(subject)
    ]
    return [
        Holding(say("Reviews"), reviews),
        Holding(say("What reviews said before"), before),
        Holding(say("Requests for a review"), requests),
        Holding(say("Consent to be asked for reviews"), consents),
    ]


def erase(subject: Subject, now: datetime) -> int:
    """Empty the words and names. Stars stay, so that counts stay right; whoever wanted no mails gets none again."""
    reviews = list(_reviews(subject).values_list("pk", flat=True))
    _versions(subject).update(text="")
    PersonalWord.objects.filter(review__in=reviews).delete()
    emptied = Review.objects.filter(pk__in=reviews).update(author="", text="", url="", themes=[])
    for row in _requests(subject):
        fresh = {"email": GONE.replace("{pk}", str(row.pk)), "name": "", "due_at": None}
        emptied += ReviewRequest.objects.filter(pk=row.pk).update(**fresh)
    # A "no" is the one thing that has to be remembered, or the next order would bring a mail again.
    emptied += _consents(subject).filter(withdrawn_at=None).delete()[0]
    return emptied + _consents(subject).update(source="")


def _reviews(subject: Subject) -> QuerySet[Review]:
    mine = Review.objects.filter(workspace=subject.workspace)
    return mine.filter(arrival_id__in=subject.arrivals) | mine.filter(conversation_id__in=subject.conversations)


def _versions(subject: Subject) -> QuerySet[ReviewVersion]:
    return ReviewVersion.objects.filter(review__in=_reviews(subject).values("pk"))


def _requests(subject: Subject) -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.filter(workspace=subject.workspace, email__in=_emails(subject))


def _consents(subject: Subject) -> QuerySet[Consent]:
    return Consent.objects.filter(workspace=subject.workspace, email__in=_emails(subject))


def _emails(subject: Subject) -> list[str]:
    return [email.lower() for email in subject.emails]
