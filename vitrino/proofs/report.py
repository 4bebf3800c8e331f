"""What a proof says at its end."""

from __future__ import annotations

from collections import Counter

from vitrino.proofs.judge import Verdict, table
from vitrino.proofs.plan import Plan, Result


def opening(plan: Plan, database: str) -> str:
    what = [f"{plan.kills:,} kills", f"{plan.pauses:,} pauses"]
    if plan.cuts:
        what.append(f"{plan.cuts:,} cuts of connections")
    rounds = len(plan.rounds())
    return (
        f"seed {plan.seed}, {', '.join(what)}, {plan.workers} workers on {database}, classes {plan.classes},"
        f" {rounds:,} rounds, {min(rounds, plan.lanes)} at a time"
    )


def progress(result: Result) -> str:
    wrong = sum(len(one.cases) for one in (*result.verdicts.values(), *result.restored.values())) + len(result.broken)
    return f"{result.kills:,} kills, {result.pauses:,} pauses in {result.seconds:,.0f} s: {wrong} wrong"


def report(result: Result) -> str:
    """The tables, what happened, and every case that is wrong."""
    more = {"kills": f"{result.kills:,}", "seconds": f"{result.seconds:,.0f}"}
    lines = [table(result.verdicts, more), "", *_happened(result)]
    if result.restored:
        lines += ["", "After a backup was put back while the platforms were ahead of it:", "",
                  table(result.restored, {})]  # fmt: skip
        lines += ["", f"{result.held_after_restore:,} posts were held until the owner released them."
                  f" A copy of the installation held {result.held_by_clone:,} and sent nothing."]  # fmt: skip
    verdicts: list[Verdict] = [*result.verdicts.values(), *result.restored.values()]
    wrong = [*result.broken, *(case for verdict in verdicts for case in verdict.cases)]
    return "\n".join([*lines, "", *(f"WRONG {case}" for case in wrong), _verdict(result), _rate(result)])


def _rate(result: Result) -> str:
    """How fast it went."""
    seconds = max(result.seconds, 0.001)
    return f"{result.kills:,} kills in {seconds:,.0f} s: {result.kills / seconds:.1f} kills/s."


def _happened(result: Result) -> list[str]:
    paused = f"{result.pauses:,} workers slept past their deadline and woke up again"
    if result.ended_asleep:
        paused += f", {result.ended_asleep} of them were ended by the kernel in the last moment before a write"
    return [
        f"{result.interrupted:,} attempts lost their worker before it had an answer.",
        *([f"{paused}."] if result.pauses else []),
        *_server(result),
        f"What became of the writes: {_counts(result.suffered)}.",
        f"Why people were asked: {_counts(result.questions) or 'nobody was'}.",
    ]


def _server(result: Result) -> list[str]:
    """What the database server's connections went through."""
    lines = [f"{result.cuts:,} times connections were cut, {result.connections_cut:,} in all."] if result.cuts else []
    lines += [f"The database server was killed {result.crashes:,} times."] if result.crashes else []
    return lines + ([f"{result.died:,} workers ended by themselves and were replaced."] if result.died else [])


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counted.items()))


def _verdict(result: Result) -> str:
    return "Every promise was kept." if result.is_clean else "A promise was broken."
