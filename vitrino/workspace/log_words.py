"""Events of the log in words. A kind without words shows its own name, so nothing is hidden."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.workspace.models import Event

SENTENCES = {
    "workspace.opened": gettext_noop("opened the shop in Vitrino"),
    "workspace.described": gettext_noop("changed what the shop is"),
    "brand.name-added": gettext_noop("added a name of the shop"),
    "brand.name-removed": gettext_noop("removed a name of the shop"),
    "brand.shaped": gettext_noop("changed how the shop speaks"),
    "brand.context-set": gettext_noop("said when a name means the shop"),
    "member.invited": gettext_noop("invited somebody"),
    "member.joined": gettext_noop("joined"),
    "member.invitation-withdrawn": gettext_noop("withdrew an invitation"),
    "member.role-changed": gettext_noop("changed somebody's role"),
    "member.removed": gettext_noop("took somebody out of the shop"),
    "channel.connected": gettext_noop("connected a channel"),
    "channel.disconnected": gettext_noop("disconnected a channel"),
    "channel.paused": gettext_noop("paused a channel"),
    "channel.resumed": gettext_noop("let a channel go on"),
    "channel.lost": gettext_noop("noticed that a channel must be connected again"),
    "website.scan-asked": gettext_noop("asked for a look at the website"),
    "website.scanned": gettext_noop("looked at the website"),
    "website.link-let-go": gettext_noop("let go of a link on the website"),
    "installation.released": gettext_noop("let held posts go after a restore"),
    "goal.set": gettext_noop("set a goal"),
    "goal.closed": gettext_noop("closed a goal"),
    "strategy.adopted": gettext_noop("put a strategy in force"),
    "strategy.read": gettext_noop("read the strategy"),
    "pillar.added": gettext_noop("added a kind of content"),
    "pillar.archived": gettext_noop("archived a kind of content"),
    "cadence.set": gettext_noop("changed a rhythm"),
    "slot.added": gettext_noop("added a weekly slot"),
    "slot.removed": gettext_noop("removed a weekly slot"),
    "idea.noted": gettext_noop("noted an idea"),
    "week.planned": gettext_noop("planned the week"),
    "recurrence.set": gettext_noop("let a post come back"),
    "recurrence.changed": gettext_noop("changed how a post comes back"),
    "recurrence.paused": gettext_noop("paused a post that comes back"),
    "recurrence.resumed": gettext_noop("let a post come back again"),
    "recurrence.ended": gettext_noop("ended a post that came back"),
    "recurrence.left-out": gettext_noop("left out one time of a post that comes back"),
    "evergreen.kept": gettext_noop("kept a post as evergreen"),
    "evergreen.dropped": gettext_noop("took a post out of the evergreen pool"),
    "suggestion.accepted": gettext_noop("accepted a suggestion"),
    "suggestion.refused": gettext_noop("refused a suggestion"),
    "post.created": gettext_noop("began a post"),
    "post.deleted": gettext_noop("deleted a post"),
    "post.restored": gettext_noop("took a deletion back"),
    "post.copied": gettext_noop("copied a post"),
    "post.picture-added": gettext_noop("added a picture"),
    "post.picture-removed": gettext_noop("removed a picture"),
    "approval.rule-set": gettext_noop("said who must agree to posts"),
    "approval.asked": gettext_noop("asked for agreement to a post"),
    "approval.asked-again": gettext_noop("asked again, because a post was changed"),
    "approval.closed": gettext_noop("no longer asks for agreement to a post"),
    "approval.agreed": gettext_noop("agreed to a post"),
    "approval.refused": gettext_noop("asked for changes to a post"),
    "approval.commented": gettext_noop("commented on a post"),
    "approval.client-agreed": gettext_noop("wrote down that a client agreed to a post"),
    "approval.client-refused": gettext_noop("wrote down that a client asked for changes to a post"),
    "approval.client-commented": gettext_noop("wrote down that a client commented on a post"),
    "approval.link-given": gettext_noop("made a link for a client"),
    "approval.link-taken-back": gettext_noop("took back a client's link"),
    "watch.added": gettext_noop("added a spelling to watch"),
    "watch.switched": gettext_noop("switched a watched spelling"),
    "conversation.answered": gettext_noop("answered somebody"),
    "conversation.resolved": gettext_noop("called a talk done"),
    "conversation.reopened": gettext_noop("opened a talk again"),
    "conversation.spam": gettext_noop("called a talk spam"),
    "conversation.assigned": gettext_noop("gave a talk to somebody"),
    "conversation.judged": gettext_noop("judged whether it is a complaint"),
    "saved-reply.kept": gettext_noop("saved an answer"),
    "saved-reply.dropped": gettext_noop("dropped a saved answer"),
    "retrospective.closed": gettext_noop("looked back"),
    "checkup.noticed": gettext_noop("noticed something in the checkup"),
    "checkup.fixed": gettext_noop("saw that something is fixed"),
    "checkup.dismissed": gettext_noop("set a notice aside"),
    "checkup.brought-back": gettext_noop("brought a notice back"),
    "publication.approve": gettext_noop("approved a post"),
    "publication.schedule": gettext_noop("planned a post"),
    "publication.edit": gettext_noop("changed a planned post"),
    "publication.cancel": gettext_noop("stopped a post"),
    "publication.unschedule": gettext_noop("took a post out of the plan"),
}
# The steps of a publication are told in full on its own page.
OF_A_PUBLICATION = gettext_noop("moved a post on its way")


def sentence(event: Event) -> str:
    """What happened, to stand behind the person's name."""
    if event.kind in SENTENCES:
        return _(SENTENCES[event.kind])
    return _(OF_A_PUBLICATION) if event.kind.startswith("publication.") else event.kind
