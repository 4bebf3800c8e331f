"""Goals in sentences."""

from __future__ import annotations

from vitrino.domain.goals import METRICS, WORDS, Metric, Standing, pace_needed, percent, standing
from vitrino.domain.message import Message, say
from vitrino.goals.offering import Offer, way_to_count
from vitrino.strategy.queries import Goal, GoalDay
from vitrino.ui.formats import day, number

TONES: dict[Standing, str] = {"on-track": "good", "at-risk": "warn", "off-track": "bad", "unknown": ""}
ICONS: dict[Standing, str] = {
    "on-track": "trending-up", "at-risk": "alert-triangle", "off-track": "trending-down", "unknown": "clock",
}  # fmt: skip


def wanted(goal: Goal) -> Message:
    """What shall be there by when, and where it began."""
    metric = METRICS[goal.metric]
    given: dict[str, str | Message] = {
        "metric": metric.name, "target": _figure(goal.target, metric), "deadline": day(goal.deadline),
        "start": day(goal.starts_on), "before": _figure(goal.baseline, metric),
    }  # fmt: skip
    if metric.kind == "sum":
        return say("{metric}: {target} from {start} to {deadline}.", **given)
    if metric.kind == "level":
        return say("{metric}: {target} on average by {deadline}.", **given)
    if goal.baseline is None:
        return say("{metric}: {target} by {deadline}.", **given)
    return say("{metric}: from {before} to {target} by {deadline}.", **given)


def before(goal: Goal) -> Message:
    """On what the goal stands."""
    metric = METRICS[goal.metric]
    if goal.baseline is None:
        if goal.baseline_until is None:
            return say("Nobody has measured yet where this begins.")
        return say("Where this begins is being measured, until {day}.", day=day(goal.baseline_until))
    given: dict[str, str | int] = {
             "before": _figure(goal.baseline, metric), "low": _figure(goal.baseline_low, metric),
             "high": _figure(goal.baseline_high, metric), "days": goal.baseline_days}  # fmt: skip
    if metric.kind == "stock":
        return say("{before} at the beginning.", **given)
    if metric.kind == "level":
        return say(
            "Before it was {before} on average, between {low} and {high}, from {days} days with numbers.", **given
        )
    return say("In as many days before it would have been {before}, between {low} and {high}, judging by {days} days.",
               **given)  # fmt: skip


def stands(goal: Goal, last: GoalDay | None) -> Message:
    """How it stands, in one sentence."""
    metric = METRICS[goal.metric]
    if goal.state != Goal.State.ACTIVE:
        return _ended(goal)
    if last is None or last.chance is None:
        return say("Too early to tell whether it will be reached; two weeks of numbers are needed.")
    given: dict[str, str | int] = {"percent": percent(last.chance), "target": _figure(goal.target, metric)}
    sentences = {
        "on-track": say("On track: a chance of {percent} % to reach {target}.", **given),
        "at-risk": say("At risk: a chance of {percent} % to reach {target}. It can go either way.", **given),
        "off-track": say("Off track: a chance of {percent} % to reach {target}, unless something changes.", **given),
    }
    return sentences[standing(last.chance)]


def _ended(goal: Goal) -> Message:
    if goal.closing:
        return Message(goal.closing["template"], goal.closing["values"])
    endings = {
        Goal.State.REACHED: say("Reached. Well done; take a moment to enjoy it."),
        Goal.State.MISSED: say("Not reached. It happens; what you know now makes the next goal a better one."),
    }
    return endings.get(Goal.State(goal.state), say("Given up. Letting go of a goal makes room for a better one."))


def label(goal: Goal, last: GoalDay | None) -> Message:
    return WORDS[standing(last.chance if last else None)]


def ahead(goal: Goal, last: GoalDay) -> Message | None:
    """Where it will end, with the range."""
    if last.chance is None:
        return None
    metric = METRICS[goal.metric]
    middle, low, high = (_figure(value, metric) for value in (last.middle, last.low, last.high))
    return say("It will probably end at {middle}; in nine of ten cases between {low} and {high}.",
               middle=middle, low=low, high=high)  # fmt: skip


def pace(goal: Goal, last: GoalDay, week_now: float | None) -> Message | None:
    """What is needed from now, beside what there is."""
    if last.value is None:
        return None
    metric = METRICS[goal.metric]
    gone = (last.day - goal.starts_on).days + 1
    needed = pace_needed(metric.kind, last.value, goal.target, gone, goal.days_total)
    if needed is None:
        return None
    given = {"needed": number(needed, 1 if needed < 10 or metric.places else 0),
             "now": number(week_now, 1 if week_now is not None and week_now < 10 else 0)}  # fmt: skip
    if metric.kind == "level":
        return say("From now on it has to be {needed} on average.", **given)
    if week_now is None:
        return say("From now on {needed} a week are needed.", **given)
    return say("From now on {needed} a week are needed; the last four weeks brought {now} a week.", **given)


def offered(offer: Offer) -> Message:
    """What there is and what could be, for one proposal."""
    metric = offer.metric
    if offer.usual is None or offer.target is None:
        return say("Countable here; {n} more days until we know what is usual.", n=offer.missing_days)
    given = {"usual": _figure(offer.usual.value, metric), "low": _figure(offer.usual.low, metric),
             "high": _figure(offer.usual.high, metric), "target": _figure(offer.target, metric),
             "deadline": day(offer.deadline)}  # fmt: skip
    if metric.kind == "stock":
        return say("{usual} today. Proposal: {target} by {deadline}.", **given)
    if metric.kind == "level":
        return say("{usual} on average so far ({low} to {high}). Proposal: {target} by {deadline}.", **given)
    return say("In thirteen weeks usually {usual} ({low} to {high}). Proposal: {target} by {deadline}.", **given)


def refused(wish: str, meant: Metric | None, *, is_named: bool, is_countable: bool) -> Message | None:
    """Why a wish is no goal yet; None when it names what can be counted here."""
    if meant is None or not is_named:
        return say("“{wish}” can't be counted, so nobody could tell whether it came true. This comes nearest, and your "
                   "shop can count it:", wish=wish[:120])  # fmt: skip
    if not is_countable:
        return say("{metric} can't be counted here yet. {way} Until then, this can be counted:", metric=meant.name,
                   way=way_to_count(meant))  # fmt: skip
    return None


def _figure(value: float | None, metric: Metric) -> str:
    return number(value, metric.places)
