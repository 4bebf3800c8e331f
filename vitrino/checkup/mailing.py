"""The weekly letter as a mail: in the person's language, sent once, ended with one click."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from vitrino.checkup import letters, pages
from vitrino.checkup.models import LetterMail
from vitrino.connect.errors import ConnectError, OutcomeUnknown, Refused
from vitrino.domain.message import Message
from vitrino.notify.letters import spoken_to
from vitrino.notify.ways import mail
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Membership, Person, Workspace

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(hours=36)
State = LetterMail.State
_SIGNER = signing.Signer(salt="checkup.letter")


def work_off(row: LetterMail, now: datetime) -> datetime | None:
    """Send it; when to try again.

    The try is written down first. Whoever wakes up in the midst of one does not repeat it: a second letter would be
    worse than a missing one.
    """
    if row.state == State.SENDING:
        return _ended(row, State.GIVEN_UP)
    if row.state != State.WAITING:
        return None
    member = workspaces.membership(row.person_id, row.letter.workspace.slug)
    if member is None or not letters.is_wanted_by(member):
        return _ended(row, State.SPARED)
    if not LetterMail.objects.filter(pk=row.pk, state=State.WAITING).update(
        state=State.SENDING, attempts=row.attempts + 1
    ):
        return None
    try:
        proof = mail.post(compose(row, member))
    except ConnectError as error:
        return _failed(row, error, now)
    is_kept = proof == mail.KEPT
    LetterMail.objects.filter(pk=row.pk).update(
        state=State.KEPT if is_kept else State.SENT, proof="" if is_kept else proof[:200], sent_at=now, trouble={}
    )
    return None


def compose(row: LetterMail, member: Membership) -> EmailMessage:
    """The finished mail."""
    workspace = row.letter.workspace
    out = settings.BASE_URL + reverse("checkup:no-more", kwargs={"token": token_of(workspace, row.person)})
    told = letters.read(row.letter.told)
    with spoken_to(row.person, workspace):
        sentence = words(told.sentence)
        subject = " ".join(f"{workspace.name}: {sentence}".split())[: mail.LONGEST_SUBJECT]
        body = "\n".join([*_body(told, sentence, member), "", *_end(workspace, out)])
    return EmailMessage(subject, body, None, [row.person.email], headers=_headers(row, out))


def token_of(workspace: Workspace, person: Person) -> str:
    return _SIGNER.sign(f"{workspace.pk}-{person.pk}")


def member_for(token: str) -> Membership | None:
    """Whose letter a link to the end of letters was made for."""
    try:
        workspace_id, _dash, person_id = _SIGNER.unsign(token).partition("-")
        return workspaces.membership(int(person_id), workspaces.workspace(int(workspace_id)).slug)
    except (signing.BadSignature, ValueError, Workspace.DoesNotExist):
        return None


def _body(told: letters.Told, sentence: str, member: Membership) -> list[str]:
    if told.is_quiet:
        return [sentence]
    lines = [sentence, *_list(_("New this week"), told.came), *_list(_("Put right"), told.fixed)]
    if told.tasks:
        lines += ["", _("Most worth doing")]
    for number, task in enumerate(told.tasks, 1):
        url = settings.BASE_URL + pages.remedy_url(task.way, task.notice, member)
        lines += [f"{number}. {words(task.message)}", f"   {words(task.way.label)}: {url}"]
    return lines


def _list(head: str, messages: tuple[Message, ...]) -> list[str]:
    return ["", head, *(f"• {words(one)}" for one in messages)] if messages else []


def _end(workspace: Workspace, out: str) -> list[str]:
    return [_("No more of these letters from %(shop)s, with one click:") % {"shop": workspace.name}, out]


def _failed(row: LetterMail, error: ConnectError, now: datetime) -> datetime | None:
    logger.warning("letter %s to person %s failed: %s", row.letter_id, row.person_id, type(error).__name__)
    trouble = {"template": error.message.template, "values": error.message.stored()}
    is_over = isinstance(error, (Refused, OutcomeUnknown)) or row.created_at <= now - GIVEN_UP_AFTER
    LetterMail.objects.filter(pk=row.pk).update(trouble=trouble, state=State.GIVEN_UP if is_over else State.WAITING)
    return None if is_over else now + min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(row.attempts, 10)))


def _ended(row: LetterMail, state: str) -> datetime | None:
    LetterMail.objects.filter(pk=row.pk).update(state=state)
    return None


def _headers(row: LetterMail, out: str) -> dict[str, str]:
    return {
        # A mail sent twice is shown once by most mail programs.
        "Message-ID": f"<checkup-letter-{row.pk}@vitrino>",
        "List-Unsubscribe": f"<{out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",
    }
