"""Esperanto: how times are promised."""

from __future__ import annotations

from vitrino.domain.cases.promises.vocabulary import Unit, Vocabulary

_D, _H, _M, _W, _B = Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.WEEK, Unit.WORKDAY
_HOURS = (
    *("unua", "dua", "tria", "kvara", "kvina", "sesa", "sepa", "oka", "naŭa", "deka", "dek-unua", "dek-dua"),
    *("dek-tria", "dek-kvara", "dek-kvina", "dek-sesa", "dek-sepa", "dek-oka", "dek-naŭa", "dudeka"),
)
WORDS = Vocabulary(
    numbers={
        "unu": 1, "du": 2, "tri": 3, "kvar": 4, "kvin": 5, "ses": 6, "sep": 7, "ok": 8, "naŭ": 9, "dek": 10,
        "dek unu": 11, "dek du": 12, "dek kvar": 14, "dek kvin": 15, "dudek": 20, "dudek kvar": 24, "tridek": 30,
        "kvardek ok": 48, "sepdek du": 72,
    },
    units={
        "minuto": _M, "minutoj": _M, "minutojn": _M, "horo": _H, "horoj": _H, "horojn": _H, "horon": _H, "h": _H,
        "tago": _D, "tagoj": _D, "tagojn": _D, "tagon": _D, "labortago": _B, "labortagoj": _B, "labortagojn": _B,
        "labortagon": _B, "semajno": _W, "semajnoj": _W, "semajnojn": _W, "semajnon": _W, "monato": Unit.MONTH,
        "monatoj": Unit.MONTH, "monatojn": Unit.MONTH, "minutoj da": _M,
    },
    lengths={
        "duonhoro": (0.5, _H), "duona horo": (0.5, _H), "unu horo kaj duono": (1.5, _H), "horo kaj duono": (1.5, _H),
        "horo": (1, _H), "tago": (1, _D), "semajno": (1, _W), "monato": (1, Unit.MONTH), "la tago": (1, _D),
        "kvaronhoro": (15, _M), "tagnokto": (24, _H), "unu tagnokto": (24, _H),
    },
    working=("laboraj", "labora", "laborajn"),
    few=("kelkaj", "kelke da", "kelkajn", "pluraj", "plurajn", "la venontaj", "venontaj", "proksimaj", "la proksimaj"),
    about=("ĉirkaŭ", "proksimume", "maksimume", "plej multe", "la venontaj", "la sekvaj", "venontaj", "sekvaj",
           "malpli ol"),
    within=("ene de", "en", "post", "dum", "plej malfrue post", "plej malfrue ene de", "interne de", "en la daŭro de",
            "ne pli malfrue ol post", "en malpli ol"),
    before=("antaŭ",),
    by=("ĝis", "plej malfrue", "ne pli malfrue ol", "plej malfrue ĝis", "ne post", "plej malfrue je",
        "plej malfrue en", "maksimume ĝis"),
    at=("je", "je la", "ĉirkaŭ", "ĉirkaŭ la", "la horo", "inter", "inter la"),
    on=("en", "en la"),
    since=("ekde", "de"),
    latest=("plej malfrue",),
    articles=("la",),
    ranges=("-", "ĝis", "aŭ", "kaj"),
    days={"hodiaŭ": 0, "morgaŭ": 1, "postmorgaŭ": 2, "la hodiaŭa tago": 0, "la morgaŭa tago": 1},
    weekdays={
        "lundo": 0, "lundon": 0, "lunde": 0, "mardo": 1, "mardon": 1, "marde": 1, "merkredo": 2, "merkredon": 2,
        "merkrede": 2, "ĵaŭdo": 3, "ĵaŭdon": 3, "ĵaŭde": 3, "vendredo": 4, "vendredon": 4, "vendrede": 4,
        "sabato": 5, "sabaton": 5, "sabate": 5, "dimanĉo": 6, "dimanĉon": 6, "dimanĉe": 6,
    },
    next=("venonta", "venontan", "la venonta", "sekva", "sekvan", "la sekva", "la venontan"),
    this=("ĉi tiu", "ĉi tiun", "ĉi", "tiu", "tiun"),
    months={
        "januaro": 1, "februaro": 2, "marto": 3, "aprilo": 4, "majo": 5, "junio": 6, "julio": 7, "aŭgusto": 8,
        "septembro": 9, "oktobro": 10, "novembro": 11, "decembro": 12,
    },
    of=("de",),
    ordinals=("-a", "-an", "a", "an"),
    hours={word: hour for hour, word in enumerate(_HOURS, 1)}
    | {word.replace("-", " "): hour for hour, word in enumerate(_HOURS, 1)}
    | {word.replace("-", ""): hour for hour, word in enumerate(_HOURS, 1)}
    | {"dudek-unua": 21, "dudek-dua": 22, "dudek-tria": 23},
    oclock=("horo",),
    halves={"atm": 0, "a.t.m.": 0, "ptm": 12},
    parts={
        "tagmezo": (12, 0), "tagmeze": (12, 0), "mateno": (12, 0), "matene": (12, 0), "frumatene": (12, 0),
        "antaŭtagmeze": (12, 0),
        "antaŭtagmezo": (12, 0), "posttagmeze": (18, 0), "posttagmezo": (18, 0), "vespere": (22, 0),
        "vespero": (22, 0), "noktomezo": (24, 0), "nokte": (24, 0), "nokto": (24, 0),
    },
    moments={
        "ĉi-vespere": (0, 22, 0), "ĉi vespere": (0, 22, 0), "ĉi-posttagmeze": (0, 18, 0), "ĉi-nokte": (0, 24, 0),
        "ĉi-matene": (0, 12, 0),
    },
    ends={
        "fino de la tago": "day", "la fino de la tago": "day", "fermo": "day", "la fermo": "day",
        "fino de la labortago": "day", "la fino de la labortago": "day",
        "fino de la semajno": "week", "la fino de la semajno": "week", "ĉi-semajne": "week", "la semajnfino": "week",
        "fino de la monato": "month", "la fino de la monato": "month", "fino de ĉi tiu semajno": "week",
        "la fino de ĉi tiu semajno": "week",
        "venontsemajne": "next_week", "venonta semajno": "next_week", "la fino de la venonta semajno": "next_week",
        "la venonta semajno": "next_week", "fino de la venonta semajno": "next_week",
    },
    vague=(
        "baldaŭ", "tre baldaŭ", "kiel eble plej baldaŭ", "kiel eble plej rapide", "plej rapide", "kiel eble plej frue",
        "rapide", "iam", "tuj", "senprokraste", "senpere", "poste", "pli poste", "post nelonge", "post iom",
        "post iom da tempo", "je la unua ebleco", "laŭeble rapide", "laŭeble baldaŭ", "kiam eblos", "en proksima tempo",
    ),
    ours=r"\b(?:\w+os|promesas|garantias|\w+us)\b",
    asks=r"\b(?:bonvolu|ĉu vi povas|cu vi povas|skribu|sendu|diru|voku|informu|se vi)\b",
    not_ours=r"\b(?:malfermit\w*|malfermas|malferma\w*|fermit\w*|validas|rabat\w*|oferto\w*|akci\w*)\b",
    past=r"\b(?:\w+is|hierau)\b",
    negation=r"\b(?:ne|neniam)\b",
    ordinal_is_hour=True,
)  # fmt: skip
