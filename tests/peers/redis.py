"""A Redis server of our own, thrown away afterwards."""

import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.peers.process import free_port, stop, wait_until
from tests.peers.tools import find_redis


class RedisServer:
    """Empty, on a port of this machine, keeping nothing on disk."""

    def __enter__(self) -> Self:
        program = find_redis()
        if program is None:
            raise FileNotFoundError("Redis is not on this machine; python3 start.py peers installs it.")
        self._folder = Path(tempfile.mkdtemp(prefix="vitrino-redis-"))
        self._port = free_port()
        command = [str(program), "--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL)
        wait_until(self._answers, self._process, name="Redis", wait_s=20)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Address as `VITRINO_BROKER_URL` takes it."""
        return f"redis://127.0.0.1:{self._port}/0"

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
