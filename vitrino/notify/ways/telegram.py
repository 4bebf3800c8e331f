"""Telegram: a bot of the person's own writes to them. https://core.telegram.org/bots/api (2026-11-22)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vitrino.connect.errors import ConnectError
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Response, get, post_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify.ways.answers import check, member
from vitrino.notify.ways.contract import MORE, Address, Asked, Letter
from vitrino.ui.words import words

SITE = "https://api.telegram.org"
LONGEST = 4_000  # 4,096 UTF-16 units; the link comes on top
_TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,60}")


class Telegram:
    key = "telegram-bot"
    label = say("Telegram")
    how = say("Ask @BotFather in Telegram for a bot, write your bot any word, then enter its token here.")
    asked = (
        Asked("token", say("Token of the bot"), say("What @BotFather gave you, like 110201543:AAHdqTcv…"), True),
        Asked("chat", say("Number of the chat"), say("Empty: whoever wrote to the bot last."), is_required=False),
    )
    is_instant = True

    def address(self, given: Mapping[str, str], door: Door) -> tuple[Address, str]:
        token, chat = given["token"].strip(), given.get("chat", "").strip()
        if not _TOKEN.fullmatch(token):
            raise Problem(say("This is not a token of a bot. It has a number, a colon and many letters."), "token")
        chat = chat or _last_chat(token, door)
        if not chat.removeprefix("-").isdigit():
            raise Problem(say("The number of a chat has only digits."), "chat")
        return {"token": Secret(token), "chat": Secret(chat)}, f"…{chat[-4:]}"

    def send(self, address: Address, letter: Letter, door: Door) -> str:
        text = f"{letter.title}\n{letter.within(LONGEST - len(letter.url), words(MORE))}\n{letter.url}"
        value = {"chat_id": int(address["chat"].reveal()), "text": text, "link_preview_options": {"is_disabled": True},
                 "disable_notification": False}  # fmt: skip
        answer = door.send(post_json(f"{SITE}/bot{address['token'].reveal()}/sendMessage", value))
        check(answer, _retry_after(answer), say("Telegram refuses. Was the bot blocked, or its token renewed?"))
        return f"telegram:{member(answer, 'result', 'message_id')}"


TELEGRAM = Telegram()


def _last_chat(token: str, door: Door) -> str:
    """The private chat of whoever wrote to the bot last. Raises Problem when nobody did."""
    try:
        answer = door.send(get(f"{SITE}/bot{token}/getUpdates"))
        check(answer)
        updates = answer.json().get("result") or []
    except (ConnectError, AttributeError) as error:
        raise Problem(say("Telegram does not answer for this token. Is it complete?"), "token") from error
    chats = [update.get("message", {}).get("chat", {}) for update in updates if isinstance(update, dict)]
    private = [str(chat["id"]) for chat in chats if chat.get("type") == "private" and "id" in chat]
    if not private:
        raise Problem(say("Nobody has written to this bot yet. Write it any word in Telegram, then try again."), "chat")
    return private[-1]


def _retry_after(answer: Response) -> float | None:
    if answer.status != 429:
        return None
    try:
        return float(member(answer, "parameters", "retry_after"))
    except (ConnectError, TypeError, ValueError):
        return None
