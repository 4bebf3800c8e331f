"""What a file is, by its first bytes: its name and what the browser says about it count for nothing."""

from __future__ import annotations

from pathlib import Path

HEAD_BYTES = 64
_QUICKTIME = (b"qt  ",)
_STILL_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")


def film_kind(head: bytes) -> str | None:
    """The kind of a film ("video/mp4"), None for everything else. head: the first 64 bytes."""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _STILL_BRANDS:
            return None
        return "video/quicktime" if brand in _QUICKTIME else "video/mp4"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free"):
        return "video/quicktime"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "video/x-msvideo"
    return None


def kind_of_file(path: str | Path) -> str | None:
    """`film_kind` of a file on this machine."""
    with Path(path).open("rb") as file:
        return film_kind(file.read(HEAD_BYTES))


def is_modern_still(head: bytes) -> bool:
    """True for HEIC and AVIF: pictures that telephones make and Vitrino does not read."""
    return head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS
