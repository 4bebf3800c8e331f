"""The one e-mail that reminds a client of the posts behind a link, where an address was given for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.approval.models import ClientLink, Request
from vitrino.channels import vault
from vitrino.connect.secret import Secret
from vitrino.domain.slots import zone
from vitrino.engine import actions as engine

TASK = "approval.remind-client"


def keep_token(link: ClientLink, token: str) -> None:
    """Keep the token sealed until the reminder has gone; whoever reads the database can't open the link."""
    link.sealed = vault.seal({"token": Secret(token)}, _place(link))
    link.save(update_fields=["sealed"])


def remind_clients(request: Request, missing: Collection[str], now: datetime) -> int:
    """Put a mail into the outbox for each link to this post whose client is missing; once for each link. How many.

    missing: keys of parties, as in `Request.missing`.
    """
    assert request.needed_by is not None
    links = ClientLink.objects.filter(
        linked__post=request.post, revoked_at=None, expires_at__gt=now, reminded_at=None
    ).exclude(sealed=None)
    waiting = [one for one in links if f"c{one.client_id}" in missing]
    for link in waiting:
        ClientLink.objects.filter(pk=link.pk).update(reminded_at=now)
        until = request.needed_by.isoformat()
        engine.enqueue(TASK, key=f"{TASK}:{link.pk}", payload={"link": link.pk, "until": until}, now=now)
    return len(waiting)


def send(link_id: int, until: datetime, now: datetime) -> None:
    """Send it, unless it came too late or everything was answered meanwhile; the token is forgotten then."""
    link = ClientLink.objects.select_related("workspace", "client").filter(pk=link_id).exclude(sealed=None).first()
    if link is None:
        return
    waiting = _waiting(link)
    if waiting and link.expires_at > now and until > now:
        compose(link, _token(link), waiting, until).send()
    ClientLink.objects.filter(pk=link.pk).update(sealed=None)


def compose(link: ClientLink, token: str, waiting: int, until: datetime) -> EmailMessage:
    """What the client reads: how many posts wait, until when, and the way there."""
    shop = link.workspace.name
    with (
        translation.override(link.language or link.workspace.language),
        timezone.override(zone(link.workspace.time_zone)),
    ):
        day = formats.date_format(timezone.localtime(until), "DATETIME_FORMAT")
        told = {"n": waiting, "shop": shop, "when": day}
        subject = ngettext("%(shop)s: %(n)s post waits for you", "%(shop)s: %(n)s posts wait for you", waiting) % told
        lines = [
            f"{link.client.name},",
            "",
            ngettext(
                "%(n)s post of %(shop)s waits for your word. It is to go out: %(when)s.",
                "%(n)s posts of %(shop)s wait for your word. The first is to go out: %(when)s.",
                waiting,
            ) % told,
            "",
            _("Look and answer here:"),
            settings.BASE_URL + reverse("approval:client", kwargs={"token": token}),
            "",
            _("Whoever has this address can answer in your name, so please keep it to yourself."),
            _("This is the only reminder. %(shop)s gave your e-mail address for it.") % told,
        ]  # fmt: skip
    # A mail sent twice after a lost answer is shown once by most mail programs.
    headers = {"Message-ID": f"<client-link-{link.pk}@vitrino>"}
    return EmailMessage(" ".join(subject.split())[:150], "\n".join(lines), None, [link.email], headers=headers)


def _waiting(link: ClientLink) -> int:
    """Posts behind the link about which this client has not answered."""
    shown = Request.objects.filter(closed_at=None, post__deleted_at=None, post__in=link.posts.all())
    return sum(any(key == f"c{link.client_id}" for key, _name in one.missing) for one in shown)


def _token(link: ClientLink) -> str:
    assert link.sealed is not None
    return vault.unseal(bytes(link.sealed), _place(link))["token"].reveal()


def _place(link: ClientLink) -> vault.Place:
    return vault.Place("client-link", link.workspace_id, link.pk)
