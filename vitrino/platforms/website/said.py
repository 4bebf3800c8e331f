"""What a page says of the shop: name, words, ways to reach it, where it is. Only what stands there, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from vitrino.platforms.website.places import country_named, phone_sign
from vitrino.platforms.website.structured import SHOPS, is_a, texts, things

MAX_CHARS = 200_000
MAX_EACH = 30
LONGEST_TEXT = 500

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w.-]?\w)", re.IGNORECASE)
_NO_MAIL = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".js", ".css")
_PHONE = re.compile(r"(?<![\d+])(?:\+|00)\d(?:[ ()/.\u00a0-]{0,3}\d){7,14}(?!\d)")
# Numbers as they are written at home count when a word before them says what they are.
_HOME_PHONE = re.compile(
    r"(?:\btel|\bphone|\btelefon\w{0,3}|\bfon|\bmobil\w{0,2}|\bcall|\bzadzwoń|☎|✆)"
    r"[^\w+]{0,6}((?:\d[ ()/.-]{0,2}){7,12})",
    re.IGNORECASE,
)
# Addresses hidden from programs, and doors to a talk: people find them, so the site says how to reach the shop.
_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?[\[({]\s?(?:at|ät|a|małpa|@|heliko)\s?[\])}]\s?[a-z0-9-]{1,63}", re.IGNORECASE
)
_TALK = re.compile(
    r"/cdn-cgi/l/email-protection|^whatsapp://send/?\?phone|//wa\.me/\+?\d|//api\.whatsapp\.com/send/?\?phone|//m\.me/\w"
    r"|^sms:|^viber:|^skype:",
    re.IGNORECASE,
)
_CHAT_SCRIPTS = re.compile(
    r"//[\w.-]*(?:tawk\.to|crisp\.chat|intercom\.io|intercomcdn|livechatinc|tidio|zdassets|smartsupp|userlike|jivosite"
    r"|hs-scripts|olark|drift\.com|freshchat|trengo|callpage|chatwoot)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d\s?(zł|€|£|Kč|₴)(?!\w)|(€|£)\s?\d|\b(PLN|EUR|GBP|USD|CZK|CHF|SEK|NOK|DKK|HUF|RON|UAH)\b")
_SIGNS = {"zł": "PLN", "€": "EUR", "£": "GBP", "Kč": "CZK", "₴": "UAH"}
_WORD = re.compile(r"[^\W\d_]{4,25}")
_TOLD = "//h1|//h2|//h3|//nav//a|//*[contains(@class, 'product')]//a"
# Words of every shop's menu say nothing of this one.
_COMMON = frozenset(Path(__file__).with_name("common-words.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Said:
    """What one page says; as `connect.site.SiteFacts`, whose fields are put together from these.

    words: each as often as it stands there. signs: of a country, (ISO 3166-1 code, what speaks for it, weight).
    """

    name: str = ""
    title: str = ""
    description: str = ""
    words: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    has_form: bool = False
    has_other_contact: bool = False
    signs: tuple[tuple[str, str, int], ...] = ()
    currencies: tuple[str, ...] = ()
    has_preview_title: bool = False
    has_preview_text: bool = False
    has_preview_image: bool = False


def said_by(root: Any, blocks: tuple[Any, ...]) -> Said:
    """Read a parsed page."""
    metas, plain = _metas(root), _plain(root)
    phones = _phones(root, blocks, plain)
    products = [thing for thing in islice(things(blocks, strangers=True), 2000) if is_a(thing, ("product",))]
    shops = [thing for thing in islice(things(blocks), 2000) if is_a(thing, SHOPS)]
    return Said(
        name=_short(_one((*_named(shops), metas.get("og:site_name", ""), metas.get("application-name", "")))),
        title=_short(str(root.findtext(".//title") or "")),
        description=_short(_one((metas.get("description", ""), metas.get("og:description", "")))),
        words=_words(root),
        products=_unique(name for thing in products for name in texts(thing.get("name"))),
        emails=_emails(root, shops, plain),
        phones=phones,
        has_form=_has_form(root),
        has_other_contact=_has_other_contact(root, plain),
        signs=(*_addresses(blocks), *(sign for phone in phones if (sign := phone_sign(phone)))),
        currencies=_currencies(products, metas, plain),
        has_preview_title=bool(metas.get("og:title") or metas.get("twitter:title")),
        has_preview_text=bool(metas.get("og:description") or metas.get("twitter:description")),
        has_preview_image=bool(metas.get("og:image") or metas.get("og:image:url") or metas.get("twitter:image")),
    )


def _metas(root: Any) -> dict[str, str]:
    """The first value of each name."""
    found: dict[str, str] = {}
    for meta in islice(root.iter("meta"), 500):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _plain(root: Any) -> str:
    """The readable text, cut: the address of a shop stands near the beginning or the end of its pages."""
    pieces = [str(text) for text in root.xpath("//body//text()[not(ancestor::script or ancestor::style)]")]
    text = " ".join(" ".join(pieces).split())
    return text if len(text) <= MAX_CHARS else f"{text[: MAX_CHARS // 2]} {text[-MAX_CHARS // 2 :]}"


def _named(shops: Iterable[dict[str, Any]]) -> list[str]:
    return [name for shop in shops for name in texts(shop.get("name"))]


def _words(root: Any) -> tuple[str, ...]:
    """Words of headings, menus, product links and pictures."""
    told = [str(element.text_content())[:300] for element in root.xpath(_TOLD)[:1000]]
    told += [str(alt)[:300] for alt in root.xpath("//img/@alt")[:500]]
    words = (word.casefold() for text in told for word in _WORD.findall(text))
    return tuple(islice((word for word in words if word not in _COMMON), 5000))


def _emails(root: Any, shops: list[dict[str, Any]], plain: str) -> tuple[str, ...]:
    linked = [str(href)[7:].partition("?")[0] for href in root.xpath("//a/@href") if href[:7].lower() == "mailto:"]
    told = [text.removeprefix("mailto:") for shop in shops for text in texts(shop.get("email"))]
    found = (address.strip().lower() for address in (*linked, *told, *_EMAIL.findall(plain)))
    return _unique(one for one in found if _EMAIL.fullmatch(one) and not one.endswith(_NO_MAIL))


def _phones(root: Any, blocks: tuple[Any, ...], plain: str) -> tuple[str, ...]:
    linked = [str(href)[4:] for href in root.xpath("//a/@href") if href[:4].lower() == "tel:"]
    told = [text for thing in islice(things(blocks), 2000) for text in texts(thing.get("telephone"))]
    written = (*_PHONE.findall(plain), *_HOME_PHONE.findall(plain))
    plain_forms = (re.sub(r"[^\d+]", "", phone) for phone in (*linked, *told, *written))
    found = _unique(f"+{one[2:]}" if one.startswith("00") else one for one in plain_forms if 7 <= len(one) <= 16)
    abroad = tuple(one for one in found if one.startswith("+"))
    return tuple(one for one in found if one in abroad or not any(far.endswith(one.lstrip("0")) for far in abroad))


def _has_form(root: Any) -> bool:
    """A form with room for a message. A search field is none, nor is a newsletter's."""
    return bool(root.xpath("//form//textarea"))


