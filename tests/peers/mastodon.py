"""A Mastodon server for tests: `mastodon_mock` with a shop and a customer on it."""

import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.peers.process import free_port, stop, wait_until

CONFIG = """\
[[seed.accounts]]
username = "bakery"
display_name = "The Bakery"
access_token = "shop-token"

[[seed.accounts]]
username = "dorota"
display_name = "Dorota"
access_token = "customer-token"
"""


class MastodonMock:
    """A server in memory, empty but for the accounts @bakery (ours) and @dorota (a customer).

    It honours Idempotency-Key; it counts raw length and sends no rate headers (so do not test those on it).
    """

    shop_token = "shop-token"
    customer_token = "customer-token"
    shop_name = "bakery"
    customer_name = "dorota"

    def __enter__(self) -> Self:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._folder = tempfile.TemporaryDirectory(prefix="vitrino-mastodon-")
        config = Path(self._folder.name) / "config.toml"
        config.write_text(CONFIG, encoding="utf-8")
        command = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory", "--port", str(port)]
        self._process = subprocess.Popen(
            [*command, "--config", str(config), "--log-level", "error"],
            cwd=self._folder.name,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._answers, self._process, name="mastodon_mock", wait_s=60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop(self._process)
        self._folder.cleanup()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/instance", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
