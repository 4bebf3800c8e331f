"""The due time in a reply: "by 5 pm tomorrow", "w ciągu 2 dni roboczych", "ĝis vendredo".

    reading = read(text, now=now, calendar=Calendar(hours, zone), language="pl")

`reading.promise` is the one due time, with its span, its moment in UTC and how certain it is; `reading.problem` says
what is wrong when there are several, or only words like "soon". Times that aren't ours are left out: opening hours,
what the customer is asked to do, what happened. A day without a time ends when the shop closes; working days are
the days on which it opens; hours are real time.
"""

from __future__ import annotations

from vitrino.domain.cases.promises.reading import LONGEST_TEXT, Certainty, Found, Reading, read

__all__ = ["LONGEST_TEXT", "Certainty", "Found", "Reading", "read"]
