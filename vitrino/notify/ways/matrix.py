"""Matrix: a message into a room. Client-Server API v1.11, PUT …/send/m.room.message/{txnId}: the same id, once.

https://spec.matrix.org/v1.11/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid (2026-11-22). Rooms
with end-to-end encryption show the message as it is: unencrypted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from vitrino.connect.address import server_address
from vitrino.connect.errors import ConnectError, Refused
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check, member
from vitrino.notify.ways.contract import MORE, Address, Asked, Letter
from vitrino.ui.words import words

LONGEST = 8_000
_ROOM = re.compile(r"![^\s:/?#]{1,200}:[^\s/?#]{1,200}")


class Matrix:
    key = "matrix"
    label = say("Matrix")
    how = say("Make an account for Vitrino, let it into a room of yours, and enter the room's internal number.")
    asked = (
        Asked("server", say("Server"), say("For example matrix.org"), starts_as="matrix.org"),
        Asked("room", say("Internal number of the room"), say("In the room's settings, like !abc:matrix.org")),
        Asked("token", say("Access token"), say("Of the account that writes, from its settings."), is_secret=True),
    )
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        try:
            server = server_address(given["server"], "matrix.org")
        except Refused as refused:
            raise Problem(refused.message, "server") from refused
        room = given["room"].strip()
        if not _ROOM.fullmatch(room):
            raise Problem(say("The internal number of a room looks like !abc:matrix.org."), "room")
        kept = {"server": Secret(server), "room": Secret(room), "token": Secret(given["token"].strip())}
        return kept, server.partition("://")[2]

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        room, tag = quote(address["room"].reveal(), safe=""), quote(letter.tag, safe="")
        url = f"{address['server'].reveal()}/_matrix/client/v3/rooms/{room}/send/m.room.message/{tag}"
        text = f"{letter.title}\n{letter.within(LONGEST, words(MORE))}\n{letter.url}"
        headers = {"authorization": f"Bearer {address['token'].reveal()}", "content-type": "application/json"}
        body = json.dumps({"msgtype": "m.text", "body": text}).encode()
        answer = door.send(Request("PUT", url, headers, body, repeatable=True))
        check(answer, _retry_after(answer))
        return f"matrix:{member(answer, 'event_id')}"


MATRIX = Matrix()


def _retry_after(answer: Response) -> float | None:
    if answer.status != 429:
        return None
    try:
        return float(member(answer, "retry_after_ms")) / 1000
    except (ConnectError, TypeError, ValueError):
        return None
