"""`vitrino serve`: the command a shop owner needs."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from threading import Timer

from vitrino.config import installation
from vitrino.config.environment import read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1: only this computer)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8000, or the next free one)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--no-worker", action="store_true", help="pages only; `vitrino worker` does the work")


def run(args: argparse.Namespace) -> int:
    env = read()
    if args.host:
        env = env.model_copy(update={"host": args.host})
    from vitrino.config import server

    port = server.free_port(env.host, env.port if args.port is None else args.port)
    server.pin_url(port)
    env = env.model_copy(update={"port": port})
    for line in installation.prepare():
        _say(line)
    link = installation.setup_link(env)
    _say(f"Vitrino is at {link or env.base_url}  (stop it with Ctrl-C)")
    if not args.no_browser and sys.stdout.isatty():
        Timer(1.0, webbrowser.open, [link or env.base_url]).start()
    server.serve(env, port, with_worker=not args.no_worker)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
