"""Running Bluesky servers: PDS (accounts, posts), PLC (identities) and, in the full network, the AppView."""

import json
import os
import selectors
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from tests.peers.bluesky.install import find_node, find_packages, node_program
from tests.peers.process import stop

START_S = 120
PASSWORD = "a-password-for-tests"


@dataclass(frozen=True)
class Account:
    """An account on the network. access_token is its session's, for acting as somebody else than the product."""

    did: str
    handle: str
    password: str
    access_token: str


class BlueskyNetwork:
    """The official servers on this machine, empty.

    postgres_url: an empty database for the AppView, which makes notifications, threads and counts; without one only
    PDS and PLC run. Handles end in `.test`; some names (`shop.test`) are reserved. The AppView follows the PDS about
    two seconds behind; `settle()` waits for it. There are no rate-limit headers and no direct messages.
    """

    pds_url: str
    plc_url: str
    appview_url: str
    appview_did: str

    def __init__(self, postgres_url: str = "") -> None:
        self._postgres_url = postgres_url

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="vitrino-bluesky-", ignore_cleanup_errors=True)
        self._log = Path(self._folder.name) / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command(), env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        try:
            addresses = self._next_line(START_S)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        self.pds_url, self.plc_url = addresses["pds_url"], addresses["plc_url"]
        self.appview_url, self.appview_did = addresses["appview_url"], addresses["appview_did"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._folder.cleanup()

    def create_account(self, handle: str, *, password: str = PASSWORD) -> Account:
        """A new account. handle: `anna` or `anna.test`."""
        full = handle if "." in handle else f"{handle}.test"
        wanted = {"handle": full, "password": password, "email": f"{full.replace('.', '-')}@example.com"}
        made = self.call("com.atproto.server.createAccount", wanted)
        return Account(made["did"], made["handle"], password, made["accessJwt"])

    def post(self, account: Account, text: str, **fields: Any) -> dict[str, Any]:
        """Publish a post as `account`, as another client would. fields: `facets`, `reply`, `embed`. `uri` and `cid`."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": now, **fields}
        wanted = {"repo": account.did, "collection": "app.bsky.feed.post", "record": record}
        return self.call("com.atproto.repo.createRecord", wanted, account=account)

    def call(self, name: str, body: dict[str, Any] | None = None, *, account: Account | None = None) -> dict[str, Any]:
        """Call a procedure of the PDS (or of the AppView through it). Raises RuntimeError with the answer."""
        return self._request(name, account, json.dumps(body or {}).encode())

    def ask(self, name: str, *, account: Account | None = None, **parameters: str | int) -> dict[str, Any]:
        """Ask a query of the PDS (or of the AppView through it). Raises RuntimeError with the answer."""
        return self._request(f"{name}?{urlencode(parameters)}", account, None)

    def settle(self, wait_s: float = 30) -> None:
        """Return when the AppView has seen everything that happened until now."""
        self._order("settle", wait_s)

    def reports(self, wait_s: float = 30) -> list[dict[str, Any]]:
        """What the moderators see: the events of reports on their own server, the newest first; full network only."""
        return list(self._order("reports", wait_s)["events"])

    def _order(self, word: str, wait_s: float) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        self._process.stdin.flush()
        answer = self._next_line(wait_s)
        if not answer["settled"]:
            raise RuntimeError(f"The Bluesky network could not {word}: {answer['error']}")
        return answer

    def _command(self) -> list[str]:
        node, packages = find_node(), find_packages()
        if node is None or packages is None:
            raise FileNotFoundError("The Bluesky servers are not here; python3 start.py peers fetches them.")
        script = Path(__file__).with_name("network.mjs")
        return [str(node_program(node)), str(script), str(packages), "full" if self._postgres_url else "pds"]

    def _environment(self) -> dict[str, str]:
        """The servers keep files in TMPDIR. The AppView asks for a Redis by name but opens no connection to it."""
        wanted = {"TMPDIR": self._folder.name, "DB_POSTGRES_URL": self._postgres_url, "DB_POSTGRES_SCHEMA": "bluesky"}
        return {**os.environ, **wanted, "REDIS_HOST": "unused"}

    def _next_line(self, wait_s: float) -> dict[str, Any]:
        """The next line of JSON. Raises RuntimeError with the log when there is none in time."""
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            line = self._process.stdout.readline() if selector.select(wait_s) else b""
        if not line:
            log = self._log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"The Bluesky network said nothing within {wait_s:.0f} s. Its log: {log[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _request(self, path: str, account: Account | None, body: bytes | None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if account:
            headers["Authorization"] = f"Bearer {account.access_token}"
        request = urllib.request.Request(f"{self.pds_url}/xrpc/{path}", data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                result: dict[str, Any] = json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode(errors='replace')}") from error
        return result
