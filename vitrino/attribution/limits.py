"""What counted orders can't tell, printed beside the numbers (INSIGHT 8)."""

from vitrino.domain.message import say

LIMITS = (
    say("The columns count the same orders in different ways. They are not parts of a whole and must not be added."),
    say("Clicks are counted by us, without programs as far as they can be told. Who clicks twice counts twice."),
    say("A visit is only known where the link had its tags and the visitor's browser let the shop keep a note: a week"
        " in Safari, and not at all where somebody refused cookies or came back on another device."),
    say("Links opened in TikTok, WhatsApp, Mastodon or Discord look like nobody sent them, unless they are tagged."),
    say("A coupon also counts for friends who were told of it, and misses whoever forgot it."),
    say("What customers say of themselves is what they remember, which is often the last thing they saw."),
    say("Below 25 orders the price of one is an anecdote. Steer by clicks and answers; look at orders over months."),
)  # fmt: skip

SHOPS = (
    say("Shopify tells the first and the last visit of up to 30 days, and the codes."),
    say("WooCommerce tells the last visit and the codes, if its order attribution is on."),
    say("PrestaShop tells only the codes, if the key may read cart rules."),
)
