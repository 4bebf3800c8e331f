"""18: the reply is in the customer's language."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.language import Guess, identify
from vitrino.domain.language.names import NAMES
from vitrino.domain.language.profiles import CYRILLIC, LATIN
from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply

# Languages whose readers understand each other: a warning would be pedantry.
_NEAR = ({"nb", "da", "sv"}, {"cs", "sk"}, {"hr", "sr", "sl"}, {"es", "ca"}, {"uk", "ru", "be"})
# Both texts have to be clear by this much a letter; short and mixed ones are not.
_SURE = 0.25
# A text full of foreign names (pizza margherita) looks like two languages; then it has to be clearer.
_SURE_OF_TWO = 0.6
# "Do zobaczenia!" is no language to answer in.
_ENOUGH = 17
# A reply said to be in the customer's language is doubted only from this length on.
_LONG = 40


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    theirs, own = identify(reply.customer.text), identify(reply.text)
    is_sure = _is_sure(theirs, reply.customer.text) and _is_sure(own, reply.text)
    is_said = reply.language.split("-")[0] == theirs.language and (own.margin < _SURE_OF_TWO or len(reply.text) < _LONG)
    is_doubtful = is_said or (theirs.second == own.language and theirs.margin < _SURE_OF_TWO)
    if not is_sure or is_doubtful or _is_near(theirs.language, own.language):
        return
    yield Finding(
        rule=RULE.id,
        level=RULE.level,
        reason=say(
            "The customer's language: {theirs}. Yours: {own}.", theirs=NAMES[theirs.language], own=NAMES[own.language]
        ),
        remedy=say("Answer in the customer's language if you can; if you can't, say so in one sentence of it."),
        replacement=cues.better("other"),
    )


def _is_sure(guess: Guess, text: str) -> bool:
    """A script of its own says enough; letters that many languages share have to be some."""
    letters = sum(char.isalpha() for char in text)
    is_long = letters >= _ENOUGH or guess.language not in (*LATIN, *CYRILLIC)
    return bool(guess.language) and is_long and guess.margin >= _SURE


def _is_near(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _NEAR)


RULE = Rule(18, "language", "warn", check)
