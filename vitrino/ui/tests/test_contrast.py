"""Every documented pair of colours against WCAG 2.2, computed from tokens.css."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static" / "ui" / "css" / "tokens.css"
GROUNDS = ("canvas", "surface", "sunken")
TEXT_PAIRS = [
    *product(("text", "muted", "accent-text"), GROUNDS),
    *product(("good", "warn", "bad"), ("canvas", "surface")),
    ("text", "accent-soft"),
    ("accent-text", "accent-soft"),
    ("muted", "accent-soft"),
    *((tone, f"{tone}-soft") for tone in ("good", "warn", "bad")),
    *product(("text",), ("good-soft", "warn-soft", "bad-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "bad"),
    ("canvas", "text"),
]
# Borders of fields, focus rings, drawings: what must be seen but is not read.
SHAPE_PAIRS = [
    *product(("line-strong", "focus", "accent"), ("canvas", "surface")),
    *product(("chart-1", "chart-2", "chart-3", "chart-4", "faint"), ("surface",)),
]


def read_tokens() -> dict[str, tuple[str, str]]:
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text(encoding="utf-8"))
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0..1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read(ink: str, ground: str, theme: int) -> None:
    tokens = read_tokens()
    assert contrast(tokens[ink][theme], tokens[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_seen(shape: str, ground: str, theme: int) -> None:
    tokens = read_tokens()
    assert contrast(tokens[shape][theme], tokens[ground][theme]) >= 3


def test_contrast_agrees_with_the_known_ends_of_the_scale() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_every_role_has_a_light_and_a_dark_colour() -> None:
    assert len(read_tokens()) >= 24
