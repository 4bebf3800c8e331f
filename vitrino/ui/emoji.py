"""The emoji of the picker: `python -m vitrino.ui.emoji emoji-test.txt` writes static/ui/emoji.json from Unicode's list.

Fully qualified emoji in Unicode's groups and order, without those that only differ by skin; each with its English name.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

WRITTEN = Path(__file__).parent / "static" / "ui" / "emoji.json"
SOURCE = "Unicode emoji-test.txt, © Unicode, Inc., https://www.unicode.org/license.txt"
SKINS = re.compile("[🏻-🏿]")
LEFT_OUT = ("Component",)
LINE = re.compile(r"^[0-9A-F ]+; fully-qualified +# (?P<emoji>\S+) E\S+ (?P<name>.+)$")


def groups(text: str) -> list[list[tuple[str, str]]]:
    """The groups, each a list of emoji and names."""
    found: list[list[tuple[str, str]]] = []
    is_wanted = False
    for line in text.splitlines():
        if line.startswith("# group: "):
            is_wanted = line.removeprefix("# group: ") not in LEFT_OUT
            found += [[]] if is_wanted else []
        match = LINE.match(line)
        if match and is_wanted and not SKINS.search(match["emoji"]):
            found[-1].append((match["emoji"], match["name"]))
    return found


if __name__ == "__main__":
    written = {"source": SOURCE, "groups": groups(Path(sys.argv[1]).read_text(encoding="utf-8"))}
    WRITTEN.write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
