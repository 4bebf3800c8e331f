"""The address a customer gets: a signed number. It opens one page and the way out, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from vitrino.reviews.models import ReviewRequest

_SIGNER = signing.Signer(salt="reviews.request")


def token_of(row: ReviewRequest) -> str:
    return _SIGNER.sign(str(row.pk))


def request_for(token: str) -> ReviewRequest | None:
    """The request behind an address; None for one that was not made here."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return ReviewRequest.objects.select_related("workspace").filter(pk=pk).first()


def address_of(row: ReviewRequest) -> str:
    return settings.BASE_URL + reverse("reviews:customer", kwargs={"token": token_of(row)})


def way_out_of(row: ReviewRequest) -> str:
    return settings.BASE_URL + reverse("reviews:no-more", kwargs={"token": token_of(row)})
