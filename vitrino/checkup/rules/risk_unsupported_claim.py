"""A post claims what nobody can check: the best of all, a cure, a test without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.public_texts import Said, said_lately
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.domain.message import say
from vitrino.domain.risk import Risk, find_claims, gravity
from vitrino.ledger import queries as ledger
from vitrino.workspace.models import Workspace

SHOWN = 5


@dataclass(frozen=True)
class Facts:
    """What the shop says, planned texts first; proofs: claims it may make."""

    texts: tuple[Said, ...]
    proofs: tuple[str, ...] = ()


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of them; serious when one claims an effect on health or a test."""
    found = [(one, risks) for one in facts.texts if (risks := _claims(one, facts.proofs))]
    if not found:
        return []
    waiting = [one for one, _risks in found if not one.is_out]
    prove = Way(say("Name a proof"), "ledger:proofs")
    change = Way(say("Change the planned post"), "posts:edit", {"pk": waiting[0].post_id if waiting else 0})
    is_grave = any(gravity(risk) == "ask" for _one, risks in found for risk in risks)
    return [
        Noticed(
            say("Posts claim something without a proof: {n}.", n=len(found)),
            tuple(_proof(one, risks[0]) for one, risks in found[:SHOWN]),
            (change, prove) if waiting else (prove,),
            about=about([one.publication_id for one, _risks in found]),
            severity="high" if is_grave else "low",
        )
    ]


def _claims(said: Said, proofs: tuple[str, ...]) -> tuple[Risk, ...]:
    return find_claims(said.text, language=said.language, proofs=proofs)


def _proof(said: Said, risk: Risk) -> Evidence:
    message = say("“{words}” in “{text}”", words=risk.words, text=quote(said.text))
    return Evidence(message, "publishing:publication", {"pk": said.publication_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(said_lately(workspace, now), tuple(ledger.proven_claims(workspace)))


RULE = Rule(
    id="risk.unsupported-claim",
    mistake="M13",
    severity="low",
    notices=say("A post of the last 14 days, or a planned one, claims something for which no proof is named or kept."),
    load=load,
    judge=judge,
)
