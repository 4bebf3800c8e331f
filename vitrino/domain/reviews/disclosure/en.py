"""The disclosure in English."""

TITLE = "About our reviews"
CHECKING = {
    "none": "{shop} does not check whether the people who write the reviews shown here have bought or used what they write about.",
    "some": "Some of the reviews shown by {shop} are checked: for these we make sure that they come from people who bought from us. The others are not checked.",
    "all": "{shop} makes sure that all reviews shown here come from people who bought from us.",
}  # fmt: skip
HOW = "This is how we check it: {how}."
SHOWS_ALL = "All reviews are shown, good and bad ones alike, and none is changed by us."
SHOWS_SOME = "Not all reviews are shown."
LEAVES_OUT = "Not all reviews are shown. We leave out: {left_out}. Whether a review is good or bad makes no difference."
PLACES = "The reviews come from: {places}."
ASKS = "We ask every customer who agreed to it for a review after the delivery, once for each order, whatever they think of us."
GIVES = "Whoever writes a review gets: {gives}. It does not depend on whether the review is good or bad."
GIVES_NOTHING = "Nobody gets anything for a review, and we buy none."
