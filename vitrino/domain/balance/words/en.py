"""English."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind

ENGLISH: dict[tuple[Kind, float], str] = {
    (Kind.SELLS, 0.85): (
        "sale ends|for sale|discount*|special offer*|half price|black friday|cyber monday|promo code*|"
        "reduced price*|clearance|flash sale|summer sale|winter sale|buy one|free shipping|free delivery"
    ),
    (Kind.SELLS, 0.8): (
        "order now|order online|order by|order yours|buy now|shop now|add to cart|pre-order*|preorder*|"
        "reserve one|reserve yours|can be reserved|reserve online|book now|get yours|now available|in our online shop|"
        "from our online shop|in our shop now|in the online shop|link in bio to shop|until stocks last|"
        "while stocks last|back in stock|back on the shelf|new collection|gift card*|gift voucher*"
    ),
    (Kind.SELLS, 0.55): (
        "on sale|in stock|our offer|only a few left|last pieces|last chance|limited edition|bestseller*|"
        "are out of the oven|only twenty of them|fresh today|price*|bargain*|available from|available now"
    ),
    (Kind.ASKS, 0.75): (
        "what do you think|what would you|which one|which do you|tell us|let us know|your turn|vote|help us settle|"
        "help us choose|what is your|what's your|who would like|how do you|do you prefer|in the comments|write below|"
        "write it below|asking for a"
    ),
    (Kind.ASKS, 0.9): "questions|quiz*|guess what|guess how|true or false|poll|riddle",
    (Kind.CUSTOMERS, 0.8): (
        "thank you to everybody|thank you to everyone|thank you to all|thank you to whoever|thanks to all of you|"
        "thanks to everyone who|thank you for your|our customers|our regulars|customer of the|a customer told|"
        "you asked us|you have asked|if you bought|if you have bought|for those who bought|for everyone who bought|"
        "photo of a customer|picture of a customer|your photos|your pictures|review of the week"
    ),
    (Kind.CUSTOMERS, 0.55): "thank you|mrs|regular*|customer*|has been buying",
    (Kind.CURATED, 0.8): (
        "credit to|photo by|picture by|words by|written by|seen at|found at|recommended by|we recommend|"
        "guest post|an article|interview with|worth reading|worth a visit|go and see|our friends at|our partner*|"
        "our colleagues from|swaps us|from the shop next door"
    ),
    (Kind.CURATED, 0.55): "neighbour*|neighbor*|next door|food bank|local charity|festival|recommend*",
    (Kind.TEACHES, 0.85): (
        "how to|tip of the|tips for|did you know|step by step|recipe*|here is why|here's why|the difference between|"
        "what is the difference|common mistake*|five things|three things|beginner's guide|guide to|good to know|"
        "is not lost|myth*"
    ),
    (Kind.TEACHES, 0.6): (
        "tip|tips|trick*|why does|why do|teaspoon*|degrees|freezes well|for home|fun fact|joke|story of"
    ),
    (Kind.NEWS, 0.8): (
        "behind the scenes|behind the counter|our team|meet the|our apprentice|we are hiring|we're hiring|open day|"
        "join us on|we will be at|we'll be at|opening hours|we are closed|we're closed|our new|our story|"
        "years ago today|our workshop|in our kitchen|our oven|our starter|night shift|new member|we moved"
    ),
    (Kind.NEWS, 0.5): "today we|this morning we|we spent|we are|we have been|our|meet|we baked|we made|joined us",
}
