"""The shop's colour on white paper: readable, or made darker until it is (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

USUAL = "#454ead"
READABLE = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}")
Rgb = tuple[int, int, int]


def is_colour(text: str) -> bool:
    """#rrggbb in small letters."""
    return _HEX.fullmatch(text) is not None


def contrast(colour: str, paper: str = "#ffffff") -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(_rgb(colour)), _luminance(_rgb(paper))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> str:
    """The colour itself, or the lightest darker one of the same hue that can be read on white."""
    for step in range(100, -1, -2):
        darker = "#" + "".join(f"{round(one * step / 100):02x}" for one in _rgb(colour))
        if contrast(darker) >= READABLE:
            return darker
    return "#000000"


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(rgb: Rgb) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (_linear(one / 255) for one in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
