"""Is the manifest sound, and is everything it claims really there?"""

from __future__ import annotations

import dataclasses
import importlib
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

from vitrino.connect.conformance.harness import KINDS, Cases
from vitrino.connect.errors import Unsupported
from vitrino.connect.manifest import CAPABILITIES, Fact
from vitrino.connect.records import Reference

WORDS = {"done", "todo", "exempt"}
ACTIONS = {"hide": "hide", "unhide": "hide", "mute": "mute", "unmute": "mute", "block": "block", "report": "report",
           "delete": "delete"}  # fmt: skip


class ManifestCases(Cases):
    def test_every_fact_has_a_source_and_a_date(self) -> None:
        facts = list(_facts(self.manifest))
        assert facts, "a manifest states facts"
        for fact in facts:
            assert fact.source.strip(), f"no source: {fact.value}"
            assert date(2023, 1, 1) <= fact.checked_on, f"looked up too long ago: {fact.value}"
        assert self.manifest.sources
        assert self.manifest.text.value.limit > 0

    def test_capabilities_come_from_the_closed_list(self) -> None:
        assert self.manifest.capabilities
        assert self.manifest.capabilities <= CAPABILITIES

    def test_every_kind_of_write_says_how_safe_a_repeat_is(self) -> None:
        writes = {
            name
            for name in self.manifest.capabilities
            if name.startswith(("publish.", "reply.")) or name in ("first_comment", "edit")
        }
        assert writes <= set(self.manifest.retry_safety), f"undeclared: {writes - set(self.manifest.retry_safety)}"
        if "idempotency-key" in self.manifest.retry_safety.values():
            assert self.manifest.idempotency_ttl_s

    def test_what_is_claimed_can_be_read_and_nothing_else(self) -> None:
        for kind, capability in KINDS.items():
            assert self._does(lambda kind=kind: self.connector().pull(kind, "")) == self.manifest.can(capability), kind
        for capability, use in (
            ("metrics.post", lambda: self.connector().measure([])),
            ("metrics.account", lambda: self.connector().measure_account()),
            ("read.own_posts", lambda: self.connector().history(1)),
        ):
            assert self._does(use) == (capability in self.manifest.capabilities), capability

    def test_an_act_that_is_not_claimed_is_unsupported(self) -> None:
        target = Reference("1", {"author_id": "2"})
        for action, capability in ACTIONS.items():
            if capability not in self.manifest.capabilities:
                assert not self._does(lambda action=action: self.connector().act(target, action)), action
        assert not self._does(lambda: self.connector().act(target, "dance"))

    def test_links_to_profiles_are_recognised(self) -> None:
        handle = self.connector().probe().handle
        url = self.manifest.profile_url.format(handle=handle)
        assert not self.manifest.profile_url or url.startswith("https://")
        for pattern in self.manifest.profile_url_patterns:
            assert "handle" in re.compile(pattern).groupindex

    def test_the_quality_ledger_says_what_is_done_and_why_not(self) -> None:
        ledger = tomllib.loads(self._file("quality.toml"))["rules"]
        assert ledger
        for rule, entry in ledger.items():
            status, reason = (entry, "") if isinstance(entry, str) else (entry["status"], entry["reason"])
            assert status in WORDS, rule
            assert status == "done" or reason.strip(), f"{rule}: why not?"

    def test_there_is_a_guide_for_the_owner(self) -> None:
        assert self.manifest.name in self._file("guide.en.md")

    def _does(self, use: Any) -> bool:
        try:
            use()
        except Unsupported:
            return False
        return True

    def _file(self, name: str) -> str:
        module = importlib.import_module(type(self.connector()).__module__.rpartition(".")[0])
        return files(module).joinpath(name).read_text("utf-8")


def _facts(value: Any) -> Iterator[Fact[Any]]:
    """All facts anywhere inside a value."""
    if isinstance(value, Fact):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _facts(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _facts(item)
