"""The draw: the same seed, list and public value always give the same places, and nobody can favour one."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from hashlib import sha256

from vitrino.domain.contests.entries import Line

_SPAN = 2**64


def draw(*, seed: str, list_hash: str, value: str, lines: Sequence[Line], places: int) -> list[int]:
    """Numbers of the drawn lines: winners first, then reserves. Fewer than `places` when fewer people took part.

    Every entry has the same chance at each place; a person gets one place at most.
    """
    numbers = _numbers(sha256(f"vitrino-contest-draw/1\n{seed}\n{list_hash}\n{value}\n".encode()).digest())
    left, drawn = [line for line in lines if line.state == "in"], list[int]()
    while left and len(drawn) < places:
        found = left[_below(len(left), numbers)]
        drawn.append(found.number)
        left = [line for line in left if line.person != found.person]
    return drawn


def _below(bound: int, numbers: Iterator[int]) -> int:
    """The next number below `bound`. What would favour the small ones is passed over."""
    fair = _SPAN - _SPAN % bound
    return next(number for number in numbers if number < fair) % bound


def _numbers(key: bytes) -> Iterator[int]:
    """Numbers below 2**64: the first eight bytes of HMAC-SHA256 over "0", "1", "2" …"""
    counter = 0
    while True:
        yield int.from_bytes(hmac.digest(key, str(counter).encode(), "sha256")[:8], "big")
        counter += 1
