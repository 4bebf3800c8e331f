"""Brings foreign front-end files into the repository and keeps a list of their hashes.

`python -m vitrino.ui.vendor FOLDER` reads unpacked npm packages (`FOLDER/htmx.org`, `FOLDER/icons`), copies what
is used and rewrites `static/ui/vendor/MANIFEST.json`. To use one more icon, name it in `icons.json` and run it again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "ui" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"
ICONS = HERE / "icons.json"
STROKE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


def icon_names() -> Mapping[str, str]:
    """Our names of icons and where Tabler keeps them: `calendar`, or `filled/star` for a solid one."""
    names: dict[str, str] = json.loads(ICONS.read_text(encoding="utf-8"))
    return names


def read_manifest() -> list[dict[str, str]]:
    """One entry per foreign file: file, name, version, licence, sha256."""
    entries: list[dict[str, str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return entries


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_sprite(names: Mapping[str, str], folder: Path) -> str:
    """All icons in one SVG, so that a page fetches them once."""
    symbols = (_symbol(ours, theirs, folder) for ours, theirs in names.items())
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def refresh(packages: Path) -> None:
    """Copy htmx and the used icons out of unpacked packages and write down their hashes."""
    htmx, icons = packages / "htmx.org", packages / "icons"
    VENDOR.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(htmx / "dist" / "htmx.min.js", VENDOR / "htmx.min.js")
    shutil.copyfile(htmx / "LICENSE", VENDOR / "htmx.LICENSE")
    shutil.copyfile(icons / "LICENSE", VENDOR / "tabler-icons.LICENSE")
    (VENDOR / "tabler-icons.svg").write_text(make_sprite(icon_names(), icons / "icons"), encoding="utf-8")
    entries = [
        *_entries(htmx, "htmx.min.js", "htmx.LICENSE"),
        *_entries(icons, "tabler-icons.svg", "tabler-icons.LICENSE"),
    ]
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def _symbol(ours: str, theirs: str, folder: Path) -> str:
    filled = theirs.startswith("filled/")
    path = folder / (theirs if filled else f"outline/{theirs}")
    drawing = re.sub(r"<!--.*?-->", "", path.with_suffix(".svg").read_text(encoding="utf-8"), flags=re.DOTALL)
    inner = drawing.partition(">")[2].rpartition("</svg>")[0].split("\n")
    lines = "".join(line.strip() for line in inner if "M0 0h24v24H0z" not in line)
    paint = 'fill="currentColor"' if filled else STROKE
    return f'<symbol id="{ours}" viewBox="0 0 24 24" {paint}>{lines}</symbol>'


def _entries(package: Path, *files: str) -> list[dict[str, str]]:
    about: dict[str, Any] = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return [
        {
            "file": file,
            "name": about["name"],
            "version": about["version"],
            "licence": about["license"],
            "sha256": sha256(VENDOR / file),
        }
        for file in files
    ]


if __name__ == "__main__":
    refresh(Path(sys.argv[1]))
