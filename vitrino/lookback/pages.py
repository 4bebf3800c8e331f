"""What the pages of looks back and experiments show, in finished words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.utils import formats

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.insight import queries as insight
from vitrino.lookback import figures, queries, seeing, wording
from vitrino.lookback.models import Decision, Every, Experiment, LookBack
from vitrino.lookback.telling import Figure
from vitrino.plan import queries as plan
from vitrino.plan.suggesting import REASONS
from vitrino.ui.formats import day
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost

MOST_POSTS = 30


def period_words(every: str, from_on: date, to_on: date) -> str:
    """ "October 2026", or the first and the last day of a week."""
    if every == Every.MONTH:
        return str(formats.date_format(from_on, "YEAR_MONTH_FORMAT"))
    return f"{day(from_on)} – {day(to_on)}"


def name_of(back: LookBack) -> str:
    return period_words(back.every, back.from_on, back.to_on)


def figure_cards(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Figures as `ui.stat` takes them."""
    return [
        {
            "label": one.label,
            "figure": None if one.value is None else wording.value(one),
            "comparison": wording.comparison(one),
            "trend": one.trend,
            "sample": one.sample,
        }
        for one in figures
    ]


def sentence(workspace: Workspace, now: datetime) -> Message:
    """The page of looks back in one sentence."""
    begun = queries.unfinished(workspace)
    if begun is not None:
        return say("You have begun to look back on {period}; go on where you stopped.", period=name_of(begun))
    period = queries.due(workspace, now)
    if period is not None:
        name = period_words(period.every, period.from_on, period.to_on)
        return say("It is time to look back on {period}. Ten minutes are enough.", period=name)
    if not queries.rhythm_of(workspace):
        return say("Nothing reminds you; look back whenever you like.")
    return say("Nothing waits. You will be reminded when the next one is due.")


def of_step(back: LookBack, step: int, now: datetime) -> dict[str, Any]:
    """Everything one step shows."""
    seen = seeing.of_step(back, step, now)
    context: dict[str, Any] = {"seen": seen, "cards": figure_cards(seen.figures)}
    if step == 1:
        context["last"] = decided(back.workspace, queries.last_decisions(back))
    if step == 5:
        context |= {
            "suggestions": [(one, plan.message_of(one)) for one in plan.open_suggestions(back.workspace)[:10]],
            "reasons": REASONS,
            "decided": decided(back.workspace, queries.decisions_of(back)),
        }
    return context


def record(back: LookBack) -> dict[str, Any]:
    """A closed look back as it was."""
    seen = seeing.read(back.seen)
    return {"seen": seen, "cards": figure_cards(seen.figures),
            "decided": decided(back.workspace, queries.decisions_of(back))}  # fmt: skip


def decided(workspace: Workspace, found: Iterable[Decision]) -> list[dict[str, Any]]:
    """Each decision with what came of it: the word about an own line, the result of an experiment."""
    rows = list(found)
    tried = queries.experiments_of_suggestions(workspace, [one.suggestion_id for one in rows if one.suggestion_id])
    return [_decided(one, tried.get(one.suggestion_id or 0)) for one in rows]


def _decided(one: Decision, experiment: Experiment | None) -> dict[str, Any]:
    said = plan.message_of(one.suggestion) if one.suggestion else one.text
    outcome: Message | str = ""
    if one.kind == Decision.Kind.REFUSED and one.suggestion:
        outcome = say("Refused: {reason}", reason=one.suggestion.reason)
    elif experiment is not None:
        outcome = wording.result_words(experiment)
    elif one.outcome:
        outcome = f"{one.get_outcome_display()}. {one.note}".strip()
    return {"row": one, "said": said, "outcome": outcome, "experiment": experiment}


def experiment_rows(found: Iterable[Experiment]) -> list[dict[str, Any]]:
    return [
        {
            "row": one,
            "said": plan.message_of(one.suggestion),
            "result": wording.result_words(one),
            "platform": one.channel.platform if one.channel else "",
            "state": one.get_state_display(),
            "tone": "warn" if one.state == Experiment.State.OVER else wording.tone(one),
        }
        for one in found
    ]


def experiment(one: Experiment) -> dict[str, Any]:
    """One experiment with the posts it rests on."""
    ids = [int(pk) for pk in one.result.get("ids", ())]
    posts = list(insight.known_posts(one.workspace).filter(pk__in=ids)[:MOST_POSTS])
    return {
        **experiment_rows([one])[0],
        "posts": [_post(post) for post in posts],
        "count": len(ids),
        "is_open": one.state in (Experiment.State.RUNNING, Experiment.State.OVER),
        "is_running": one.state == Experiment.State.RUNNING,
        "others": one.result.get("others", 0),
    }


def _post(post: KnownPost) -> dict[str, Any]:
    return {
        "text": shorten(post.text, figures.LONGEST_TITLE, placeholder="…"),
        "url": post.url if post.url.startswith("https://") else "",
        "platform": post.channel.platform,
        "name": channels.manifest_of(post.channel).name,
        "answers": post.engagement,
        "at": post.at,
    }
