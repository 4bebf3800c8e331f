"""`vitrino triage`: what messages to a shop want, and how soon. No database, no Django.

`vitrino triage judge` is a filter. It reads messages on standard input, one a line: plain, or JSON with "text" and, if
known, "id", "lang", "rating", "surface" (message, comment, mention, review). Each gets one line:
    {"id", "language", "intents": [{"intent", "by", "words"}], "urgency", "reasons": [{"alarm", "words"}], "unsure"}
`words` are the places in the text as [start, end] in characters; `by` is "words", "learned" or a rule. "unsure" is true
where nothing says what is wanted: a person has to look. A line that can't be read answers {"id", "error"}.
With `--cues` only the lists of words count, not what was learnt from samples.

`vitrino triage report` learns from the samples of all shops but one and reads the messages of that one, shop by shop.
See docs/reference/triage.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any, cast, get_args

from vitrino.domain.deadlines import Surface
from vitrino.domain.language import identify
from vitrino.domain.triage import Triage, judge
from vitrino.domain.triage.evaluation import Outcome, Score, Unseen, leave_one_out, together
from vitrino.domain.triage.learned import Example, Model, consult
from vitrino.domain.triage.samples import base_model, example, samples


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    judged = commands.add_parser("judge", help="read messages on standard input")
    judged.add_argument("--cues", action="store_true", help="by the lists of words alone")
    report = commands.add_parser("report", help="measure it on shops it has not seen")
    report.add_argument("--shops", type=int, default=0, help="only so many shops, for a quick look")


def run(args: argparse.Namespace) -> int:
    lines = _report(args.shops) if args.what == "report" else _judge(Model() if args.cues else base_model())
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


def _judge(model: Model) -> Iterator[str]:
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield json.dumps(_answer(model, number, line), ensure_ascii=False)


def _answer(model: Model, number: int, line: str) -> dict[str, Any]:
    try:
        given = _read(line)
    except ValueError as error:
        return {"id": number, "error": str(error)}
    language = str(given.get("lang") or "") or identify(given["text"]).language
    found = consult(model, given["text"], _found(given, language))
    return {"id": given.get("id", number), "language": language, **_told(found)}


def _found(given: dict[str, Any], language: str) -> Triage:
    rating = given.get("rating")
    surface = cast(Surface, given.get("surface") or "message")
    return judge(given["text"], language=language, rating=rating, surface=surface)


def _told(found: Triage) -> dict[str, Any]:
    intents = [
        {"intent": sign.intent.value, "by": sign.rule or "words",
         "words": [list(place) for place in sign.words or ((sign.start, sign.end),) if place[1]]}
        for sign in found.signs
    ]  # fmt: skip
    reasons = [{"alarm": one.alarm.value, "words": [[one.start, one.end]] if one.end else []} for one in found.reasons]
    return {"intents": intents, "urgency": found.urgency, "reasons": reasons, "unsure": found.is_unsure}


def _read(line: str) -> dict[str, Any]:
    if not line.lstrip().startswith("{"):
        return {"text": line.rstrip("\r\n")}
    value = json.loads(line)
    if not isinstance(value.get("text"), str):
        raise ValueError('The object has no "text".')
    if value.get("rating") not in (None, 1, 2, 3, 4, 5):
        raise ValueError('"rating" is a number of stars from 1 to 5.')
    if value.get("surface") not in (None, "", *get_args(Surface)):
        raise ValueError(f'"surface" is one of {", ".join(get_args(Surface))}.')
    return dict(value)


def _report(most: int) -> Iterator[str]:
    """One line a shop as it is done, then the intents over all of them."""
    shops: dict[str, list[Example]] = {}
    for sample in samples():
        shops.setdefault(sample.shop, []).append(example(sample))
    wanted = dict(list(shops.items())[: most or None])
    yield f"{sum(map(len, wanted.values()))} messages of {len(wanted)} shops; each shop is left out in turn"
    yield ""
    yield "shop           cues alone     + learnt from others   half   + 20 own corrections"
    yield "                  F1  says       F1  says               F1     F1"
    done: list[Unseen] = []
    for unseen in leave_one_out(wanted):
        done.append(unseen)
        yield _line(unseen.shop, unseen)
    every = Unseen("all", *(together(part) for part in zip(
        *((one.cues, one.learned, one.half, one.corrected) for one in done), strict=True)))  # fmt: skip
    yield _line("all", every)
    yield ""
    yield "intent        messages   cues alone                + learnt from others"
    yield "                         precision recall  F1      precision recall  F1"
    learned = {score.intent: score for score in every.learned.scores}
    for score in every.cues.scores:
        better = learned[score.intent]
        yield f"{score.intent.value:<13} {score.count:>8}   {_row(score)}     {_row(better)}"
    yield ""
    yield from _by_language(wanted, every)


def _by_language(shops: dict[str, list[Example]], every: Unseen) -> Iterator[str]:
    languages = [one.language for one in samples() if one.shop in shops]
    for language in dict.fromkeys(languages):
        cues, learned = (_only(outcome, languages, language) for outcome in (every.cues, every.learned))
        yield f"{language}: F1 {cues.macro_f1:.3f} by cues alone, {learned.macro_f1:.3f} with what was learnt"


def _only(outcome: Outcome, languages: list[str], language: str) -> Outcome:
    return Outcome(tuple(pair for pair, one in zip(outcome.pairs, languages, strict=True) if one == language))


def _line(name: str, unseen: Unseen) -> str:
    cues, learned = unseen.cues, unseen.learned
    first = (
        f"{name:<14} {cues.macro_f1:>5.3f} {cues.coverage:>5.0%}    {learned.macro_f1:>5.3f} {learned.coverage:>5.0%}"
    )
    return f"{first}            {unseen.half.macro_f1:>5.3f}  {unseen.corrected.macro_f1:>5.3f}"


def _row(score: Score) -> str:
    precision = "-" if score.precision is None else f"{score.precision:.2f}"
    return f"{precision:>9} {score.recall:>6.2f} {score.f1:>5.2f}"
