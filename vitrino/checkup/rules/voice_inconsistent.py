"""Texts that don't sound like one shop: two manners mixed, words the strategy strikes out, more emoji than it wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vitrino.checkup.rule import Evidence, Noticed, Rule
from vitrino.checkup.saying import day, quote
from vitrino.checkup.voices import SHOWN, Facts, Said, load, mirrors, proof, ways
from vitrino.domain.message import Message, say
from vitrino.domain.voice import Break, Kind, breaks, mix, spoken

# How many texts make it a habit rather than a slip. Fewer are told while they can still be put right.
FEWEST: dict[Kind, int] = {"mixed": 2, "word": 2, "emoji": 3}
_SAID: dict[Kind, Message] = {
    "mixed": say("Texts that are formal and familiar at once: {n}."),
    "word": say("Texts with words that the strategy strikes out: {n}."),
    "emoji": say("Texts with more emoji than the strategy wants: {n}."),
}


def judge(facts: Facts) -> list[Noticed]:
    """One notice for each kind, and one for each platform on which both manners are used."""
    found: dict[Kind, list[tuple[Said, Break]]] = defaultdict(list)
    for one in facts.said:
        for broken in breaks(one.text, facts.wish(one)):
            found[broken.kind].append((one, broken))
    told = [_noticed(kind, found[kind]) for kind, fewest in FEWEST.items() if _is_habit(found[kind], fewest)]
    return [*told, *_two_voices(facts)]


def _is_habit(its: list[tuple[Said, Break]], fewest: int) -> bool:
    return len(its) >= fewest or any(one.is_open for one, _found in its)


def _noticed(kind: Kind, its: list[tuple[Said, Break]]) -> Noticed:
    return Noticed(
        Message(_SAID[kind].template, {"n": len(its)}),
        tuple(proof(one, found) for one, found in its[:SHOWN]),
        ways([one for one, _found in its]),
        key=kind,
        about=",".join(sorted({one.key for one, _found in its})),
    )


def _two_voices(facts: Facts) -> Iterator[Noticed]:
    """Where nothing is settled: formal posts and familiar ones, or such answers, on the same platform.

    Posts are not held against answers: to say "wy" to all and "Pani" to one is usual.
    """
    alike: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for one in facts.said:
        if not facts.wish(one).formality and not mirrors(one):
            alike[one.platform, one.is_reply].append(one)
    for (platform, is_reply), said in sorted(alike.items()):
        heard = [spoken(one.text) for one in said]
        mixed = mix([one.manner for one in heard])
        if mixed is None:
            continue
        odd = [said[place] for place in mixed.odd]
        yield Noticed(
            say("On {platform} you are formal in {formal} texts and familiar in {informal}.",
                platform=facts.names.get(platform, platform), formal=len(mixed.formal), informal=len(mixed.informal)),
            tuple(_line(said[place], heard[place].manner) for place in mixed.odd[:SHOWN]),
            ways(odd),
            key=f"{'answers' if is_reply else 'platform'}:{platform}",
            about=",".join(sorted(one.key for one in odd)),
        )  # fmt: skip


def _line(one: Said, manner: str | None) -> Evidence:
    heard = spoken(one.text)
    spans = heard.formal if manner == "formal" else heard.informal
    words = ", ".join(dict.fromkeys(f"“{one.text[span.start : span.end]}”" for span in spans[:3]))
    place, arguments = ("inbox:talk", {"pk": one.pk}) if one.is_reply else ("posts:edit", {"pk": one.pk})
    template = say("{day}, formal by {words}: “{text}”") if manner == "formal" else say(
        "{day}, familiar by {words}: “{text}”")  # fmt: skip
    return Evidence(Message(template.template, {"day": day(one.at), "words": words, "text": quote(one.text)}), place,
                    arguments)  # fmt: skip


RULE = Rule(
    id="voice.inconsistent",
    mistake="M6",
    severity="low",
    notices=say("Formal and familiar address are mixed, in one text or on one platform; words the strategy strikes out "
                "or more emoji than it wants are used."),
    load=load,
    judge=judge,
)  # fmt: skip
