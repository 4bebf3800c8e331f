"""Results of experiments in plain words, and figures compared."""

from __future__ import annotations

from vitrino.domain.message import Message, say
from vitrino.lookback.models import Experiment
from vitrino.lookback.telling import Figure
from vitrino.ui.formats import number, percent
from vitrino.ui.words import words

# Against next to nothing every number is thousands of per cent more, and says nothing.
MOST_SAID = 5.0
TONES = {"better": "good", "worse": "bad"}


def result_words(experiment: Experiment) -> Message:
    """How it stands, with its interval and its posts."""
    result = experiment.result
    state, posts = result.get("state", "early"), len(result.get("ids", ()))
    if state == "early":
        return say("Too early: {n} of about {needed} posts. Nothing is claimed before the end.", n=posts,
                   needed=experiment.needed)  # fmt: skip
    if state == "too-few":
        return say("Only {n} posts could be compared; that is too few to tell help from luck.", n=posts)
    if state == "told":
        return say("{n} posts got {mid} answers each, typically. There is nothing to compare a new platform with.",
                   n=posts, mid=number(result["mid"], 1))  # fmt: skip
    said = {
        "better": say("It helped: {mid} times the answers of the other posts ({low} to {high}), from {n} posts."),
        "worse": say("It did harm: {mid} times the answers of the other posts ({low} to {high}), from {n} posts."),
    }.get(
        state,
        say("No difference that luck could not make: {mid} times the answers ({low} to {high}), from {n} posts."),
    )
    return Message(said.template, {name: number(result[name], 1) for name in ("low", "mid", "high")} | {"n": posts})


def tone(experiment: Experiment) -> str:
    return TONES.get(experiment.result.get("state", ""), "")


def comparison(figure: Figure) -> Message:
    """ "up 12 % on the time before (340)"."""
    if figure.value is None:
        return figure.reason
    if figure.before is None:
        return say("nothing to compare with yet")
    before = number(figure.before, figure.places)
    if figure.change is None or figure.change == 0 or abs(figure.change) > MOST_SAID:
        return say("{before} the time before", before=before)
    share = percent(abs(figure.change))
    if figure.change > 0:
        return say("{share} more than the time before ({before})", share=share, before=before)
    return say("{share} less than the time before ({before})", share=share, before=before)


def value(figure: Figure) -> str:
    return number(figure.value, figure.places)


def said(figure: Figure) -> str:
    """Label, value and comparison in one line."""
    return f"{words(figure.label)}: {value(figure)} ({words(comparison(figure))})"
