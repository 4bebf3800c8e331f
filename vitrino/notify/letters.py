"""Deliveries as letters, in the language and the time of whoever gets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.notify.kinds import KINDS
from vitrino.notify.models import Alert, Delivery, Escalation, Tide
from vitrino.notify.ways.contract import Letter
from vitrino.ui.words import words
from vitrino.workspace.models import Person, Workspace


def message_of(alert: Alert) -> Message:
    return Message(alert.template, alert.values)


def kind_words(kind: str) -> str:
    """What a kind is called; one that is gone keeps its key."""
    return words(KINDS[kind].label) if kind in KINDS else kind


@contextmanager
def spoken_to(person: Person, workspace: Workspace) -> Iterator[None]:
    """Inside, texts are in the person's language and times in the shop's zone."""
    with translation.override(person.language or None), timezone.override(zone(workspace.time_zone)):
        yield


def letter(delivery: Delivery, alerts: Sequence[Alert]) -> Letter:
    """alerts: what it tells, at least one, oldest first."""
    with spoken_to(delivery.person, delivery.workspace):
        if delivery.form == Delivery.Form.REMINDER:
            return _reminder(delivery, alerts[0])
        return _one(delivery, alerts[0]) if len(alerts) == 1 else _many(delivery, alerts)


def trial(person: Person, workspace: Workspace, tag: str) -> Letter:
    """A test, to see whether it arrives."""
    with spoken_to(person, workspace):
        url = settings.BASE_URL + reverse("notify:choices", kwargs={"slug": workspace.slug})
        return Letter(workspace.name, _("This is a test. If you can read it, this way works."), url, tag)


def _one(delivery: Delivery, alert: Alert) -> Letter:
    return Letter(
        delivery.workspace.name, words(message_of(alert)), _link(alert), _tag(delivery), is_urgent=_is_urgent([alert])
    )


def _reminder(delivery: Delivery, alert: Alert) -> Letter:
    minutes = round((delivery.created_at - alert.at).total_seconds() / 60)
    begun = Escalation.objects.filter(workspace=alert.workspace_id, key=alert.key).first()
    if begun is not None:
        minutes = round((delivery.created_at - begun.started_at).total_seconds() / 60)
    said = say("Nobody has reacted for {n} minutes: {what}", n=minutes, what=message_of(alert))
    return Letter(delivery.workspace.name, words(said), _link(alert), _tag(delivery), is_urgent=True)


def _many(delivery: Delivery, alerts: Sequence[Alert]) -> Letter:
    """How many, of which kinds, and each of them in a line."""
    url = reverse("notify:told", kwargs={"slug": delivery.workspace.slug, "pk": delivery.pk})
    lines = tuple(f"{date_format(timezone.localtime(alert.at), 'H:i')} {words(message_of(alert))}" for alert in alerts)
    is_digest = delivery.form == Delivery.Form.DIGEST
    text = _digest_words(alerts) if is_digest else _group_words(delivery, alerts)
    replaces = "" if is_digest else f"group-{delivery.workspace_id}-{delivery.kind}"
    return Letter(
        delivery.workspace.name, text, settings.BASE_URL + url, _tag(delivery), lines, _is_urgent(alerts), replaces
    )


def _digest_words(alerts: Sequence[Alert]) -> str:
    count = len(alerts)
    head = ngettext("%(n)s notice came while it was quiet.", "%(n)s notices came while it was quiet.", count)
    return " ".join([head % {"n": count}, _by_kind(alerts)])


def _group_words(delivery: Delivery, alerts: Sequence[Alert]) -> str:
    """What came with this message; in a storm also all that came since it began."""
    count = len(alerts)
    head = ngettext("%(n)s new notice.", "%(n)s new notices.", count) % {"n": count}
    tide = Tide.objects.filter(
        person=delivery.person_id, workspace=delivery.workspace_id, kind=delivery.kind, since__isnull=False
    ).first()
    if tide is None or tide.since is None or tide.in_storm <= count:
        return f"{head} {_by_kind(alerts)}"
    said = _("%(n)s since %(time)s.") % {"n": tide.in_storm, "time": date_format(timezone.localtime(tide.since), "H:i")}
    return f"{head} {_by_kind(alerts)} {said}"


def _by_kind(alerts: Sequence[Alert]) -> str:
    counts = Counter(alert.kind for alert in alerts)
    return " ".join(f"{kind_words(kind)}: {count}." for kind, count in counts.most_common())


def _link(alert: Alert) -> str:
    """Over the page that marks it as read, to where it helps."""
    return settings.BASE_URL + reverse("notify:open", kwargs={"slug": alert.workspace.slug, "pk": alert.pk})


def _tag(delivery: Delivery) -> str:
    return f"notice-{delivery.pk}"


def _is_urgent(alerts: Sequence[Alert]) -> bool:
    return any(alert.urgency == Alert.Urgency.HIGH for alert in alerts)
