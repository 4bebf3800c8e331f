"""A PostgreSQL server of our own, thrown away afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import quote

import psycopg

from tests.peers.process import is_root, stop, wait_until
from tests.peers.tools import find_postgres

# So long it takes to notice that one of its processes is gone.
AFTER_A_KILL_S = 0.1


class PostgresServer:
    """A fresh cluster on a Unix socket. It refuses to run as root, so root lends it another user.

    fsync: as in production; off only where a test measures something else than durability.
    """

    def __init__(self, *, fsync: bool = True) -> None:
        self._fsync = "on" if fsync else "off"
        self._databases = 0

    def __enter__(self) -> Self:
        programs = find_postgres()
        if programs is None:
            raise FileNotFoundError("PostgreSQL is not on this machine; python3 start.py peers installs it.")
        self.folder = Path(tempfile.mkdtemp(prefix="vitrino-pg-"))
        self._user = _lend_user(self.folder)
        data = f"--pgdata={self.folder / 'data'}"
        initdb = [str(programs / "initdb"), data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"]
        subprocess.run([*initdb, "--no-sync"], cwd=self.folder, stdout=subprocess.DEVNULL, check=True, **self._user)
        options = ["-k", str(self.folder), "-c", "listen_addresses=", "-c", f"fsync={self._fsync}"]
        self._command = [str(programs / "postgres"), "-D", str(self.folder / "data"), *options]
        self._run()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop(self._process, polite=signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """Address as `DATABASE_URL`, psycopg and node-postgres understand it."""
        return f"postgresql://postgres@localhost/{database}?host={quote(str(self.folder), safe='')}"

    def create_database(self) -> str:
        """Address of a new, empty database."""
        self._databases += 1
        name = f"vitrino_{self._databases}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def crash(self) -> None:
        """Stop it as a power cut would, without a word to anybody, and start it again; it recovers from its log."""
        self._process.send_signal(signal.SIGQUIT)  # what `pg_ctl stop --mode=immediate` sends
        self._process.wait()
        self._run()

    def kill_backend(self) -> None:
        """SIGKILL one process that serves somebody else: the server ends all others and recovers."""
        words = (
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " ORDER BY random() LIMIT 1"
        )
        with psycopg.connect(self.url(), autocommit=True) as connection:
            found = connection.execute(words).fetchone()
        if found is not None:
            os.kill(found[0], signal.SIGKILL)
            time.sleep(AFTER_A_KILL_S)
            wait_until(self._answers, self._process, name="PostgreSQL", wait_s=30)

    def _run(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = _start(self._command, self.folder, log, self._user)
        wait_until(self._answers, self._process, name="PostgreSQL", wait_s=30)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _start(command: list[str], folder: Path, log: IO[bytes], user: dict[str, Any]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **user)


def _lend_user(folder: Path) -> dict[str, Any]:
    """Options for subprocess that make it another user's, who then owns `folder`; none unless we are root."""
    if not is_root():
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
