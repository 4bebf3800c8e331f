"""The e-mail with an invitation's link."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from vitrino.workspace.models import Invitation

logger = logging.getLogger(__name__)


def send(invitation: Invitation, link: str) -> bool:
    """Send it in the shop's language. False when no mail could be sent: the link is on the page as well."""
    with translation.override(invitation.workspace.language):
        subject = _("{shop} invites you to Vitrino").format(shop=invitation.workspace.name)
        text = _("You are invited to help with the social media of {shop}. Open this link within 14 days:").format(
            shop=invitation.workspace.name
        )
    try:
        EmailMessage(" ".join(subject.split()), f"{text}\n\n{link}", None, [invitation.email]).send()
    except OSError as error:
        logger.warning("invitation %s could not be mailed: %s", invitation.pk, type(error).__name__)
        return False
    return True