def _has_other_contact(root: Any, plain: str) -> bool:
    """An address hidden from programs, a messenger, a chat window."""
    is_hidden = _HIDDEN_EMAIL.search(plain) is not None
    leads_to_talk = any(_TALK.search(str(href)[:300]) for href in root.xpath("//a/@href"))
    return (
        is_hidden or leads_to_talk or any(_CHAT_SCRIPTS.search(str(src)[:300]) for src in root.xpath("//script/@src"))
    )


def _addresses(blocks: tuple[Any, ...]) -> list[tuple[str, str, int]]:
    """Countries in postal addresses of the structured data."""
    values = [thing.get("addressCountry") for thing in islice(things(blocks), 2000)]
    names = [value.get("name") if isinstance(value, dict) else value for value in values]
    codes = [country_named(name) for name in names if isinstance(name, str)]
    return [(code, code, 3) for code in codes if code]


def _currencies(products: list[dict[str, Any]], metas: dict[str, str], plain: str) -> tuple[str, ...]:
    told = [code for thing in things(tuple(products), strangers=True) for code in texts(thing.get("priceCurrency"))]
    told += [metas.get("product:price:currency", ""), metas.get("og:price:currency", "")]
    seen = (next(filter(None, found.groups())) for found in islice(_MONEY.finditer(plain), 200))
    found = (_SIGNS.get(one, one).upper() for one in (*told, *seen))
    return _unique(one for one in found if re.fullmatch("[A-Z]{3}", one))


def _one(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(values), MAX_EACH))
