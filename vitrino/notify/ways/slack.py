"""Slack: an incoming webhook. It answers "ok" when it took the message.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks (2026-11-22).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from vitrino.connect.errors import Transient
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, post_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check
from vitrino.notify.ways.contract import MORE, Address, Asked, Letter
from vitrino.ui.words import words

HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
LONGEST = 8_000
_MEANS_SOMETHING = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Slack:
    key = "slack"
    label = say("Slack")
    how = say("Add an incoming webhook to a channel of your Slack, and enter its address.")
    asked = (Asked("url", say("Address of the webhook"), say("https://hooks.slack.com/services/…"), is_secret=True),)
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        url = given["url"].strip()
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.hostname not in HOSTS or len(parts.path) < 10:
            raise Problem(say("The address of a webhook begins with https://hooks.slack.com/services/."), "url")
        return {"url": Secret(url)}, "hooks.slack.com"

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        text = f"{letter.title}\n{letter.within(LONGEST, words(MORE))}".translate(_MEANS_SOMETHING)
        value = {"text": f"{text}\n{letter.url}", "unfurl_links": False}
        answer = door.send(post_json(address["url"].reveal(), value))
        check(answer)
        if answer.text.strip() != "ok":
            raise Transient(say("Its answer does not say that it took the message."))
        return "slack:ok"


SLACK = Slack()
