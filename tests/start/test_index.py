"""Finding the package index of this machine, and fetching a pinned wheel from it without pip."""

import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.start import index
from scripts.start.trouble import Trouble

WHEEL = b"a wheel for every machine"
CHECKSUM = hashlib.sha256(WHEEL).hexdigest()


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without any setting."""
    for name in (*index.ENVIRONMENT, "PIP_CONFIG_FILE", "PIP_CERT", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(index, "PIP_FILES", ("~/.config/pip/pip.conf",))
    monkeypatch.setattr(index, "UV_FILES", ("~/.config/uv/uv.toml",))
    return tmp_path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """An index with one project, `uv`, and one wheel; its address."""
    wheel = "uv-1.0-py3-none-any-fits.whl"
    pages = {
        "/simple/uv/": f'<a href="../../files/{wheel}#sha256={CHECKSUM}">uv</a>'.encode(),
        f"/files/{wheel}": WHEEL,
    }

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/simple"
        server.shutdown()


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_settings_names_no_index() -> None:
    assert index.configured_index() == ""
    assert index.environment_for_uv() == {}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (".config/pip/pip.conf", "[global]\nindex-url = http://mirror.test/simple\n"),
        (
            ".config/pip/pip.conf",
            "[install]\nindex-url = http://mirror.test/simple\n[global]\nindex-url=http://no.test",
        ),
        (".config/uv/uv.toml", 'index-url = "http://mirror.test/simple"'),
        (".config/uv/uv.toml", '[[index]]\nurl = "http://mirror.test/simple"\ndefault = true'),
    ],
)
def test_the_index_is_found_where_pip_or_uv_keep_it(bare_machine: Path, file: str, content: str) -> None:
    (bare_machine / file).parent.mkdir(parents=True)
    (bare_machine / file).write_text(content)
    assert index.configured_index() == "http://mirror.test/simple"


def test_the_environment_wins_over_files(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare_machine / ".config/pip").mkdir(parents=True)
    (bare_machine / ".config/pip/pip.conf").write_text("[global]\nindex-url = http://file.test\ncert = /etc/own.pem\n")
    monkeypatch.setenv("PIP_INDEX_URL", "http://environment.test")
    assert index.environment_for_uv() == {
        "UV_DEFAULT_INDEX": "http://environment.test",
        "SSL_CERT_FILE": "/etc/own.pem",
    }


def test_a_settings_file_that_cannot_be_read_is_no_reason_to_stop(bare_machine: Path) -> None:
    (bare_machine / ".config/pip").mkdir(parents=True)
    (bare_machine / ".config/pip/pip.conf").write_bytes(b"\xff\xfe not text")
    assert index.configured_index() == ""


@pytest.fixture
def fits_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "fits_this_machine", lambda name: name.endswith("-fits.whl"))


@pytest.mark.usefixtures("fits_everywhere")
def test_a_pinned_wheel_is_fetched_without_pip(served: str, tmp_path: Path) -> None:
    pins = tmp_path / "pins"
    pins.write_text(f"uv==1.0 --hash=sha256:{CHECKSUM}\n")
    assert index.fetch_pinned("uv", index=served, pins=pins, into=tmp_path / "cache").read_bytes() == WHEEL


@pytest.mark.usefixtures("fits_everywhere")
def test_a_wheel_that_is_not_pinned_is_not_even_fetched(served: str, tmp_path: Path) -> None:
    pins = tmp_path / "pins"
    pins.write_text(f"uv==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Trouble, match="no tested uv"):
        index.fetch_pinned("uv", index=served, pins=pins, into=tmp_path)


@pytest.mark.usefixtures("fits_everywhere")
def test_a_wheel_that_changed_on_the_way_is_refused(
    served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = tmp_path / "pins"
    pins.write_text(f"uv==1.0 --hash=sha256:{CHECKSUM}\n")
    read = index._read
    monkeypatch.setattr(index, "_read", lambda url: b"forged" if url.endswith(".whl") else read(url))
    with pytest.raises(Trouble, match="not the one Vitrino was tested with"):
        index.fetch_pinned("uv", index=served, pins=pins, into=tmp_path)


def test_an_index_nobody_answers_at_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pins").write_text("uv==1.0\n")
    with pytest.raises(Trouble, match="could not be reached"):
        index.fetch_pinned("uv", index="http://127.0.0.1:9/simple", pins=tmp_path / "pins", into=tmp_path)


@pytest.mark.parametrize(
    ("system", "machine", "libc", "wheel", "fits"),
    [
        ("Linux", "x86_64", "glibc", "uv-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("Linux", "x86_64", "glibc", "uv-1-py3-none-musllinux_1_1_x86_64.whl", False),
        ("Linux", "x86_64", "", "uv-1-py3-none-musllinux_1_1_x86_64.whl", True),
        ("Linux", "aarch64", "glibc", "uv-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", False),
        ("Darwin", "arm64", "", "uv-1-py3-none-macosx_11_0_arm64.whl", True),
        ("Darwin", "x86_64", "", "uv-1-py3-none-macosx_11_0_arm64.whl", False),
        ("Windows", "AMD64", "", "uv-1-py3-none-win_amd64.whl", True),
        ("Windows", "AMD64", "", "uv-1.tar.gz", False),
    ],
)
def test_the_wheel_of_this_machine_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, libc: str, wheel: str, fits: bool
) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr("platform.libc_ver", lambda: (libc, ""))
    assert index.fits_this_machine(wheel) is fits
