"""Links, hashtags and people in a text, by their place in its bytes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.platforms.bluesky.facets import facets, handles

DID = "did:plc:rnmhw2vmgrnut7x55c2hc3j7"


def marked(text: str, dids: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """What the facets cover, and what they say it is."""
    raw = text.encode()
    return [
        (raw[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(), _value(one["features"][0]))
        for one in facets(text, dids or {})
    ]


def _value(feature: dict[str, Any]) -> str:
    return str(feature.get("uri") or feature.get("tag") or feature.get("did"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []), ("No marks at all", []),
        ("https://wikipedia.org/wiki/Rye?a=1&b=2", [("https://wikipedia.org/wiki/Rye?a=1&b=2",) * 2]),
        ("Żółć 🥖 https://wikipedia.org!", [("https://wikipedia.org",) * 2]),
        ("see www.wikipedia.org.", [("www.wikipedia.org", "https://www.wikipedia.org")]),
        ("#bread #żytni #16 # #a#b", [("#bread", "bread"), ("#żytni", "żytni")]),
        ("https://wikipedia.org/#bread", [("https://wikipedia.org/#bread",) * 2]),
        ("#" + "x" * 65, []), ("#" + "x" * 64, [("#" + "x" * 64, "x" * 64)]),
    ],
)  # fmt: skip
def test_links_and_hashtags_are_marked(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@anna.test hello", ["@anna.test"]), ("🥖 (@anna.test)", ["@anna.test"]), ("hi\n@Anna.Test!", ["@Anna.Test"]),
        ("@anna.test and @anna.test", ["@anna.test", "@anna.test"]),
        ("mail@anna.test", []), ("@anna", []), ("@jan.test", []), ("@anna.test.", ["@anna.test"]),
    ],
)  # fmt: skip
def test_people_are_marked_where_somebody_knows_them(text: str, found: list[str]) -> None:
    assert marked(text, {"anna.test": DID}) == [(name, DID) for name in found]


def test_every_name_is_asked_for_once() -> None:
    assert handles("@Anna.test, @anna.test and @jan.bsky.social (mail x@y.pl)") == ["anna.test", "jan.bsky.social"]


@given(st.text(max_size=200).map(lambda text: f"{text} #bread https://wikipedia.org @anna.test {text}"))
def test_facets_lie_in_the_text_in_order_and_apart(text: str) -> None:
    raw, end = text.encode("utf-8", "surrogatepass"), 0
    for one in facets(text, {"anna.test": DID}):
        index = one["index"]
        assert end <= index["byteStart"] < index["byteEnd"] <= len(raw)
        raw[index["byteStart"] : index["byteEnd"]].decode("utf-8", "surrogatepass")
        end = index["byteEnd"]
