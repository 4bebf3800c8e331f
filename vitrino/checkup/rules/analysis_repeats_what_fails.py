"""It is known what people pass over, and the shop goes on posting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import Message, say
from vitrino.insight import queries as insight
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import Finding

# A finding must have been there for two weeks, so that the plan could follow it.
KNOWN_FOR = timedelta(days=14)
LOOKED_AT = timedelta(days=120)
FEWEST = 3
# Still as often as before: fewer than before is the beginning of learning.
STILL = 0.8
SHOWN = 5
MOST = 1000


@dataclass(frozen=True)
class Post:
    pk: int
    text: str
    at: datetime


@dataclass(frozen=True)
class Failing:
    """What posts have in common that are passed over. since: known since then. repeats: such posts that went out after
    that. share_before, share_since: how many of the channel's posts were like that."""

    pk: int
    message: Message
    since: datetime
    repeats: tuple[Post, ...]
    share_before: float
    share_since: float


@dataclass(frozen=True)
class Facts:
    found: tuple[Failing, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.found
            if len(one.repeats) >= FEWEST and one.share_since >= STILL * one.share_before]  # fmt: skip


def _noticed(one: Failing) -> Noticed:
    known = Evidence(one.message, "insight:finding", {"pk": one.pk})
    posts = [Evidence(say("{day}: “{text}”", day=post.at.date().isoformat(), text=post.text[:90]), "insight:post",
                      {"pk": post.pk}) for post in one.repeats[:SHOWN]]  # fmt: skip
    return Noticed(
        say("You know what people pass over, and it goes on. Such posts since {day}: {n}.",
            day=one.since.date().isoformat(), n=len(one.repeats)),
        (known, *posts),
        (Way(say("Plan something else"), "planner:week"),
         Way(say("See all of these posts"), "insight:finding", {"pk": one.pk})),
        key=f"finding:{one.pk}",
        about=str(len(one.repeats) // FEWEST),
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = insight.findings_of(workspace).filter(kind="ignored", is_enough=True)
    return Facts(tuple(fact for one in found if (fact := _fact(workspace, one, now)) is not None))


def _fact(workspace: Workspace, finding: Finding, now: datetime) -> Failing | None:
    """None for what has been known too short a time to follow it."""
    evidence = finding.evidence
    since = _known_since(workspace, int(evidence.get("channel_id") or 0), evidence.get("traits") or {}, now)
    if since is None or now - since < KNOWN_FOR:
        return None
    ids = {int(one) for one in evidence.get("ids", ()) if str(one).isdigit()}
    known = insight.known_posts(workspace).filter(channel=evidence["channel_id"], at__gt=now - LOOKED_AT)
    rows = [Post(pk, text, at) for pk, text, at in known.values_list("pk", "text", "at")[:MOST]]
    after, before = ([one for one in rows if (one.at > since) is is_after] for is_after in (True, False))
    return Failing(
        finding.pk, insight.learnt(finding).message, since, tuple(one for one in after if one.pk in ids),
        _share(before, ids), _share(after, ids),
    )  # fmt: skip


def _known_since(workspace: Workspace, channel: int, traits: dict[str, object], now: datetime) -> datetime | None:
    """When the same was first said, within four months and without a break."""
    runs = insight.runs_of(workspace).filter(channel=channel, at__gt=now - LOOKED_AT)
    since = None
    for run in runs:
        if not any(claim.get("traits") == traits for claim in run.answer.get("ignored", ())):
            break
        since = run.at
    return since


def _share(posts: list[Post], ids: set[int]) -> float:
    return sum(one.pk in ids for one in posts) / len(posts) if posts else 0.0


RULE = Rule(
    id="analysis.repeats-what-fails",
    mistake="M23",
    severity="medium",
    notices=say("Two weeks after it was found that certain posts are passed over, three more of them went out, and as "
                "often as before."),
    load=load,
    judge=judge,
)  # fmt: skip
