"""Finding the programs peers are made of, and installing them where that is allowed."""

import os
import shutil
from pathlib import Path

from scripts.start.system import apt_install

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
POSTGRES_PLACES = ("/usr/local/bin", "/opt/homebrew/bin", "/usr/local/pgsql/bin")


def find_chromium() -> Path | None:
    found = [path for path in map(shutil.which, CHROMIUM_NAMES) if path]
    return next((Path(place) for place in (*found, *CHROMIUM_PLACES) if os.access(place, os.X_OK)), None)


def find_postgres() -> Path | None:
    """The folder with `postgres` and `initdb`. Debian keeps it off the PATH; the newest version wins."""
    on_path = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    folders = [Path(on_path).parent] if on_path else []
    folders += [*debian, *map(Path, POSTGRES_PLACES)]
    return next((folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists()), None)


def find_redis() -> Path | None:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def fetch_redis() -> None:
    """Raises Trouble where it may not be installed."""
    apt_install("Redis", "redis-server")


def fetch_chromium() -> None:
    """Raises Trouble where it may not be installed."""
    apt_install("Chromium", "chromium", "fonts-dejavu-core")


def fetch_postgres() -> None:
    """Raises Trouble where it may not be installed."""
    apt_install("PostgreSQL", "postgresql")


def fetch_compiler() -> None:
    """Bluesky's server has one part that comes as source. Raises Trouble where no compiler may be installed."""
    if shutil.which("make") and (shutil.which("g++") or shutil.which("clang++")):
        return
    apt_install("C++ compiler", "g++", "make")
