"""Texts that admit an error: what happened, that it is ours, what we do, by when."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Text:
    """One text in the reader's language, with gaps that nobody can send unfilled."""

    key: str
    title: str
    text: str


def texts() -> list[Text]:
    """For a broken promise, a faulty thing, a wrong claim and a bad answer."""
    return [
        Text("promise", _("We did not keep our word"), _(
            "{customer_name}, we said we would do it by {?when it was due}, and we did not. That is our mistake, not"
            " yours. The reason: {?why}. It will be done by {deadline}, and we will tell you here when it is.")),
        Text("fault", _("What we sold was not good"), _(
            "You are right, {customer_name}: {?what was wrong}. That should not have left our shop, and we are sorry."
            " By {deadline} we {?what you do}. So that it does not happen again, we change {?what changes}.")),
        Text("claim", _("What we wrote was not true"), _(
            "We wrote “{?the claim}”. That was not right: {?what is true}. We have corrected the post. Thank you to"
            " everybody who told us.")),
        Text("tone", _("We answered badly"), _(
            "{customer_name}, our answer to you was not fair, and we are sorry for it. You asked about"
            " {?the question}. Here is the answer you should have had: {?the answer}.")),
    ]  # fmt: skip
