"""Names, texts and answers from outside are data; secrets stay inside."""

from __future__ import annotations

import json
import traceback
from typing import Any

from vitrino.connect.conformance.harness import Cases
from vitrino.connect.errors import ConnectError
from vitrino.connect.reading import MAX_NAME
from vitrino.connect.twin import FaultKind
from vitrino.connect.wire import Door, Request, Response, parse_json

HOSTILE = [
    "<img src=x onerror=alert(1)>", "{u.__class__.__init__}", "'; DROP TABLE post; --", "=cmd|' /C calc'!A0",
    "\u202egnp.exe", "a\u200bb", "%s %(x)s {0}", "&lt;b&gt; &amp; <b>", "https://evil.example/?q=<script>",
]  # fmt: skip
TROUBLES: tuple[FaultKind, ...] = (
    "expired-token", "error-before", "garbage", "rate-limited", "answer-lost", "not-sent",
)  # fmt: skip


class ShapelessDoor:
    """Gives every answer with all its leaves replaced by `value`: right in form, wrong in type."""

    def __init__(self, inner: Door, value: Any) -> None:
        self._inner = inner
        self._value = value

    def send(self, request: Request) -> Response:
        answer = self._inner.send(request)
        body = json.dumps(self._replaced(parse_json(answer.body))).encode()
        return Response(answer.status, answer.headers, body, answer.url)

    def _replaced(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._replaced(child) for name, child in value.items()}
        return [self._replaced(child) for child in value] if isinstance(value, list) else self._value


class HostileCases(Cases):
    def test_hostile_texts_come_through_as_they_are(self) -> None:
        kind = self.any_kind()
        written = {self.hear(kind, text, author=f"guest-{n}"): text for n, text in enumerate(HOSTILE)}
        found = self.pull_all(kind)[0]
        for remote_id, text in written.items():
            assert text in found[remote_id].text

    def test_a_hostile_name_is_one_short_line_of_text(self) -> None:
        kind = self.any_kind()
        names = ["<img src=x onerror=alert(1)>", "x" * 100_000, "", "  ", "two\nlines"]
        ids = [self.hear(kind, "hello", author=f"guest-{n}", name=name) for n, name in enumerate(names)]
        found = self.pull_all(kind)[0]
        assert found[ids[0]].author.name in (names[0], "")
        assert all(len(arrival.author.name) <= MAX_NAME for arrival in found.values())
        assert not any("\n" in arrival.author.name for arrival in found.values())

    def test_links_of_others_lead_to_the_web_or_nowhere(self) -> None:
        kind = self.any_kind()
        self.hear(kind)
        for arrival in self.pull_all(kind)[0].values():
            for link in (arrival.url, arrival.author.url, arrival.author.avatar_url):
                assert link == "" or link.startswith(("https://", "http://"))

    def test_an_answer_of_the_wrong_types_breaks_nothing_but_that_read(self) -> None:
        """No KeyError, TypeError or the like: a word from the closed list, or an answer that leaves things out."""
        kind = self.any_kind()
        self.hear(kind)
        parent = self.parent()
        values: list[Any] = [None, "", [], {}, 0, -1, True, "\u202e", 10**30]
        for value in values:
            connector = self.harness.connector(ShapelessDoor(self.harness.door, value))
            reads: list[Any] = [connector.probe, lambda connector=connector: connector.pull(kind, "")]
            if self.manifest.can("metrics.post"):
                reads.append(lambda connector=connector: connector.measure([parent]))
            if self.manifest.can("read.own_posts"):
                reads.append(lambda connector=connector: connector.history(5))
            for read in reads:
                try:
                    read()
                except ConnectError:
                    continue

    def test_an_acceptance_of_the_wrong_shape_is_unknown(self) -> None:
        values: list[Any] = [None, "", [], {}, True]
        for value in values:
            self.setup_method()
            post = self.post()
            kept = self.prepare(post)
            connector = self.harness.connector(ShapelessDoor(self.harness.door, value))
            try:
                outcome: object = connector.commit(post, kept)
            except ConnectError as error:
                outcome = error
            assert type(outcome).__name__ in ("OutcomeUnknown", "Pending"), f"{value!r}: {outcome!r}"

    def test_no_secret_shows_in_anything_that_could_be_printed(self) -> None:
        secrets = [secret.reveal() for secret in self.harness.credentials.secrets.values() if secret]
        assert secrets, "the credentials hold a secret"
        printed = [repr(self.harness.credentials), repr(self.connector().probe()), repr(self.connector())]
        post = self.post()
        for kind in TROUBLES:
            self.mend()
            self.break_commit(kind)
            try:
                self.connector().commit(post, self.prepare(post))
            except ConnectError as error:
                printed += ["".join(traceback.format_exception(error)), repr(error), str(error.message)]
        for secret in secrets:
            assert not any(secret in text for text in printed)
