"""Starting and stopping a server beside the tests."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable


def stop(process: subprocess.Popen[bytes], *, polite: signal.Signals = signal.SIGTERM, wait_s: float = 10) -> None:
    """End one process: politely, then not."""
    if process.poll() is None:
        process.send_signal(polite)
        try:
            process.wait(wait_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], *, name: str, wait_s: float) -> None:
    """Return when is_ready says so. Raises RuntimeError when the process ends first or takes too long."""
    until = time.monotonic() + wait_s
    while not is_ready():
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended with code {process.returncode} before it was ready.")
        if time.monotonic() > until:
            raise RuntimeError(f"{name} was not ready within {wait_s:.0f} s.")
        time.sleep(0.05)


def free_port() -> int:
    """A TCP port nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
