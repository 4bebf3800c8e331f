"""English: how times are promised."""

from __future__ import annotations

from vitrino.domain.cases.promises.vocabulary import Unit, Vocabulary

_D, _H, _M, _W = Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.WEEK
WORDS = Vocabulary(
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
        "twenty-four": 24, "twenty four": 24, "forty-eight": 48, "forty eight": 48, "seventy-two": 72, "half a": 0.5,
        "half an": 0.5,
    },
    units={
        "minute": _M, "minutes": _M, "min": _M, "mins": _M, "hour": _H, "hours": _H, "h": _H, "hrs": _H, "hr": _H,
        "hours'": _H, "day": _D, "days": _D, "week": _W, "weeks": _W, "month": Unit.MONTH, "months": Unit.MONTH,
        "workday": Unit.WORKDAY, "workdays": Unit.WORKDAY,
    },
    lengths={
        "half an hour": (0.5, _H), "an hour and a half": (1.5, _H), "a fortnight": (14, _D),
        "hour": (1, _H), "day": (1, _D), "week": (1, _W),
    },
    working=("working", "business", "work", "opening"),
    few=("a few", "few", "several", "a couple of", "couple of", "some", "a number of", "next few", "coming few"),
    about=("about", "around", "approximately", "at most", "max", "maximum", "up to", "roughly", "the next",
           "the coming", "next", "no more than", "less than", "under", "the following"),
    within=("within", "in", "inside", "inside of", "no later than in", "not later than within", "over", "in under",
            "in less than", "within a period of"),
    before=("before",),
    by=("by", "until", "till", "til", "no later than", "not later than", "latest by", "latest", "up to",
        "by the latest", "at the latest by", "at the latest on", "not after"),
    at=("at", "around", "about", "at about", "between", "from"),
    on=("on", "on the", "the coming"),
    since=("since", "from"),
    latest=("at the latest", "at latest", "latest", "the latest"),
    articles=("the",),
    ranges=("-", "to", "or", "and"),
    days={"today": 0, "tomorrow": 1, "tmrw": 1, "the day after tomorrow": 2, "day after tomorrow": 2},
    weekdays={
        "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "thursday": 3, "thu": 3, "thurs": 3,
        "friday": 4, "fri": 4, "saturday": 5, "sunday": 6,
    },
    next=("next",),
    this=("this", "this coming", "the coming"),
    months={
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
        "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9,
        "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    },
    of=("of",),
    ordinals=("st", "nd", "rd", "th"),
    hours={},
    oclock=("o'clock", "oclock"),
    halves={"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12},
    parts={
        "noon": (12, 0), "midday": (12, 0), "lunchtime": (12, 0), "midnight": (24, 0), "morning": (12, 0),
        "in the morning": (12, 0), "afternoon": (18, 0), "in the afternoon": (18, 0), "evening": (22, 0),
        "in the evening": (22, 0), "night": (24, 0),
    },
    moments={
        "tonight": (0, 24, 0), "this evening": (0, 22, 0), "this afternoon": (0, 18, 0), "this morning": (0, 12, 0),
        "later today": (0, 24, 0),
    },
    ends={
        "end of the day": "day", "end of day": "day", "eod": "day", "close of business": "day", "cob": "day",
        "end of today": "day", "the end of the working day": "day", "end of business": "day", "closing time": "day",
        "the time we close": "day",
        "end of the week": "week", "end of this week": "week", "end of week": "week", "this week": "week",
        "end of the month": "month", "end of this month": "month",
        "next week": "next_week", "end of next week": "next_week",
    },
    vague=(
        "soon", "as soon as possible", "as soon as we can", "asap", "shortly", "in due course", "in a while",
        "promptly", "right away", "immediately", "in no time", "sometime", "when we can", "as quickly as possible",
        "as fast as we can", "at our earliest convenience", "later", "one of these days", "in the near future",
        "without delay", "quickly", "in the coming days", "in the next days", "over the coming days",
    ),
    ours=r"\b(?:will|we'll|i'll|you'll|he'll|she'll|they'll|it'll|shall|going to|promise|expect|can|guarantee|latest"
         r"|aim|should|get back|are sending|are calling|is coming)\b",
    asks=r"\b(?:please|could you|can you|would you|send us|write to us|let us know|call us|contact us|you have"
         r"|if you)\b",
    not_ours=r"\b(?:open|opened|opening hours|closed|offer|sale|valid|discount|promotion|course|event|you wrote"
             r"|you said)\b",
    past=r"\b(?:was|were|sent|received|arrived|ordered|bought|had|did|came|wrote|visited|delivered|shipped)\b",
    negation=r"\b(?:not|cannot|can't|won't|unable|don't|doesn't|never)\b",
)  # fmt: skip
