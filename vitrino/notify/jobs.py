"""E-mails on their way: sent, or tried again later and later."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.engine.work import work
from vitrino.notify import mail
from vitrino.notify.models import Delivery

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12


def waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.WAITING).select_related("alert__person", "alert__workspace")


@work("notify.delivery", waiting, lease_s=60)
def deliver(row: Delivery, now: datetime) -> datetime | None:
    """Send one e-mail. An alert read in the page meanwhile is still sent: it is proof, and cheap."""
    try:
        mail.compose(row.alert).send()
    except OSError as error:
        return _failed(row, error, now)
    Delivery.objects.filter(pk=row.pk).update(state=Delivery.State.SENT, sent_at=now, attempts=row.attempts + 1)
    return None


def _failed(row: Delivery, error: OSError, now: datetime) -> datetime | None:
    """smtplib's errors are OSErrors too."""
    attempts = row.attempts + 1
    is_over = attempts >= MAX_ATTEMPTS
    logger.warning("e-mail %s failed (%s of %s): %s", row.pk, attempts, MAX_ATTEMPTS, type(error).__name__)
    state = Delivery.State.GIVEN_UP if is_over else Delivery.State.WAITING
    Delivery.objects.filter(pk=row.pk).update(attempts=attempts, state=state, last_error=str(error)[:300])
    return None if is_over else now + timedelta(seconds=min(3600, 10 * 2**attempts))
