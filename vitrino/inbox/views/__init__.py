"""Pages of the inbox."""

from vitrino.inbox.views.deeds import assignment, judgement, notes, reply, resolution, spam
from vitrino.inbox.views.saved import saved_replies, saved_reply_removal
from vitrino.inbox.views.talks import check, listing, talk

__all__ = [
    "assignment", "check", "judgement", "listing", "notes", "reply", "resolution", "saved_replies",
    "saved_reply_removal", "spam", "talk",
]  # fmt: skip
