"""Which addresses outside may be opened: an allow-list after unwrapping, because Python's own
`is_global` lets forms like ::127.0.0.1 or 64:ff9b::7f00:1 through (measured on 3.11.7)."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from vitrino.connect.errors import AddressRefused, Refused
from vitrino.domain.message import say

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
_FIRST_IPA_LETTER = "\u0250"

Address = IPv4Address | IPv6Address

_REFUSED_V4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_REFUSED_V6 = tuple(
    IPv6Network(net)
    for net in (
        "::/96",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "64:ff9b:1::/48",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """True for an address of the open internet, whatever other address it wraps."""
    try:
        address = ip_address(text.split("%")[0])
    except ValueError:
        return False
    return all(_is_public(form) for form in (address, *_wrapped(address)))


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        # NAT64 counts as reserved; what it wraps is judged on its own.
        return isinstance(address, IPv6Address) and address in _NAT64
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _REFUSED_V4)
    return not any(address in net for net in _REFUSED_V6)


def _wrapped(address: Address) -> list[IPv4Address]:
    """IPv4 addresses inside an IPv6 one: mapped, compatible, NAT64, 6to4, Teredo."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or address in IPv6Network("::/96"):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [form for form in found if form is not None]


def check_url(url: str, *, any_port: bool = False) -> None:
    """Raises AddressRefused for anything but a plain http(s) address on a usual port, without a name or password in it,
    and with a host in Latin letters (the others pass in their punycode form, in which nobody mistakes them)."""
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(say("Only addresses that begin with http:// or https:// can be opened."))
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(say("This address carries a name or password, so it is not opened."))
    if parts.port is not None and parts.port not in ALLOWED_PORTS and not any_port:
        raise AddressRefused(say("This address uses an unusual port, so it is not opened."))
    _check_letters(parts.hostname)


def _split(url: str) -> SplitResult:
    """The address in its parts. Signs at which other readers would split it otherwise are refused."""
    if any(sign <= " " or sign in "\\\x7f" for sign in url):
        raise AddressRefused(say("This is not a proper web address."))
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise AddressRefused(say("This is not a proper web address.")) from error
    return parts


def _check_letters(host: str) -> None:
    if all(sign.isascii() or "À" <= sign < _FIRST_IPA_LETTER for sign in unicodedata.normalize("NFC", host)):
        return
    try:
        plain = host.encode("idna").decode()
    except UnicodeError as error:
        raise AddressRefused(say("This is not a proper web address.")) from error
    raise AddressRefused(
        say("These letters can be mistaken. If the address is right, enter it as {plain}.", plain=plain)
    )


# A whole host name of the open internet; this machine only with its port, and the door has the last word on it.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_THIS_MACHINE = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d{2,5}")


# Where a shop lies in a folder of its site, the folder counts.
_FOLDER = re.compile(r"(?:/[A-Za-z0-9._~-]{1,60}){0,4}")


def shop_address(entered: str) -> str:
    """The address of a shop as "https://host" or "https://host/folder", from what a person typed.

    Raises Refused for what is no host name, and for http: a key would travel in the open.
    """
    text = entered.strip().rstrip("/")
    if _THIS_MACHINE.fullmatch(text):
        return text
    if text.lower().startswith("http://"):
        raise Refused(say("This address begins with http://, so the key would travel in the open. Use https://."))
    bare = text[len("https://") :] if text.lower().startswith("https://") else text
    host, slash, folder = bare.partition("/")
    server = server_address(host, "shop.example")
    if not _FOLDER.fullmatch(slash + folder) or ".." in folder:
        raise Refused(say("Please enter only the address of your shop, such as {example}.", example="shop.example"))
    return server + slash + folder


def server_address(entered: str, example: str) -> str:
    """The server a person named as "https://host", from "@shop@Host.Example", "https://host.example/@shop" or so.

    Raises Refused for what is no host name, because this address decides where our secrets go.
    """
    text = entered.strip().rstrip("/")
    if _THIS_MACHINE.fullmatch(text):
        return text
    bare = text.lower().removeprefix("https://").removeprefix("http://")
    host = bare.partition("/")[0].rpartition("@")[2]
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise Refused(say("This is not the address of a server. It looks like {example}.", example=example))
    return f"https://{host}"
