"""Compares what Vitrino says with the books of the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vitrino.notify.models import Alert, Delivery, Item
from vitrino.proofs.notices.shops import KIND


@dataclass
class Verdict:
    """items: alerts that were acknowledged to whoever told them. missing: of these not in the database; unnoticed: no
    message that named them was taken by the other side and proven here; false_proofs: sent, says Vitrino, but the
    other side never took it; unfinished: still waiting; doubled: messages taken more than once."""

    items: int
    missing: int = 0
    unnoticed: int = 0
    false_proofs: int = 0
    unfinished: int = 0
    messages: int = 0
    doubled: int = 0
    alone: int = 0
    grouped: int = 0
    retried: int = 0
    states: Counter[str] = field(default_factory=Counter)
    suffered: Counter[str] = field(default_factory=Counter)
    worker_kills: int = 0
    producer_kills: int = 0
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not (self.missing or self.unnoticed or self.false_proofs or self.unfinished)


def judge(items: int, books: Mapping[str, Any]) -> Verdict:
    """Everything is at rest: what reached whom?"""
    taken: dict[str, int] = books["taken"]
    links = {key.partition(" ")[2] for key in taken}
    reached: dict[int, int] = {}
    false_proofs = 0
    sent = Item.objects.filter(delivery__state=Delivery.State.SENT)
    seen_deliveries: set[int] = set()
    for alert, delivery, size in sent.values_list("alert", "delivery", "delivery__size"):
        if f"told/{delivery}" in links or str(alert) in links:
            reached[alert] = min(size, reached.get(alert, size))
        elif delivery not in seen_deliveries:
            false_proofs += 1
        seen_deliveries.add(delivery)
    mine = set(Alert.objects.filter(kind=KIND).values_list("pk", flat=True))
    return Verdict(
        items, missing=items - len(mine), unnoticed=len(mine - reached.keys()), false_proofs=false_proofs,
        unfinished=Delivery.objects.filter(state=Delivery.State.WAITING).count(),
        messages=sum(taken.values()), doubled=sum(taken.values()) - len(taken),
        alone=sum(size == 1 for pk, size in reached.items() if pk in mine),
        grouped=sum(size > 1 for pk, size in reached.items() if pk in mine),
        retried=Delivery.objects.filter(attempts__gt=1).count(),
        states=Counter(Delivery.objects.values_list("state", flat=True)), suffered=Counter(books["suffered"]),
    )  # fmt: skip


def report(verdict: Verdict) -> str:
    """For people."""
    kills = verdict.worker_kills + verdict.producer_kills
    faults = ", ".join(f"{name} {count:,}" for name, count in sorted(verdict.suffered.items()) if name != "none")
    states = ", ".join(f"{name} {count:,}" for name, count in sorted(verdict.states.items()))
    spoilt = sum(count for name, count in verdict.suffered.items() if name != "none")
    share = spoilt / max(1, sum(verdict.suffered.values()))
    return "\n".join(
        [
            f"{verdict.items:,} alerts, {kills} kills ({verdict.worker_kills} workers, {verdict.producer_kills} times"
            f" whoever told), {verdict.seconds:,.0f} s",
            f"  unnoticed {verdict.unnoticed}, missing {verdict.missing}, unfinished {verdict.unfinished},"
            f" proven but never taken {verdict.false_proofs}",
            f"  told alone {verdict.alone:,}, in a group or digest {verdict.grouped:,}",
            f"  {verdict.messages:,} messages were taken, {verdict.doubled:,} of them doubled; {verdict.retried:,}"
            " deliveries took more than one try",
            f"  deliveries: {states}",
            f"  {spoilt:,} of {sum(verdict.suffered.values()):,} were spoilt ({share:.1%}): {faults}",
        ]
    )
