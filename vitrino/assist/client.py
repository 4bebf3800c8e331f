"""The one call: POST /v1/chat/completions through the guarded door. Says in words what went wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from vitrino.connect.errors import AddressRefused, ConnectError
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Request, Response
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

LIMITS = Limits(total_s=60, connect_s=5, max_bytes=1_000_000, retries=0)
LONGEST_ADDRESS = 300
PATH = "/chat/completions"


@dataclass(frozen=True)
class Endpoint:
    """Where the model is. allows_local: the one setting that lets the door open addresses of this network."""

    url: str
    model: str
    key: Secret | None = None
    allows_local: bool = False


def address_of(entered: str, *, allows_local: bool) -> str:
    """The full address from "api.example.com", "http://localhost:11434/v1" or one with the path behind.

    Raises Problem for what is no web address, and for http to somewhere else: the key would be readable on the way.
    """
    text = entered.strip().rstrip("/").removesuffix(PATH)
    text = text if "://" in text or entered.strip().startswith(("http:", "https:")) else f"https://{text}"
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise Problem(say("This is not the address of a model. It looks like {example}.",
                          example="https://api.example.com/v1"), "base_url")  # fmt: skip
    if parts.scheme == "http" and not allows_local:
        raise Problem(say("An address outside needs https, or your key could be read on the way."), "base_url")
    path = parts.path.rstrip("/") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}{PATH}"


def complete(endpoint: Endpoint, messages: list[dict[str, Any]], most_tokens: int) -> str:
    """What the model answers. Raises Problem with words for whatever goes wrong."""
    body = {"model": endpoint.model, "messages": messages, "max_tokens": most_tokens, "stream": False}
    headers = {"content-type": "application/json", "accept": "application/json"}
    if endpoint.key is not None:
        headers["authorization"] = f"Bearer {endpoint.key.reveal()}"
    door = HttpDoor(allow_private=endpoint.allows_local, limits=LIMITS)
    try:
        answer = door.send(Request("POST", endpoint.url, headers, json.dumps(body).encode()))
        return _said(answer)
    except AddressRefused as refused:
        raise Problem(say("{why} If the model runs in your own network, say so in the settings.",
                          why=refused.message)) from refused  # fmt: skip
    except ConnectError as error:
        raise Problem(say("The model did not answer properly. Nothing was changed; try again later.")) from error


def _said(answer: Response) -> str:
    if answer.status != 200:
        raise Problem(_why(answer.status))
    found = answer.json()
    choices = found.get("choices") if isinstance(found, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str) or not content.strip():
        raise Problem(say("The model answered nothing that could be used."))
    return content


def _why(status: int) -> Message:
    if status in (401, 403):
        return say("The model does not accept the key. Check it in the settings.")
    if status in (400, 404, 422):
        return say("The model's address or name seems wrong, or it can't do this. Check the settings.")
    if status == 413:
        return say("This is too much for the model. Try a smaller picture or a shorter text.")
    if status == 429:
        return say("The model is busy, or your account there is used up. Try again later.")
    return say("The model did not answer properly ({status}). Nothing was changed; try again later.", status=status)
