"""What to check before a contest, in plain words: facts with their source and the day of the look; no advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vitrino.domain.message import Message, say

LOOKED_UP = date(2026, 11, 22)


@dataclass(frozen=True)
class Note:
    """One thing to check. place: the law or the platform it comes from."""

    place: Message
    text: Message
    source: str
    looked_up: date = LOOKED_UP


NOTES = (
    Note(
        say("Poland, chance"),
        say("A game with prizes whose result depends on chance can be a promotional lottery that needs a permission,"
            " even when taking part is free: the Supreme Administrative Court counted liking a post. Ask your tax"
            " office, or let a task decide."),
        "https://www.gazetaprawna.pl/firma-i-prawo/artykuly/8077582,konkurs-na-facebooku-polubienie-posta-kara-od-skarbowki.html",
    ),
    Note(
        say("Poland, gambling law"),
        say("Which games of chance there are, and who allows them, stands in the act of 19 November 2009. A contest"
            " that the best answer wins is none of them."),
        "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20092011540",
    ),
    Note(
        say("Poland, tax"),
        say("Prizes can be taxed, and then the organiser pays the tax in. Keep who won what, and ask your accountant"
            " before you name the prize."),
        "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19910800350",
    ),
    Note(
        say("European Union, personal data"),
        say("Say who uses the data of the people who take part, what for, how long, and which rights they have"
            " (article 13). The generated rules do; check that they fit your shop."),
        "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    ),
    Note(
        say("European Union, fair practice"),
        say("Offering a prize and not giving it, or something of the same worth, is forbidden (annex I, number 19)."),
        "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
    ),
    Note(
        say("European Union, contests on the net"),
        say("A contest must be recognisable as one, and its terms easy to find, clear and unambiguous (article 6)."),
        "https://eur-lex.europa.eu/eli/dir/2000/31/oj",
    ),
    Note(
        say("Facebook"),
        say("Sharing on one's own timeline or a friend's, and tagging friends, must not be asked for. The rules must"
            " release Facebook and say that it has nothing to do with the contest."),
        "https://www.facebook.com/policies_center/pages_groups_events",
    ),
    Note(
        say("Instagram"),
        say("Nobody may be asked to tag what is not in the picture. The rules must release Instagram and say that it"
            " has nothing to do with the contest."),
        "https://help.instagram.com/179379842258600",
    ),
    Note(
        say("X"),
        say("Don't reward posting the same text again and again or using several accounts; say that each person counts"
            " once a day at most."),
        "https://help.x.com/en/rules-and-policies/x-contest-rules",
    ),
    Note(
        say("YouTube"),
        say("Taking part must be free, the rules must be linked, and views, likes or subscribers must not be bought"
            " with the contest."),
        "https://support.google.com/youtube/answer/1620498",
    ),
)  # fmt: skip
