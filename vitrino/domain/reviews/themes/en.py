"""English words of themes. One word matches the beginning of a word, several match anywhere; all compared folded."""

from vitrino.domain.reviews.themes.names import Theme

STEMS = {
    Theme.DELIVERY: ("deliver", "shipping", "shipped", "shipment", "courier", "parcel", "postage", "tracking",
                     "on time", "arrived late", "arrived early", "dispatch", "in the post"),
    Theme.PACKAGING: ("packag", "packed", "wrapp", "unboxing", "bubble wrap", "cardboard", "crushed", "the box"),
    Theme.PRICE: ("price", "pricing", "expensiv", "cheap", "overpric", "good value", "value for money", "affordab",
                  "worth the money", "worth every", "costly", "bargain", "too dear"),
    Theme.QUALITY: ("qualit", "well made", "workmanship", "broke after", "fell apart", "durab", "sturdy", "defect",
                    "faulty", "flimsy", "damaged", "craftsmanship"),
    Theme.STAFF: ("staff", "personnel", "salesperson", "shop assistant", "friendly", "rude", "polite", "unfriendly",
                  "service was", "great service", "waiter", "waitress", "customer service", "kind people", "impolite"),
    Theme.COMMUNICATION: ("communicat", "answered my", "never answered", "no answer", "no reply", "replied", "contact",
                          "kept me informed", "informed me", "responsive", "phone call", "nobody picks up", "e-mails"),
    Theme.SIZE: ("size", "sizing", "too small", "too big", "too large", "too tight", "fits", "fitted", "didn't fit",
                 "doesn't fit", "too long", "too short", "runs small", "portions"),
    Theme.FRESHNESS: ("fresh", "stale", "mould", "moldy", "mold", "expired", "wilted", "rotten", "out of date",
                      "best before", "still warm", "withered"),
    Theme.RETURNS: ("return", "refund", "exchange", "money back", "sent it back", "send it back", "warranty",
                    "replaced", "replacement"),
    Theme.CHOICE: ("choice", "selection", "assortment", "sold out", "out of stock", "variety", "wide range",
                   "everything i need"),
    Theme.ORDERING: ("website", "web site", "checkout", "online shop", "payment", "the app", "easy to order",
                     "web shop", "ordering process", "hard to order"),
    Theme.PLACE: ("parking", "cosy", "cozy", "atmosphere", "clean", "dirty", "queue", "crowded", "decor", "toilet",
                  "opening hours", "ambience", "premises"),
}  # fmt: skip
STOP = """
a about after again all also always am an and any are as at be because been before being but by came can could did do
does for from get go good got great had has have he her here him his how i if in into is it its just like made make
many me more most much my never nice no not now of off on one only or other our out over really she should so some
still such than thank thanks that the their them then there these they this those to too up us very was we well went
were what when where which who will with would you your don didn doesn isn wasn ve ll re shop store order ordered buy
bought everything nothing
"""
