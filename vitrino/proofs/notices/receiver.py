"""The other side of all ways, in a process of its own that is never killed: six web services and a mail server."""

from __future__ import annotations

import json
import random
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid.utils import b64urlencode

from vitrino.notify.ways.encrypting import decrypt
from vitrino.proofs.notices.trouble import HANG_S, Book, Fault

AUTH = b"sixteen bytes ok"
BOTH_WAYS = 2  # socket.SHUT_RDWR


class Services(ThreadingHTTPServer):
    """ntfy, Telegram, Matrix, Slack, a browser's push service and a web address, told apart by their paths."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, book: Book) -> None:
        super().__init__(("127.0.0.1", 0), Service)
        self.book, self.browser = book, ec.generate_private_key(ec.SECP256R1())

    def decrypted(self, body: bytes) -> str:
        """What the browser would read."""
        return decrypt(body, self.browser, AUTH).decode()


class Service(BaseHTTPRequestHandler):
    """One request. What a fault does to it is the same for all services."""

    protocol_version = "HTTP/1.1"
    # Path -> (way, status, answer of one that took it).
    ANSWERS = (
        ("/bot", "telegram", 200, '{"ok": true, "result": {"message_id": 7}}'),
        ("/_matrix/", "matrix", 200, '{"event_id": "$7"}'),
        ("/services/", "slack", 200, "ok"),
        ("/push/", "push", 201, ""),
        ("/web/", "web", 204, ""),
        ("/", "ntfy", 200, '{"id": "7"}'),
    )

    def do_POST(self) -> None:
        server = cast(Services, self.server)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        way, status, answer = next(found[1:] for found in self.ANSWERS if self.path.startswith(found[0]))
        fault = server.book.draw()
        if fault in ("none", "lost-answer"):
            server.book.take(way, server.decrypted(body) if way == "push" else _text(body))
        self._answer(fault, status, answer)

    do_PUT = do_POST

    def _answer(self, fault: Fault, status: int, answer: str) -> None:
        self.close_connection = True
        if fault == "hangs":
            time.sleep(HANG_S)
        if fault in ("hangs", "reset", "lost-answer"):
            self.connection.shutdown(BOTH_WAYS)
            return
        status = {"error": 500, "busy": 429}.get(fault, status)
        self.send_response(status)
        if fault == "busy":
            self.send_header("retry-after", "1")
        body = b"" if status == 204 else (answer if fault == "none" else "no").encode()
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the book is enough."""


class MailServer(socketserver.ThreadingTCPServer):
    """As much of RFC 5321 as a sender needs."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, book: Book) -> None:
        super().__init__(("127.0.0.1", 0), MailSession)
        self.book = book


class MailSession(socketserver.StreamRequestHandler):
    """One mail a connection, as Django sends them."""

    def handle(self) -> None:
        book = cast(MailServer, self.server).book
        fault = book.draw()
        if fault == "reset":
            self.connection.shutdown(BOTH_WAYS)
            return
        self._say("220 here")
        while line := self.rfile.readline(2_000):
            word = line[:4].upper().strip()
            if word == b"DATA":
                return self._data(book, fault)
            if word == b"QUIT":
                return self._say("221 bye")
            self._say("451 not now" if fault == "busy" and word == b"MAIL" else "250 ok")

    def _data(self, book: Book, fault: Fault) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline(100_000)) not in (b".\r\n", b""):
            lines.append(line)
        if fault == "hangs":
            time.sleep(HANG_S)
        elif fault == "error":
            self._say("451 the disk is full")
        else:
            book.take("email", _mail_text(b"".join(lines)))
            if fault == "none":
                self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


def _mail_text(content: bytes) -> str:
    from email import message_from_bytes, policy

    part = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    return str(part.get_content()) if part else ""


def _text(body: bytes) -> str:
    """The body with its escapes undone, so that a link in it reads as one."""
    return json.dumps(json.loads(body), ensure_ascii=False).replace("\\n", "\n")


def main(seed: str, failures: str) -> None:
    """Serve until standard input closes; each line that comes in asks for the books."""
    book = Book(random.Random(f"{seed} receiver"), float(failures))
    services, mails = Services(book), MailServer(book)
    for server in (services, mails):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    point = services.browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {"p256dh": str(b64urlencode(point)), "auth": str(b64urlencode(AUTH))}
    _say({"http": services.server_address[1], "smtp": mails.server_address[1], **keys})
    for _line in sys.stdin:
        with book.lock:
            _say({"taken": book.taken, "suffered": book.suffered})


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
