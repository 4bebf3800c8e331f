"""The tone check of replies: `python -m benchmarks.tone`.

Every reply of the fixtures, in three languages, through the filter's own path (JSON in, all rules, JSON out), with
everything a shop can know around it: fifty earlier replies, opening hours, contacts, the case's usual time. Processor
time a reply, beside a plain `json.loads` and `json.dumps` of the same lines. Goal: under 20 ms a reply.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

import vitrino.domain.tone

GOAL_MS = 20.0
FIXTURES = Path(vitrino.domain.tone.__file__).with_name("tests") / "fixtures"
WEEK = {str(day): [["08:00", "18:00"]] for day in range(6)}


def main() -> int:
    from vitrino.config.cli.reply import answer

    lines = [line for language in ("en", "pl", "eo") for line in _lines(language)]
    for line in lines[:: len(lines) // 30]:  # the files of cues are read once
        answer(line, 1)
    checked = _times_ms(lambda line: json.dumps(answer(line, 1)), lines)
    bare = median(_times_ms(lambda line: json.dumps(json.loads(line)), lines))
    p99, worst = quantiles(checked, n=100)[98], max(checked)
    print(f"{len(lines):,} replies, {sum(map(len, lines)) // len(lines):,} characters of JSON each: "
          f"p50 {median(checked):.2f} ms, p99 {p99:.2f} ms, worst {worst:.2f} ms (goal < {GOAL_MS:.0f} ms), "
          f"{median(checked) / bare:.0f} times the JSON alone")  # fmt: skip
    print(f"start and first reply: {_first_ms(lines[0]):.0f} ms of processor time")
    return 0


def _lines(language: str) -> list[str]:
    """The fixtures as input of the filter; the replies before a reply are its earlier ones."""
    given = [json.loads(line) for path in sorted((FIXTURES / language).glob("*.jsonl"))
             for line in path.read_text(encoding="utf-8").splitlines() if line]  # fmt: skip
    texts = [one["reply"] if isinstance(one["reply"], str) else one["reply"]["text"] for one in given]
    return [_line(language, text, given[n], texts[max(0, n - 50) : n]) for n, text in enumerate(texts)]


def _line(language: str, text: str, one: dict[str, Any], earlier: list[str]) -> str:
    shop = {
        "contacts": ["help@zorza.example", "+48 22 555 01 34"], "recent_public_replies": earlier,
        "opening_hours": WEEK, "zone": "Europe/Warsaw", "median_answer_minutes": 240, "max_length": 1000,
        "emoji_budget": 1,
    }  # fmt: skip
    customer = one.get("customer") or {}
    customer = {"text": customer} if isinstance(customer, str) else customer
    reply = {"text": text, "language": language, "now": "2026-11-20T14:05:00+01:00", "customer": customer, "shop": shop}
    return json.dumps(reply, ensure_ascii=False)


def _times_ms(work: Callable[[str], object], lines: list[str]) -> list[float]:
    times = []
    for line in lines:
        begun = process_time()
        work(line)
        times.append((process_time() - begun) * 1000)
    return times


def _first_ms(line: str) -> float:
    """Processor time of a process that starts, reads its cues and answers one reply."""
    code = ("import sys, time; from vitrino.config.cli import run; run(['reply', 'check']); "
            "sys.stderr.write(str(time.process_time() * 1000))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], input=line + "\n", capture_output=True, text=True, check=True)
    return float(done.stderr.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
