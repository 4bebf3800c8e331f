"""E-mail, to the address of the person's account."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from vitrino.connect.errors import OutcomeUnknown, Refused, Transient
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.notify.ways.contract import Address, Asked, Letter

LONGEST_SUBJECT = 150
TAKEN, KEPT = "smtp:250", "folder"


class Mail:
    key = "email"
    label = say("E-mail")
    how = say("To the address of your account.")
    asked: tuple[Asked, ...] = ()
    is_instant = False

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        return {"email": Secret(given["email"])}, given["email"]

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        return post(compose(address["email"].reveal(), letter))


MAIL = Mail()


def post(message: EmailMessage) -> str:
    """Hand a finished mail over. The mail server's yes is the proof; KEPT is none. Raises what `contract` says."""
    try:
        if message.send() != 1:
            raise Transient(say("The mail server did not take it."))
    except OSError as error:  # smtplib's errors are OSErrors too
        raise _meant(error) from error
    return TAKEN if has_server() else KEPT


def has_server() -> bool:
    """Without a mail server mails are written into a folder, and that reaches nobody."""
    return "filebased" not in str(settings.EMAIL_BACKEND)


def compose(email: str, letter: Letter) -> EmailMessage:
    """Subject: the sentence; body: everything it tells, the way to the page, and how to get fewer of these."""
    subject = " ".join(f"{letter.title}: {letter.text}".split())[:LONGEST_SUBJECT]
    lines = [letter.text, *(f"• {line}" for line in letter.lines), "", _("Open it here:"), letter.url, "",
             _("You choose how you are told under Settings, How we tell you.")]  # fmt: skip
    # The same for every try: a mail sent twice after a lost answer is shown once by most mail programs.
    headers = {"Message-ID": f"<{letter.tag}@vitrino>", "Auto-Submitted": "auto-generated"}
    if letter.is_urgent:
        headers["Importance"] = "high"
    return EmailMessage(subject, "\n".join(lines), None, [email], headers=headers, connection=get_connection())


def _meant(error: OSError) -> Refused | Transient | OutcomeUnknown:
    """5xx is a refusal for good; a line that broke after it stood leaves open whether the mail was taken."""
    codes = [code for code, _why in getattr(error, "recipients", {}).values()] or [getattr(error, "smtp_code", 0)]
    if all(500 <= code < 600 and code != 535 for code in codes):
        return Refused(say("The mail server refuses the address ({code}).", code=codes[0]))
    if type(error).__name__ in ("SMTPServerDisconnected", "TimeoutError", "ConnectionResetError"):
        return OutcomeUnknown()
    return Transient(say("The mail server can't be reached, or does not take mails at the moment."))
