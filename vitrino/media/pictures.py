"""Pictures from outside, and the same picture in each platform's form.

Decoded only in a process of its own (`vitrino.media.workshop`): a 20 kB file can ask for gigabytes once it is decoded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vitrino.domain.media import Focus, Form
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import process

MAX_BYTES = 25 * 1024 * 1024
LONGEST_EDGE = 4096


@dataclass(frozen=True)
class Picture:
    """A picture we wrote ourselves. content: bytes of `mime_type`; pixels after turning it upright.

    frames: more than one in an animation. had_place: where it was taken stood in the file, and was removed.
    """

    content: bytes
    mime_type: str
    width: int
    height: int
    frames: int = 1
    had_place: bool = False


def accept(uploaded: bytes) -> Picture:
    """The picture, safe to keep and to show. Raises Problem that says what is wrong and what to do."""
    if not uploaded:
        raise Problem(say("The file is empty."), "pictures")
    if len(uploaded) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    with tempfile.TemporaryDirectory(prefix="vitrino-") as folder:
        source = Path(folder, "uploaded")
        source.write_bytes(uploaded)
        return accept_file(source)


def accept_file(source: Path) -> Picture:
    """The same for a file that lies on this machine; it stays as it is."""
    with tempfile.TemporaryDirectory(prefix="vitrino-") as folder:
        into = Path(folder, "kept")
        about = process.run("accept", {"source": str(source), "into": str(into)})
        return _picture(about, into)


def make(source: Path, focus: Focus, forms: Sequence[Form]) -> list[Picture]:
    """One picture for each form, all from one decode. Raises Problem when the picture can't be made to fit."""
    with tempfile.TemporaryDirectory(prefix="vitrino-") as folder:
        paths = [Path(folder, str(number)) for number in range(len(forms))]
        wanted = [{"form": asdict(form), "into": str(into)} for form, into in zip(forms, paths, strict=True)]
        order = {"source": str(source), "focus": asdict(focus), "forms": wanted}
        done = process.run("renditions", order)
        return [_picture(about, into) for about, into in zip(done["made"], paths, strict=True)]


def too_large(most: int) -> Problem:
    return Problem(say("The file is larger than {most} MB. Save it smaller and try again.", most=most // 1024**2),
                   "pictures")  # fmt: skip


def _picture(about: dict[str, Any], path: Path) -> Picture:
    return Picture(
        content=path.read_bytes(), mime_type=about["mime_type"], width=about["width"], height=about["height"],
        frames=about.get("frames", 1), had_place=about.get("had_place", False),
    )  # fmt: skip
