"""What the page of the checkup shows, in finished words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.checkup import queries, stored
from vitrino.checkup.forms import DismissalForm
from vitrino.checkup.models import Notice
from vitrino.checkup.rule import Evidence, Way
from vitrino.domain.message import Message
from vitrino.ui.formats import number
from vitrino.workspace.access import Permission, may
from vitrino.workspace.models import Membership

TONES = {"high": "bad", "medium": "warn"}


@dataclass(frozen=True)
class Button:
    """A way out as the page offers it; is_post: it changes something right here."""

    label: Message
    url: str
    is_post: bool


@dataclass(frozen=True)
class Card:
    """One notice. evidence: pairs of sentence and address ("" for none). form: None for who may not dismiss it."""

    notice: Notice
    message: Message
    tone: str
    evidence: list[tuple[Message, str]]
    buttons: list[Button]
    form: DismissalForm | None


def context(member: Membership, now: datetime, *, refused: tuple[int, DismissalForm] | None = None) -> dict[str, Any]:
    """Everything the template shows. refused: the notice whose dismissal came back, with its form."""
    workspace = member.workspace
    cards = [card(notice, member, refused) for notice in queries.notices(workspace)]
    last = queries.last_run(workspace)
    return {
        "cards": cards,
        "sentence": sentence(len(cards), has_run=last is not None),
        "last_run": last,
        "dismissed": [(one, stored.message_of(one)) for one in queries.dismissed(workspace)],
        "fixed": [(one, stored.message_of(one)) for one in queries.fixed_lately(workspace, now)],
        "may_check": may(member, "compose"),
        "may_decide": may(member, "manage"),
    }


def sentence(count: int, *, has_run: bool) -> str:
    """The page in one sentence."""
    if not has_run:
        return _("The first checkup has not run yet.")
    if not count:
        return _("All is well.")
    return ngettext("%(n)s thing is worth doing.", "%(n)s things are worth doing.", count) % {"n": number(count)}


def card(notice: Notice, member: Membership, refused: tuple[int, DismissalForm] | None) -> Card:
    buttons = [made for way in stored.ways_of(notice) if (made := _button(notice, way, member)) is not None]
    form = refused[1] if refused and refused[0] == notice.pk else DismissalForm(auto_id=f"id_{notice.pk}_%s")
    return Card(
        notice=notice,
        message=stored.message_of(notice),
        tone=TONES.get(notice.severity, ""),
        evidence=[(one.message, _address(one, member)) for one in stored.evidence_of(notice)],
        buttons=buttons,
        form=form if may(member, "manage") else None,
    )


def _button(notice: Notice, way: Way, member: Membership) -> Button | None:
    """None when this person may not go that way, or it leads nowhere any more."""
    if way.action is None:
        url = _address(way, member)
        return Button(way.label, url, is_post=False) if url else None
    arguments = {"slug": member.workspace.slug, "pk": notice.pk, "action": way.action}
    return Button(way.label, reverse("checkup:remedy", kwargs=arguments), True) if may(member, "manage") else None


def _address(to: Way | Evidence, member: Membership) -> str:
    """The page's address for this person; "" when there is none or their role keeps them out."""
    if not to.page:
        return ""
    try:
        url = reverse(to.page, kwargs={"slug": member.workspace.slug, **to.arguments})
    except NoReverseMatch:
        return ""
    permission: Permission = getattr(resolve(url).func, "permission", "see")
    return url if may(member, permission) else ""
