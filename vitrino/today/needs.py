"""What needs somebody now, the most urgent first: the list at the top of Today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from vitrino.approval import queries as approval
from vitrino.attribution import queries as attribution
from vitrino.balance import queries as balance
from vitrino.channels import queries as channels
from vitrino.checkup import queries as checkup
from vitrino.contests import queries as contests
from vitrino.contests.pages import standing
from vitrino.crisis import pages as crisis
from vitrino.domain.message import Message, say
from vitrino.inbox import queries as inbox
from vitrino.inbox import wording
from vitrino.ledger import queries as ledger
from vitrino.lookback import pages as lookback_pages
from vitrino.lookback import queries as lookback
from vitrino.planner import gaps
from vitrino.publishing import pages
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.surges import queries as surges
from vitrino.ui.formats import when
from vitrino.ui.words import words
from vitrino.workspace.access import may
from vitrino.workspace.models import Membership, Workspace

SHOWN_OF_EACH = 4


@dataclass(frozen=True)
class Need:
    """One thing to do. tone: "bad" first, then "warn". tag: how long it can wait, in finished words."""

    title: str
    line: str
    tone: str
    icon: str
    url: str
    label: Message
    platform: str = ""
    tag: str = ""
    quick: pages.Quick | None = None


def needs_of(workspace: Workspace, member: Membership, now: datetime) -> list[Need]:
    """Everything that waits for a person, a few of each kind; agreement waits for this member."""
    found = [
        *_crisis(workspace),
        *(_graves(workspace, now) if may(member, "answer") else ()),
        *_decisions(workspace, member),
        *_approvals(workspace, member, now),
        *_people(workspace, now),
        *_failures(workspace),
        *_channels(workspace),
        *_gaps(workspace, now),
        *_campaigns(workspace),
        *(_contests(workspace, now) if may(member, "compose") else ()),
        *(_promises(workspace, now) if may(member, "compose") else ()),
        *_notices(workspace),
        *_strategy(workspace, member, now),
        *(_experiments(workspace) if may(member, "compose") else ()),
        *(_errands(workspace, now) if may(member, "answer") else ()),
        *(_look_back(workspace, now) if may(member, "compose") else ()),
    ]
    return sorted(found, key=lambda need: need.tone != "bad")


def _crisis(workspace: Workspace) -> list[Need]:
    """What runs or is suspected stands before everything else; what is over waits for its lessons."""
    return [
        Need(one.title, words(one.state), one.tone or "warn", "alert-triangle",
             reverse("crisis:incident", kwargs={"slug": workspace.slug, "pk": one.incident.pk}),
             say("Go to it") if one.is_open else say("Look back on it"),
             tag=words(say("crisis")))
        for one in crisis.wanting(workspace)
    ]  # fmt: skip


def _graves(workspace: Workspace, now: datetime) -> list[Need]:
    """Single mentions that speak of harm, the press or a recall, until somebody looked."""
    url = reverse("surges:home", kwargs={"slug": workspace.slug})
    return [
        Need(words(say("Look at once")), " ".join(one.mention.arrival.text.split())[:120], "bad", "alert-triangle", url,
             say("See the alarm"))
        for one in surges.graves_waiting(workspace, now)[:SHOWN_OF_EACH]
    ]  # fmt: skip


def _promises(workspace: Workspace, now: datetime) -> list[Need]:
    """What was promised in public and is late, or due within two days."""
    url = reverse("ledger:home", kwargs={"slug": workspace.slug})
    return [
        Need(words(say("Promised in public")), one.text, "bad" if one.due_at <= now else "warn", "checklist", url,
             say("Say what became of it"), tag=words(say("late")) if one.due_at <= now else when(one.due_at))
        for one in ledger.due_today(workspace, now)[:SHOWN_OF_EACH]
    ]  # fmt: skip


def _people(workspace: Workspace, now: datetime) -> list[Need]:
    return [
        Need(
            title=one.contact.name,
            line=one.last_text,
            tone=(due := wording.due(one, now)).get("tone", "warn"),
            icon="message-circle",
            url=reverse("inbox:talk", kwargs={"slug": workspace.slug, "pk": one.pk}),
            label=say("Answer"),
            platform=one.channel.platform,
            tag=due.get("text", ""),
        )
        for one in inbox.waiting(workspace)[:SHOWN_OF_EACH]
    ]


def _decisions(workspace: Workspace, member: Membership) -> list[Need]:
    """Whoever may decide about posts answers here, with one tap."""
    rows = [pages.row_of(one) for one in publishing.needing_decision(workspace)[:SHOWN_OF_EACH]]
    needs = [(row, _of_publication(workspace, row, say("Decide"))) for row in rows]
    return [replace(need, quick=row.quick if may(member, "compose") else None) for row, need in needs]


def _approvals(workspace: Workspace, member: Membership, now: datetime) -> list[Need]:
    line = words(say("It does not go out before you have agreed."))
    return [
        Need(
            title=approval.quote(one.post),
            line=line,
            tone="warn",
            icon="checklist",
            url=reverse("approval:post", kwargs={"slug": workspace.slug, "pk": one.post_id}),
            label=say("Look at it"),
            tag=when(one.needed_by, now) if one.needed_by else "",
        )
        for one in approval.waiting_for(workspace, member)[:SHOWN_OF_EACH]
    ]


def _failures(workspace: Workspace) -> list[Need]:
    rows = [pages.row_of(one) for one in publishing.failed(workspace)[:SHOWN_OF_EACH]]
    return [_of_publication(workspace, row, say("See why")) for row in rows]


def _of_publication(workspace: Workspace, row: pages.Row, label: Message) -> Need:
    publication = row.publication
    url = reverse("publishing:publication", kwargs={"slug": workspace.slug, "pk": publication.pk})
    return Need(row.title, words(row.line), "bad", "help", url, label, publication.channel.platform)


def _channels(workspace: Workspace) -> list[Need]:
    lost = channels.channels_of(workspace).filter(state=channels.Channel.State.NEEDS_SIGN_IN)
    url = reverse("channels:list", kwargs={"slug": workspace.slug})
    line = words(say("Nothing goes out and nothing comes in there."))
    return [
        Need(words(say("{channel} needs to be connected again", channel=str(one))), line, "bad", "plug-x", url,
             say("Connect it"), one.platform)
        for one in lost[:SHOWN_OF_EACH]
    ]  # fmt: skip


def _gaps(workspace: Workspace, now: datetime) -> list[Need]:
    """A pause that can still be filled."""
    url = reverse("planner:fill", kwargs={"slug": workspace.slug})
    return [
        Need(words(one.message), "", "warn", "calendar-week", url, say("Plan the week"), one.channel.platform)
        for one in gaps.gaps_of(workspace, now)[:SHOWN_OF_EACH]
    ]


def _campaigns(workspace: Workspace) -> list[Need]:
    """Campaigns that fall short while there is still time."""
    line = words(say("It falls short of its plan, and luck does not explain it."))
    return [
        Need(one.campaign.title, line, "warn", "speakerphone",
             reverse("attribution:campaign", kwargs={"slug": workspace.slug, "pk": one.campaign_id}),
             say("See what you could do"))
        for one in attribution.alarmed(workspace)[:SHOWN_OF_EACH]
    ]  # fmt: skip


def _notices(workspace: Workspace) -> list[Need]:
    url = reverse("checkup:home", kwargs={"slug": workspace.slug})
    important = checkup.notices(workspace).filter(severity="high")[:SHOWN_OF_EACH]
    return [
        Need(
            words(Message(one.template, one.values)),
            "",
            "warn",
            "stethoscope",
            f"{url}#notice-{one.pk}",
            say("See how"),
        )
        for one in important
    ]


def _strategy(workspace: Workspace, member: Membership, now: datetime) -> list[Need]:
    """Parts that are new to this helper; and for whoever decides, that a look is due."""
    url = reverse("strategy:home", kwargs={"slug": workspace.slug})
    found = []
    if unread := strategy.unread_parts(member):
        line = " · ".join(part.title for part in unread)
        found.append(Need(words(say("The strategy says something new to you")), line, "warn", "map", f"{url}#strategy",
                          say("Read it")))  # fmt: skip
    if may(member, "manage") and strategy.is_due(workspace, now):
        line = words(say("The day for another look is here: does it still hold?"))
        found.append(Need(words(say("Look at the strategy again")), line, "warn", "map", url, say("Look at it")))
    return found


def _experiments(workspace: Workspace) -> list[Need]:
    """What was tried long enough: the result, and the choice."""
    rows = lookback_pages.experiment_rows(lookback.undecided(workspace)[:SHOWN_OF_EACH])
    return [
        Need(
            words(one["said"]),
            words(one["result"]),
            "warn",
            "test-pipe",
            reverse("lookback:experiment", kwargs={"slug": workspace.slug, "pk": one["row"].pk}),
            say("Keep it or not"),
            tag=words(say("experiment over")),
        )
        for one in rows
    ]


def _contests(workspace: Workspace, now: datetime) -> list[Need]:
    """Entries that are over, a draw that is due, a winner who does not answer."""
    return [
        Need(one.title, words(standing(one, now)), "warn", "flag",
             reverse("contests:one", kwargs={"slug": workspace.slug, "pk": one.pk}), say("Go on"))
        for one in contests.needing_somebody(workspace, now)[:SHOWN_OF_EACH]
    ]  # fmt: skip


def _errands(workspace: Workspace, now: datetime) -> list[Need]:
    """The day's list of people, in one line."""
    things, minutes = balance.due_today(workspace, now)
    if not things:
        return []
    url = reverse("balance:today", kwargs={"slug": workspace.slug})
    line = words(say("{n} small things, about {minutes} minutes.", n=things, minutes=minutes))
    return [Need(words(say("Ten minutes with people")), line, "warn", "users", url, say("See the list"),
                 tag=words(say("today")))]  # fmt: skip


def _look_back(workspace: Workspace, now: datetime) -> list[Need]:
    if lookback.due(workspace, now) is None:
        return []
    url = reverse("lookback:home", kwargs={"slug": workspace.slug})
    line = words(lookback_pages.sentence(workspace, now))
    return [Need(words(say("Look back")), line, "warn", "history", url, say("Look back"))]
