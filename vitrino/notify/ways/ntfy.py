"""ntfy: a topic on ntfy.sh or a server of one's own. Published as JSON, https://docs.ntfy.sh/publish/ (2026-11-22)."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.connect.address import server_address
from vitrino.connect.errors import Refused
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, post_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check, member
from vitrino.notify.ways.contract import MORE, Address, Asked, Letter
from vitrino.ui.words import words

LONGEST = 3_500  # 4,096 bytes; letters of ours take up to two
PRIORITY = {True: 5, False: 3}


class Ntfy:
    key = "ntfy"
    label = say("ntfy")
    how = say("Install the ntfy app, subscribe to a topic with a name nobody can guess, and enter it here.")
    asked = (
        Asked("server", say("Server"), say("For example ntfy.sh"), starts_as="ntfy.sh"),
        Asked("topic", say("Topic"), say("Whoever knows it can read along, so make it long."), is_secret=True),
        Asked("token", say("Access token"), say("Only if the topic is protected."), is_secret=True, is_required=False),
    )
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        server, topic = _server(given["server"]), given["topic"].strip()
        if not topic.replace("-", "").replace("_", "").isalnum() or not topic.isascii() or len(topic) > 64:
            raise Problem(say("A topic has only letters, digits, - and _, at most 64."), "topic")
        kept = {"server": Secret(server), "topic": Secret(topic), "token": Secret(given.get("token", "").strip())}
        return kept, server.partition("://")[2]

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        value = {
            "topic": address["topic"].reveal(), "title": letter.title, "click": letter.url,
            "message": letter.within(LONGEST, words(MORE)), "priority": PRIORITY[letter.is_urgent],
        }  # fmt: skip
        token = address["token"].reveal()
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = door.send(post_json(address["server"].reveal(), value, headers))
        check(answer)
        return f"ntfy:{member(answer, 'id')}"


NTFY = Ntfy()


def _server(entered: str) -> str:
    try:
        return server_address(entered, "ntfy.sh")
    except Refused as refused:
        raise Problem(refused.message, "server") from refused
