"""Which package index this machine uses, and fetching one pinned wheel from it without pip."""

import base64
import configparser
import hashlib
import os
import platform
import re
import tomllib
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from scripts.start.trouble import Trouble, explain

ENVIRONMENT = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
PIP_FILES = ("/etc/xdg/pip/pip.conf", "/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
UV_FILES = ("~/.config/uv/uv.toml", "/etc/xdg/uv/uv.toml", "/etc/uv/uv.toml")


def configured_index() -> str:
    """The index address set on this machine, for pip or for uv; empty when none is set.

    Each tool knows its own default, so none is written down here.
    """
    for name in ENVIRONMENT:
        if os.environ.get(name):
            return os.environ[name]
    return pip_setting("index-url") or _uv_index()


def pip_setting(name: str) -> str:
    """A setting from pip's configuration files, read as pip reads them: the later file wins."""
    files = [*PIP_FILES, os.environ.get("PIP_CONFIG_FILE", "")]
    settings = configparser.RawConfigParser(strict=False)
    for file in files:
        try:
            settings.read(os.path.expanduser(file), encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
    found = [settings[section][name] for section in ("install", "global") if settings.has_option(section, name)]
    return found[0].strip() if found else ""


def environment_for_uv() -> dict[str, str]:
    """uv does not read pip's settings: hand over the index and the certificate file they name."""
    wanted = {
        "UV_DEFAULT_INDEX": "" if os.environ.get("UV_INDEX_URL") else configured_index(),
        "SSL_CERT_FILE": os.environ.get("PIP_CERT") or pip_setting("cert"),
    }
    return {name: value for name, value in wanted.items() if value and not os.environ.get(name)}


def fetch_pinned(project: str, *, index: str, pins: Path, into: Path) -> Path:
    """Download the wheel of `project` that fits this machine and whose checksum is in the file `pins`.

    Raises Trouble when the index has none of them, or hands out something else.
    """
    known = set(re.findall(r"sha256:([0-9a-f]{64})", pins.read_text(encoding="utf-8")))
    page_url = f"{index.rstrip('/')}/{project}/"
    links = _Links(page_url)
    links.feed(_read(page_url).decode(errors="replace"))
    for url, checksum in links.found:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
        if checksum in known and fits_this_machine(name):
            return _save(_read(url), name, checksum, into)
    raise Trouble(f"The package index has no tested {project} for this machine.")


def fits_this_machine(wheel: str) -> bool:
    """Whether a wheel's name says that it runs here."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if not wheel.endswith(".whl"):
        return False
    if platform.system() == "Linux":
        libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
        return libc in wheel and wheel.endswith(f"_{machine}.whl")
    if platform.system() == "Darwin":
        return "macosx" in wheel and wheel.endswith({"aarch64": "_arm64.whl"}.get(machine, f"_{machine}.whl"))
    return wheel.endswith({"x86_64": "win_amd64.whl", "aarch64": "win_arm64.whl"}.get(machine, "win32.whl"))


class _Links(HTMLParser):
    """The files of an index page (PEP 503): address without fragment, sha256 from the fragment."""

    def __init__(self, page_url: str) -> None:
        super().__init__()
        self.page_url = page_url
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            url, fragment = urldefrag(urljoin(self.page_url, href))
            self.found.append((url, fragment.removeprefix("sha256=")))


def _read(url: str) -> bytes:
    address, headers = _without_password(url)
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*", **headers})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, OSError) as error:
        raise explain(str(error), "Asking the package index") from error


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """urllib ignores `user:password@` in an address: send it as the header it stands for."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url, {}
    secret, host = parts.netloc.rsplit("@", 1)
    token = base64.b64encode(unquote(secret).encode()).decode()
    return urlunsplit(parts._replace(netloc=host)), {"Authorization": f"Basic {token}"}


def _save(content: bytes, name: str, checksum: str, into: Path) -> Path:
    if hashlib.sha256(content).hexdigest() != checksum:
        raise explain("hash mismatch", f"Fetching {name}")
    into.mkdir(parents=True, exist_ok=True)
    file = into / name
    file.write_bytes(content)
    return file


def _uv_index() -> str:
    for name in UV_FILES:
        try:
            settings = tomllib.loads(Path(name).expanduser().read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        defaults = [entry.get("url", "") for entry in settings.get("index", []) if entry.get("default")]
        found = [*defaults, settings.get("index-url", "")]
        if any(found):
            return str(next(url for url in found if url))
    return ""
