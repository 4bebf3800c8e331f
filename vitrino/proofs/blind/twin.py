"""The made-up platform itself: it cries out what it gets, and nobody can ask what it was."""

from __future__ import annotations

from typing import ClassVar

from vitrino.connect.records import Credentials
from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.twin import Twin as Base
from vitrino.connect.wire import Response


class Twin(Base):
    """Takes what it gets as often as it gets it."""

    key: ClassVar[str] = "town-crier"

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        return Credentials({}, {"server": "https://crier.invalid"})

    @route("POST", "/cries")
    def cry(self, call: Call) -> Response:
        number = str(self.store.next_number("cry"))
        self.store.put("cry", number, {"text": call.fields["text"]})
        return answer_json({"id": number})
