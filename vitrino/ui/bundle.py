"""One style sheet and one script per page, put together from small files without tools.

`python -m vitrino.ui.bundle` after an edit; in DEBUG pages load the parts themselves, and a test compares.
Style sheets name their own cascade layer, so joining them changes nothing. Scripts don't import one another (they talk
through events), so each becomes a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent / "static"
NOTE = "/* Made by vitrino.ui.bundle: edit the parts. */\n"
FIRST = ("css/layers.css", "css/reset.css", "css/tokens.css", "css/base.css")
LAST = ("css/utilities.css",)


@dataclass(frozen=True)
class Bundle:
    """A file made of the parts in a folder; `wrap` keeps parts from getting into each other's way."""

    name: str
    pattern: str
    wrap: Callable[[str], str]

    def parts(self) -> list[str]:
        """Static paths in the order they are loaded."""
        found = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.glob(self.pattern))
        return sorted(found, key=_rank)

    def text(self) -> str:
        return NOTE + "".join(self.wrap((STATIC / path).read_text(encoding="utf-8")) for path in self.parts())

    def write(self) -> None:
        (STATIC / self.name).write_text(self.text(), encoding="utf-8")

    def is_current(self) -> bool:
        return (STATIC / self.name).read_text(encoding="utf-8") == self.text()


def _rank(path: str) -> int:
    own = path.removeprefix("ui/")
    if own in FIRST:
        return FIRST.index(own) - len(FIRST)
    return 1 if own in LAST else 0


def _tight(css: str) -> str:
    """Style rules without comments and the spaces nobody needs."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,]|:(?=\s))\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(";}", "}").strip() + "\n"


STYLES = Bundle("ui/app.css", "ui/css/**/*.css", _tight)
SCRIPTS = Bundle("ui/app.js", "ui/js/*.js", lambda text: f"{{\n{text}}}\n")


if __name__ == "__main__":
    STYLES.write()
    SCRIPTS.write()
