"""Pages of the inbox."""

from vitrino.inbox.views.answer_times import answer_times
from vitrino.inbox.views.deeds import assignment, judgement, notes, resolution, snooze, spam, triage
from vitrino.inbox.views.rules import rules
from vitrino.inbox.views.saved import saved_replies, saved_reply, saved_reply_removal
from vitrino.inbox.views.sending import decision, reply, retry, taking_back
from vitrino.inbox.views.several import several
from vitrino.inbox.views.talks import check, lately, listing, talk

__all__ = [
    "answer_times",
    "assignment", "check", "decision", "judgement", "lately", "listing", "notes", "reply", "resolution", "retry",
    "rules", "saved_replies", "saved_reply", "saved_reply_removal", "several", "snooze", "spam", "taking_back",
    "talk", "triage",
]  # fmt: skip
