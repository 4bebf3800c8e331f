"""The e-mail that asks for a review, and the one that reminds of it. The same words for everybody."""

from __future__ import annotations

from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from vitrino.reviews.asking import links
from vitrino.reviews.models import AskingPolicy, ReviewRequest


class NotSent(Exception):
    """The mail has certainly not left."""


def post(letter: EmailMessage) -> None:
    """Send it. Raises NotSent when the server was not there or said no, OSError when nobody knows."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise NotSent(type(error).__name__) from error
    letter.connection = connection
    try:
        letter.send()
    except OSError as error:
        if _is_refusal(error):
            raise NotSent(type(error).__name__) from error
        raise
    finally:
        connection.close()


def _is_refusal(error: OSError) -> bool:
    """Whether the server itself answered, and with a no (smtplib's errors carry its code, or that of each address)."""
    return bool(getattr(error, "smtp_code", 0) or getattr(error, "recipients", None))


def compose(row: ReviewRequest, policy: AskingPolicy, *, is_reminder: bool) -> EmailMessage:
    """The finished mail, in the language the shop chose for its customers."""
    with translation.override(policy.language or row.workspace.language):
        told = {"shop": row.workspace.name, "order": row.order_number, "name": row.name}
        subject = _("How was your order at %(shop)s?") % told
        lines = [
            *_greeting(told),
            *_body(policy, told, is_reminder=is_reminder),
            links.address_of(row),
            "",
            *_end(row, told),
        ]
    # A mail sent twice after a lost answer is shown once by most mail programs.
    headers = {
        "Message-ID": f"<review-request-{row.pk}-{'b' if is_reminder else 'a'}@vitrino>",
        "List-Unsubscribe": f"<{links.way_out_of(row)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(" ".join(subject.split())[:150], "\n".join(lines), None, [row.email], headers=headers)


def _greeting(told: dict[str, str]) -> list[str]:
    return [_("Hello %(name)s,") % told if told["name"] else _("Hello,"), ""]


def _body(policy: AskingPolicy, told: dict[str, str], *, is_reminder: bool) -> list[str]:
    first = (
        _("A few days ago we asked how your order %(order)s was. If you have a moment, we would still like to know.")
        if is_reminder
        else _("Your order %(order)s should have been with you for a few days now. How was it?")
    )
    honest = _("Please say what it was really like, good or bad. It helps other people, and it helps us to get better.")
    own = [" ".join(policy.greeting.split()), ""] if policy.greeting.strip() else []
    return [first % told, "", *own, honest, "", _("Here you find the places where you can write a review:")]


def _end(row: ReviewRequest, told: dict[str, str]) -> list[str]:
    return [
        told["shop"],
        "",
        _("You get this mail because you agreed to be asked. We ask once for each order and remind you at most once."),
        _("No more such mails, with one click and without signing in:"),
        links.way_out_of(row),
    ]
