"""Signs of the country a shop is in: calling codes, endings of host names, currencies of one country only.

Calling codes: ITU-T E.164 assigned country codes; endings: IANA root zone; both looked up 2026-11-22, those of Europe
and of the countries around it. Endings that are sold as words (io, co, tv, me, ai, to) or belong to many are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_BY_CALLING_CODE = {
    "48": "PL", "49": "DE", "420": "CZ", "421": "SK", "43": "AT", "41": "CH", "33": "FR", "34": "ES", "351": "PT",
    "39": "IT", "31": "NL", "32": "BE", "352": "LU", "44": "GB", "353": "IE", "45": "DK", "46": "SE", "47": "NO",
    "358": "FI", "354": "IS", "370": "LT", "371": "LV", "372": "EE", "36": "HU", "40": "RO", "359": "BG", "30": "GR",
    "385": "HR", "386": "SI", "381": "RS", "380": "UA", "375": "BY", "90": "TR", "55": "BR", "81": "JP", "82": "KR",
    "61": "AU", "64": "NZ", "972": "IL", "52": "MX", "54": "AR", "91": "IN", "86": "CN",
}  # fmt: skip
COUNTRIES = frozenset(_BY_CALLING_CODE.values()) | {"US", "CA"}
_BY_ENDING = {code.lower(): code for code in COUNTRIES} | {"uk": "GB", "us": "US"}
_BY_CURRENCY = {
    "PLN": "PL", "CZK": "CZ", "GBP": "GB", "SEK": "SE", "NOK": "NO", "DKK": "DK", "HUF": "HU", "RON": "RO", "UAH": "UA",
    "CHF": "CH",
}  # fmt: skip
_BY_NAME = {
    "poland": "PL", "polska": "PL", "pollando": "PL", "germany": "DE", "deutschland": "DE", "czechia": "CZ",
    "czech republic": "CZ", "slovakia": "SK", "austria": "AT", "österreich": "AT", "switzerland": "CH", "france": "FR",
    "spain": "ES", "españa": "ES", "italy": "IT", "italia": "IT", "netherlands": "NL", "united kingdom": "GB",
    "united states": "US", "ireland": "IE", "sweden": "SE", "sverige": "SE", "ukraine": "UA", "lithuania": "LT",
}  # fmt: skip

Sign = tuple[str, str, int]


def country_named(text: str) -> str:
    """The code of a country, from its code or a name of it; "" for what is unknown here."""
    plain = text.strip()
    return plain.upper() if plain.upper() in COUNTRIES else _BY_NAME.get(plain.casefold(), "")


def phone_sign(phone: str) -> Sign | None:
    """What a number in its international form says, or None."""
    digits = phone.removeprefix("+")
    code = next((one for one in (digits[:3], digits[:2]) if one in _BY_CALLING_CODE), "")
    return (_BY_CALLING_CODE[code], f"+{code}", 2) if code and phone.startswith("+") else None


def host_sign(host: str) -> Sign | None:
    """What the ending of a host name says, or None."""
    ending = host.rpartition(".")[2].lower()
    return (_BY_ENDING[ending], f".{ending}", 2) if ending in _BY_ENDING else None


def money_sign(currency: str) -> Sign | None:
    """What a currency says, or None for those of several countries."""
    return (_BY_CURRENCY[currency], currency, 1) if currency in _BY_CURRENCY else None


def country_by(signs: Iterable[Sign]) -> tuple[str, tuple[str, ...]]:
    """The country and what speaks for it; ("", ()) when little speaks for any, or much for two."""
    weights: Counter[str] = Counter()
    kept = list(dict.fromkeys(signs))
    for code, _kind, weight in kept:
        weights[code] += weight
    (best, most), (_second, next_most) = (*weights.most_common(2), ("", 0), ("", 0))[:2]
    if most < 2 or next_most * 2 > most:
        return "", ()
    return best, tuple(kind for code, kind, _weight in kept if code == best)
