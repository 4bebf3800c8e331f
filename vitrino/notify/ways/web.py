"""A web address of one's own. The JSON is what Apprise's server takes (https://github.com/caronc/apprise-api,
2026-11-22), which passes it on to more than a hundred services; automation tools read it as well."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from urllib.parse import urlsplit

from vitrino.connect.address import check_url
from vitrino.connect.errors import AddressRefused
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, post_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check
from vitrino.notify.ways.contract import Address, Asked, Letter

LONGEST = 30_000
KINDS = {True: "warning", False: "info"}


class Web:
    key = "web"
    label = say("Another service")
    how = say(
        "Any address that takes JSON: an Apprise server, which knows more than a hundred services, n8n, and so on."
    )
    asked = (Asked("url", say("Address"), say("For example https://apprise.example.com/notify/shop"), is_secret=True),)
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        url = given["url"].strip()
        try:
            check_url(url)
        except AddressRefused as refused:
            raise Problem(refused.message, "url") from refused
        if not url.startswith("https://"):
            raise Problem(say("It has to begin with https://, or others could read along."), "url")
        return {"url": Secret(url)}, urlsplit(url).hostname or ""

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        """Any 2xx is the proof. The key lets the other side know a message it has had already."""
        value = {"title": letter.title, "body": f"{letter.within(LONGEST, '…')}\n{letter.url}", "format": "text",
                 "type": KINDS[letter.is_urgent], "url": letter.url}  # fmt: skip
        key = hashlib.sha256(letter.tag.encode()).hexdigest()[:32]
        answer = door.send(post_json(address["url"].reveal(), value, {"idempotency-key": key}))
        check(answer)
        return f"web:{answer.status}"


WEB = Web()
