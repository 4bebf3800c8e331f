"""Posts and answers that speak otherwise to people than the strategy says for that platform."""

from __future__ import annotations

from collections import defaultdict

from vitrino.checkup.rule import Noticed, Rule
from vitrino.checkup.voices import SHOWN, Facts, Said, load, mirrors, proof, ways
from vitrino.domain.message import say
from vitrino.domain.voice import Break, breaks

# One may be a slip, or a customer who wanted it so.
FEWEST = 2


def judge(facts: Facts) -> list[Noticed]:
    """One notice for the posts on a platform, and one for the answers there."""
    found: dict[tuple[str, bool], list[tuple[Said, Break]]] = defaultdict(list)
    for one in facts.said:
        wish = facts.wish(one)
        if wish.formality == "informal" and mirrors(one):
            continue
        found[one.platform, one.is_reply] += [
            (one, broken) for broken in breaks(one.text, wish) if broken.kind == "formality"
        ]
    return [_noticed(facts, platform, its) for (platform, _reply), its in sorted(found.items()) if _is_told(its)]


def _is_told(its: list[tuple[Said, Break]]) -> bool:
    """Two that are out, or one that can still be put right."""
    return len(its) >= FEWEST or any(one.is_open for one, _found in its)


def _noticed(facts: Facts, platform: str, its: list[tuple[Said, Break]]) -> Noticed:
    name = facts.names.get(platform, platform)
    if facts.wish(its[0][0]).formality == "formal":
        message = say("On {platform} you want to speak formally, and these are familiar: {n}.", platform=name,
                      n=len(its))  # fmt: skip
    else:
        message = say("On {platform} you want to speak familiarly, and these are formal: {n}.", platform=name,
                      n=len(its))  # fmt: skip
    return Noticed(
        message,
        tuple(proof(one, found) for one, found in its[:SHOWN]),
        ways([one for one, _found in its]),
        key=f"{'answers' if its[0][0].is_reply else 'platform'}:{platform}",
        about=",".join(sorted({one.key for one, _found in its})),
    )


RULE = Rule(
    id="voice.wrong-formality",
    mistake="M6",
    severity="low",
    notices=say("Posts or answers speak formally where the strategy says familiarly, or the other way round."),
    load=load,
    judge=judge,
)
