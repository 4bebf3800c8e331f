"""What a text risks before it is published: topics the shop avoids, claims without proof, promises with a date.

    for risk in find_claims(text, language="pl", proofs=["najlepsze w mieście"]): ...
    for risk in find_topics(text, avoid=["polityka"], language="pl"): ...
    for promise in find_promises(text, language="pl", now=now, calendar=calendar): ...

Everything found comes with its place, the reason and better words. The words are data, a file a language; who reads
them decides, nothing here forbids anything.
"""

from __future__ import annotations

from vitrino.domain.risk.claims import LANGUAGES, Claim, Risk, find_claims, gravity
from vitrino.domain.risk.promises import Promise, find_promises
from vitrino.domain.risk.topics import TopicRisk, find_topics, suggested_topics

__all__ = [
    "LANGUAGES",
    "Claim",
    "Promise",
    "Risk",
    "TopicRisk",
    "find_claims",
    "find_promises",
    "find_topics",
    "gravity",
    "suggested_topics",
]
