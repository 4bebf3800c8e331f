"""What the page of the checkup shows, in finished words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.checkup import queries, stored
from vitrino.checkup.forms import DismissalForm
from vitrino.checkup.models import Day, Notice
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import Evidence, Way
from vitrino.domain.checkup.areas import AREA_OF, AREAS
from vitrino.domain.checkup.score import in_words
from vitrino.domain.message import Message, say
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.access import Permission, may
from vitrino.workspace.models import Membership

TONES = {"high": "bad", "medium": "warn"}
SEVERITIES: Mapping[str, Message] = {
    "high": say("Important"), "medium": say("Worth doing"), "low": say("Good to know"),
}  # fmt: skip
# More than so many that are not important are folded, so that the page stays calm.
SHOWN = 5


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
    area: Message
    evidence: list[tuple[Message, str]]
    buttons: list[Button]
    form: DismissalForm | None


@dataclass(frozen=True)
class Group:
    """Notices of one severity. rest: those that are folded away."""

    key: str
    title: Message
    shown: list[Card]
    rest: list[Card]


@dataclass(frozen=True)
class Filters:
    """What the page is narrowed to; "" for everything."""

    area: str = ""
    severity: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """Unknown words count as none."""
        area, severity = given.get("area", ""), given.get("severity", "")
        return cls(area if area in AREAS else "", severity if severity in SEVERITIES else "")

    def holds(self, notice: Notice) -> bool:
        return (not self.area or area_of(notice) == self.area) and self.severity in ("", notice.severity)


def context(member: Membership, now: datetime, *, refused: tuple[int, DismissalForm] | None = None,
            filters: Filters | None = None) -> dict[str, Any]:  # fmt: skip
    """Everything the template shows. refused: the notice whose dismissal came back, with its form."""
    workspace, filters = member.workspace, filters or Filters()
    every = list(queries.notices(workspace))
    cards = [card(notice, member, refused) for notice in every if filters.holds(notice)]
    last, day = queries.last_run(workspace), queries.today(workspace)
    return {
        "groups": groups(cards, refused[0] if refused else None),
        "count": len(every),
        "sentence": sentence(len(every), has_run=last is not None),
        "standing": standing_sentence(day, sum(one.severity == Notice.Severity.HIGH for one in every)),
        "filters": filters,
        "area_links": _area_links(workspace.slug, every, filters),
        "severity_links": _severity_links(workspace.slug, every, filters),
        "last_run": last,
        "troubles": [_what(one.rule) for one in queries.troubles(workspace)],
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


def standing_sentence(day: Day | None, important: int) -> str:
    """The score, and what it counts although nobody sees it."""
    if day is None:
        return ""
    said = words(in_words(day.points, important))
    if not day.aside:
        return said
    aside = ngettext("%(n)s is put aside and still counts.", "%(n)s are put aside and still count.", day.aside)
    return f"{said} {aside % {'n': number(day.aside)}}"


def groups(cards: Sequence[Card], opened: int | None = None) -> list[Group]:
    """By severity. Folded: what is only good to know, unless it is alone, and the end of a long list.

    opened: a notice that must be seen.
    """
    found = []
    for key, title in SEVERITIES.items():
        mine = [one for one in cards if one.notice.severity == key]
        shown = {"high": len(mine), "medium": SHOWN}.get(key, SHOWN if len(mine) == len(cards) else 0)
        if any(one.notice.pk == opened for one in mine[shown:]):
            shown = len(mine)
        if mine:
            found.append(Group(key, title, mine[:shown], mine[shown:]))
    return found


def card(notice: Notice, member: Membership, refused: tuple[int, DismissalForm] | None) -> Card:
    buttons = [made for way in stored.ways_of(notice) if (made := _button(notice, way, member)) is not None]
    fresh = DismissalForm(auto_id=f"id_{notice.pk}_%s", is_high=notice.severity == Notice.Severity.HIGH)
    form = refused[1] if refused and refused[0] == notice.pk else fresh
    return Card(
        notice=notice,
        message=stored.message_of(notice),
        tone=TONES.get(notice.severity, ""),
        area=AREAS.get(area_of(notice), say("Others")),
        evidence=[(one.message, address(one, member)) for one in stored.evidence_of(notice)],
        buttons=buttons,
        form=form if may(member, "manage") else None,
    )


def area_of(notice: Notice) -> str:
    """The part of the shop's presence it belongs to; "" for a rule that is gone."""
    rule = all_rules().get(notice.rule)
    return AREA_OF.get(rule.mistake, "") if rule else ""


def remedy_url(way: Way, notice: int, member: Membership) -> str:
    """Where a remedy is done: its page, or for one press the notice itself."""
    home = reverse("checkup:home", kwargs={"slug": member.workspace.slug}) + f"#notice-{notice}"
    return home if way.action else address(way, member) or home


def address(to: Way | Evidence, member: Membership) -> str:
    """The page's address for this person; "" when there is none or their role keeps them out."""
    if not to.page:
        return ""
    try:
        url = reverse(to.page, kwargs={"slug": member.workspace.slug, **to.arguments})
    except NoReverseMatch:
        return ""
    permission: Permission = getattr(resolve(url).func, "permission", "see")
    return url if may(member, permission) else ""


def _button(notice: Notice, way: Way, member: Membership) -> Button | None:
    """None when this person may not go that way, or it leads nowhere any more."""
    if way.action is None:
        url = address(way, member)
        return Button(way.label, url, is_post=False) if url else None
    arguments = {"slug": member.workspace.slug, "pk": notice.pk, "action": way.action}
    return Button(way.label, reverse("checkup:remedy", kwargs=arguments), True) if may(member, "manage") else None


def _what(rule: str) -> Message:
    """What a rule looks at; a rule that is gone by its name."""
    return all_rules()[rule].notices if rule in all_rules() else Message(rule, {})


def _area_links(slug: str, every: Sequence[Notice], filters: Filters) -> list[tuple[str, str, bool]]:
    """Text, address, whether it is chosen; only areas in which something is open."""
    counts = Counter(area_of(one) for one in every)
    found = [(_("All"), _url(slug, Filters("", filters.severity)), not filters.area)]
    for key, name in AREAS.items():
        if counts[key] or key == filters.area:
            text = f"{words(name)} {number(counts[key])}"
            found.append((text, _url(slug, Filters(key, filters.severity)), key == filters.area))
    return found


def _severity_links(slug: str, every: Sequence[Notice], filters: Filters) -> list[tuple[str, str, bool]]:
    counts = Counter(one.severity for one in every)
    found = [(_("All"), _url(slug, Filters(filters.area, "")), not filters.severity)]
    for key, name in SEVERITIES.items():
        if counts[key] or key == filters.severity:
            text = f"{words(name)} {number(counts[key])}"
            found.append((text, _url(slug, Filters(filters.area, key)), key == filters.severity))
    return found


def _url(slug: str, filters: Filters) -> str:
    given = {key: value for key, value in (("area", filters.area), ("severity", filters.severity)) if value}
    home = reverse("checkup:home", kwargs={"slug": slug})
    return f"{home}?{urlencode(given)}" if given else home
