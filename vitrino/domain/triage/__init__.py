"""First reading of a message: what it wants and how soon, each with the words or the rule that say so.

    triage = judge(text, language="pl", rating=None, unanswered=1, window_left=timedelta(hours=1))

Signs order the queue and are shown with their reason; they never act by themselves. Where no sign is found the
triage says so (`is_unsure`) instead of guessing. The words are data, a file a language.

Source: CARE.md 4.2.
"""

from __future__ import annotations

from vitrino.domain.triage.judging import Reason, Sign, Triage, judge
from vitrino.domain.triage.names import ALARM_WORDS, INTENT_NAMES, URGENCY, Alarm, Intent

__all__ = ["ALARM_WORDS", "INTENT_NAMES", "URGENCY", "Alarm", "Intent", "Reason", "Sign", "Triage", "judge"]
