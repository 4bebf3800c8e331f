"""Texts that make counters stumble, for the property tests of the text rules."""

from __future__ import annotations

from hypothesis import strategies as st

from vitrino.domain.text import TextRule

RULES = {
    "x_weighted": TextRule("x_weighted", 280),
    "grapheme": TextRule("grapheme", 300, max_bytes=3000),
    "grapheme_url": TextRule("grapheme_url", 500, url_length=23),
    "codepoint": TextRule("codepoint", 2200),
    "utf16": TextRule("utf16", 2200),
    "utf8_bytes": TextRule("utf8_bytes", 5000),
    "emoji_utf8": TextRule("emoji_utf8", 500),
}
FAMILY = "👨‍👩‍👧‍👦"
WORDS = [
    *("chleb", "Zażółć", "gęślą", "Ĉu", "ŝi", "np.", "ul.", "Dr.", "Koniec.", "Nowe!", "5", "12.", "e\u0301", "İ", "ß"),
    *("https://shop.example.com/a/b?c=d#e", "http://żółw.pl", "shop.eu", "t.co/x", "a_b.com", "www.-x.com", "1.5"),
    *("#chleb", "#żółw1", "#1", "＃tag", "@anna", "@anna@sklep.eu", "＠anna", "anna@sklep.eu", "$SHOP"),
    *(FAMILY, "👩🏽‍🚀", "👩‍🐶", "🇵🇱", "🇽", "1️⃣", "☺️", "☺︎", "❤️‍🔥", "🏴\U000e0067\U000e0062\U000e007f"),
    *("日本語。", "テスト！", "한국어", "नमस्ते", "க்ஷ", "ไทย", "שלום", "مرحبا", "می\u200cخواهم", "pаypal", "сосо"),
]
SIGNS = [
    *(" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\xa0", "\u200b", "\u200d", "\ufe0f", "\u20e3", "\u0301", "\u0489"),
    *(
        ".",
        ",",
        "!",
        "?",
        "…",
        "(",
        ")",
        "“",
        "”",
        "-",
        "_",
        "/",
        "://",
        ":",
        "@",
        "#",
        "&",
        "\x00",
        "\ufeff",
        "\u202e",
    ),
    *("\ud83d", "\ude00", "\ud800", "\uffff", "\U000e0041", "\u1100", "\u1161", "\u0600", "🏽", "🇵"),
]
# Words with signs between them, and plainly anything, lone surrogates included.
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS + SIGNS + [" "] * 20), max_size=40).map("".join),
    st.text(st.characters(), max_size=60),
)
# 100,000 characters each: what takes minutes when something is quadratic.
LONG = {
    "prose": "Dzień dobry, dziś mamy świeży chleb. Zobacz https://shop.example.com/chleb i #chleb od @anna.\n" * 1050,
    "ascii": "hello world " * 8400,
    "one word": "a" * 100_000,
    "ideographs": "日" * 100_000,
    "syllables": "한" * 100_000,
    "families": FAMILY * 14_300,
    "looks": "☺️" * 50_000,
    "flags": "🇵🇱" * 50_000,
    "piled marks": "a" + "\u0301\u0316" * 50_000,
    "joiners": "\u200d" * 100_000,
    "jamo": "\u1100" * 100_000,
    "prepended": "\u0600" * 100_000 + "\n",
    "dots": "." * 100_000,
    "labels": "a." * 50_000,
    "labels without end": "a.co.-." * 14_300,
    "wide labels": "日.com" * 20_000,
    "underscores": "a_.com" * 16_000,
    "schemes": "http://" * 14_300,
    "brackets": "http://a.co/" + "(" * 100_000,
    "open brackets": "http://a.co/(" * 7_700,
    "queries": "http://a.co?" + "?" * 100_000,
    "punycode": "xn--a." * 16_700,
    "mentions": "@a.b" * 25_000,
    "servers": "@a@b.c" * 16_700,
    "hashes": "#" * 100_000,
    "hashtags": "#a" * 50_000,
    "spaces": " " * 100_000,
    "line ends": "\r\n" * 50_000,
    "quotes": ".”" * 50_000,
    "surrogates": "\ud800" * 100_000,
}
