"""What the crisis desk brings along in each language: a plan to begin with, and scenarios of drills.

The texts are files, a language each, written for themselves and not translated sentence by sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vitrino.domain.crisis.plan import Holder, Plan, contacts_of
from vitrino.domain.crisis.scenario import Scenario, scenario_of

LANGUAGES = ("en", "pl", "eo")


def known_language(code: str) -> str:
    """The language of ours that is meant, English for any other."""
    short = code.partition("-")[0].lower()
    return short if short in LANGUAGES else "en"


def plan_for(language: str, shop: str, roles: Mapping[str, Holder]) -> Plan:
    """A plan to begin with, in the shop's language and name."""
    told = _told("plan", known_language(language))
    named = {key: str(text).strip().replace("{shop}", shop) for key, text in told["texts"].items()}
    return Plan(
        roles=dict(roles),
        steps=tuple(told["steps"]),
        statements={key: str(text).strip().replace("{shop}", shop) for key, text in told["statements"].items()},
        customers=named["customers"],
        press=named["press"],
        guidelines=named["guidelines"],
        contacts=contacts_of("\n".join(told["contacts"])),
    )


def scenarios(language: str) -> dict[str, Scenario]:
    """Key -> scenario of a drill."""
    found = [scenario_of(one) for one in _told("drills", known_language(language))["scenario"]]
    return {one.key: one for one in found}


@cache
def _told(name: str, language: str) -> dict[str, Any]:
    return tomllib.loads((files("vitrino.crisis") / "texts" / f"{name}.{language}.toml").read_text(encoding="utf-8"))
