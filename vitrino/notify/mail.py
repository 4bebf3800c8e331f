"""An alert as an e-mail, in the person's language."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from vitrino.notify.models import Alert
from vitrino.notify.queries import message_of
from vitrino.ui.words import words


def compose(alert: Alert) -> EmailMessage:
    """Subject: the sentence; body: the sentence, the way to the page, and how to get fewer of these."""
    with translation.override(alert.person.language):
        sentence = words(message_of(alert))
        subject = " ".join(f"{alert.workspace.name}: {sentence}".split())[:150]
        lines = [
            sentence,
            "",
            _("Open it here:"),
            settings.BASE_URL + alert.url,
            "",
            _("You choose which e-mails you get under Settings, Notifications."),
        ]
    # One Message-ID for each alert: a mail sent twice after a lost answer is shown once by most mail programs.
    headers = {"Message-ID": f"<alert-{alert.pk}@vitrino>"}
    return EmailMessage(subject, "\n".join(lines), None, [alert.person.email], headers=headers)
