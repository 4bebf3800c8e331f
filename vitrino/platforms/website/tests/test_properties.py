"""What holds for whatever a stranger's page may say: readers end, never fail, and give only plain web addresses."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vitrino.connect.registry import manifests
from vitrino.connect.wire import Response
from vitrino.platforms.website.embedded import in_script
from vitrino.platforms.website.page import decoded, read_page
from vitrino.platforms.website.places import country_by, phone_sign
from vitrino.platforms.website.profiles import FoundLink, cleaned_url, front_page_of, profile_of
from vitrino.platforms.website.robots import Robots, parsed, robots_from
from vitrino.platforms.website.said import said_by
from vitrino.platforms.website.structured import same_as

HOME = "https://shop.example/"
PATTERNS = {key: manifest.profile_url_patterns for key, manifest in manifests().items()}
SITES = Path(__file__).parent / "sites"
PAGES = tuple(sorted(file.read_bytes() for file in SITES.glob("*.html")))
SPITE = (
    b"<", b">", b"\x00", b'"', b"'", b"<!--", b"-->", b"]]>", b"<script>", b"</script>", b"<base href='javascript:1'>",
    b"<a href='https://x.com/a'", b"<base href='http://[::1'>", b"&#x110000;", b"&#0;", b"\xff\xfe",
    b"<svg><a xlink:href='//x.com/b'>", b"<a href='\\\\x.com\\c'>", b"<script type='application/ld+json'>{\"sameAs\":",
    b"<math><mtext></p>",
    b"[" * 300, b'{"a":' * 200, b"<div>" * 400, b"<template><a href=//x.com/d>", b"<a href=https://x.com/%00>",
    b"<meta http-equiv=refresh content='0;url=data:,'>", b"<html lang='\xed\xa0\x80'>",
    b"<link rel=alternate hreflang=xx-xx href='//'>", b"<a data-x='//[' onclick=\"'//]'\">",
)  # fmt: skip
texts = st.text(max_size=300)
quick = settings(max_examples=60, deadline=None)


@st.composite
def spoilt_pages(draw: st.DrawFn) -> bytes:
    """A page from the folder, cut and with spiteful pieces in places."""
    body = draw(st.sampled_from(PAGES))
    for piece in draw(st.lists(st.sampled_from(SPITE), max_size=8)):
        at = draw(st.integers(0, len(body)))
        body = body[:at] + piece + body[at + draw(st.integers(0, 40)) :]
    return body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body


@quick
@given(
    st.one_of(spoilt_pages(), st.binary(max_size=500)), st.sampled_from(["text/html", "text/html; charset=utf-7", ""])
)
def test_any_bytes_are_a_page_with_plain_addresses(body: bytes, kind: str) -> None:
    page = read_page(body, kind, HOME)
    addresses = [link.url for link in page.links] + [*page.scripts, *page.feeds, *(url for _l, url in page.versions)]
    for address in (*addresses, *([page.refresh_to] if page.refresh_to else [])):
        assert urlsplit(address).scheme in ("http", "https")
        assert len(address) <= 2000
    for link in page.links:
        profile = profile_of(link, PATTERNS, HOME)
        assert profile is None or (profile.handle and profile.url.startswith("https://"))


@quick
@given(texts)
@example('var a="https://x.com/\ud800"')
def test_any_script_is_read(text: str) -> None:
    for link in in_script(text):
        assert "//" in link.url
        assert not re.search(r"[\s<>\"'`]", link.url)


@quick
@given(texts)
@example("\x0c#")
def test_any_text_as_an_address_is_cleaned_once_and_for_all(text: str) -> None:
    for url in (text, f"https://{text}", f"https://x.com/{text}", f"https://{text}.x.com/a?b={text}#{text}"):
        cleaned = cleaned_url(url)
        assert cleaned_url(cleaned) == cleaned or not cleaned
        assert cleaned == "" or cleaned.startswith("https://")
        profile_of(FoundLink(url, "link", text), PATTERNS, HOME)
        front_page_of(FoundLink(url, "link", text), PATTERNS, HOME)


TRACKED = st.lists(st.sampled_from(["utm_source=a", "fbclid=IwAR0", "igsh=abc", "hl=pl", "si=x", "ref=y"]), max_size=3)


@quick
@given(
    st.sampled_from(["instagram.com/{}", "x.com/{}", "facebook.com/{}", "tiktok.com/@{}", "threads.net/@{}"]),
    st.from_regex(r"[a-z][a-z0-9]{4,13}", fullmatch=True).filter(lambda name: not _is_word_of_a_platform(name)),
    TRACKED,
    st.booleans(),
    st.sampled_from(["http://", "https://", "https://www.", "HTTPS://WWW."]),
)
def test_case_tracking_scheme_and_slash_do_not_matter(
    form: str, name: str, tracking: list[str], is_loud: bool, start: str
) -> None:
    plain = profile_of(FoundLink(f"https://{form.format(name)}", "link"), PATTERNS, HOME)
    query = f"/?{'&'.join(tracking)}" if tracking else ""
    spoken = form.format(name.upper() if is_loud else name)
    told = profile_of(FoundLink(start + spoken + query, "link"), PATTERNS, HOME)
    assert plain is not None
    assert told is not None
    assert (told.platform_key, told.handle) == (plain.platform_key, plain.handle) == (plain.platform_key, name)


def _is_word_of_a_platform(name: str) -> bool:
    """Names under which platforms have pages of their own, such as x.com/settings."""
    urls = (f"https://{host}/{name}" for host in ("instagram.com", "x.com", "facebook.com"))
    return any(profile_of(FoundLink(url, "link"), PATTERNS, HOME) is None for url in urls)


@quick
@given(st.lists(texts, max_size=10), texts)
def test_any_robots_file_is_read(lines: list[str], path: str) -> None:
    rules = parsed([*lines, "user-agent: *", *(f"disallow: {line}" for line in lines), f"crawl-delay: {path}"])
    assert rules.allows(f"{HOME}{path}") in (True, False)
    assert 0 <= rules.delay_s < 1e6


@quick
@given(st.text("ab*/", max_size=8), st.booleans(), st.text("ab/", max_size=8))
def test_patterns_of_robots_txt_mean_what_the_standard_says(pattern: str, is_whole: bool, path: str) -> None:
    """Against regular expressions, which are too slow for strangers' patterns but right."""
    line = f"/{pattern}{'$' if is_whole else ''}"
    expression = "/" + ".*".join(re.escape(piece) for piece in pattern.split("*")) + ("$" if is_whole else "")
    is_hit = re.match(expression, f"/{path}") is not None
    assert Robots(((line, False),)).allows(f"https://shop.example/{path}") is not is_hit


@quick
@given(st.binary(max_size=300), st.sampled_from(["text/html; charset=idna", "charset=undefined", "charset=utf-16", ""]))
def test_any_bytes_are_text(body: bytes, kind: str) -> None:
    assert isinstance(decoded(body, kind), str)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.text(max_size=20), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["sameAs", "@type", "name", "brand", "@graph", "address", "x"]), inner),
    ),
    max_leaves=20,
)


@quick
@given(json_values)
def test_any_structured_data_is_walked(value: object) -> None:
    assert all(isinstance(text, str) for text in same_as((value,)))


@quick
@given(
    st.lists(st.tuples(st.sampled_from(["PL", "DE", "CZ"]), st.sampled_from(["a", "b"]), st.integers(1, 3)), max_size=6)
)
def test_a_country_is_named_only_when_the_signs_agree(signs: list[tuple[str, str, int]]) -> None:
    country, because = country_by(signs)
    assert country in ("", *(code for code, _kind, _weight in signs))
    assert bool(country) == bool(because)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda text: list(in_script(text)), '"' * 1_000_000),
        (lambda text: list(in_script(text)), '"//' * 200_000),
        (lambda text: list(in_script(text)), " /*" * 200_000),
        (lambda text: list(in_script(text)), "//x\n" * 200_000),
        (lambda text: list(in_script(text)), "\\u002F" * 200_000),
        (lambda text: list(in_script(text)), "a=" * 200_000 + "{"),
        (lambda text: parsed([text]).allows(HOME), "disallow: " + "/*a" * 2000),
        (lambda text: Robots((("/" + "*a" * 900 + "b", False),)).allows(HOME + text), "a" * 2000),
        (lambda text: cleaned_url(text), "https://x.com/" + "/" * 200_000),
        (lambda text: read_page(text.encode(), "", HOME), "a@" * 200_000),
        (lambda text: read_page(text.encode(), "", HOME), "+1 " * 200_000),
        (lambda text: read_page(text.encode(), "", HOME), "<a href=//x.com/a class='" + "a " * 100_000 + "'>"),
        (lambda text: read_page(text.encode(), "", HOME), "<a href=/a><b>" * 20_000),
        (lambda text: read_page(text.encode(), "", HOME), "<div data-a='//'>" * 20_000),
    ],
    ids=range(14),
)  # fmt: skip
def test_spiteful_texts_are_read_in_no_time(read: Callable[[str], object], text: str) -> None:
    """Processor time, because others work on this machine too; a quadratic reader would take hours."""
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 5


def test_a_robots_file_that_can_not_be_had_allows_nothing_for_now() -> None:
    assert not robots_from(Response(503)).allows(HOME)
    assert robots_from(Response(404)).allows(HOME)
    assert robots_from(Response(200, {"content-type": "text/html"}, b"disallow: /")).allows(HOME)


def test_the_lines_for_our_name_beat_those_for_all() -> None:
    rules = parsed(["User-agent: *", "Disallow: /", "", "user-agent: other", "User-Agent: Vitrino/0.1", "Allow: /$",
                    "Disallow: /kasse", "Crawl-delay: 2"])  # fmt: skip
    assert rules.allows(HOME)
    assert not rules.allows(f"{HOME}kasse?a=1")
    assert rules.delay_s == 2.0


def test_what_numbers_say_of_countries() -> None:
    assert phone_sign("+48220000000") == ("PL", "+48", 2)
    assert phone_sign("220000000") is None
    assert country_by([("PL", ".pl", 2), ("DE", "+49", 2)]) == ("", ())


@pytest.mark.parametrize(
    "html",
    [
        "<p>Tel. 22 000 00 00</p>", "<p>telefon: 601-000-000</p>", "<p>zorza [at] zorza.example</p>",
        "<a href='/cdn-cgi/l/email-protection#ab'>mail</a>", "<a href='https://wa.me/48220000000'>w</a>",
        "<script src='https://embed.tawk.to/1/default'></script>", "<form><textarea></textarea></form>",
        "<p>zorza@zorza.example</p>", "<a href='mailto:zorza@zorza.example?subject=x'>w</a>", "<p>+48 22 000 00 00</p>",
    ],
)  # fmt: skip
def test_every_usual_way_to_reach_a_shop_is_seen(html: str) -> None:
    said = read_page(html.encode(), "text/html; charset=utf-8", HOME).said
    assert said.emails or said.phones or said.has_form or said.has_other_contact


@pytest.mark.parametrize(
    "html",
    [
        "<p>From 12 000 000 000 grains</p>", "<a href='https://wa.me/?text=x'>share</a>", "<form><input></form>",
        "<p>hotel 2200000000</p>", "<p>© 2019-2026</p>", "<img alt='logo@2x.png'>",
    ],
)  # fmt: skip
def test_what_looks_like_a_way_and_is_none_is_left_out(html: str) -> None:
    said = read_page(html.encode(), "text/html; charset=utf-8", HOME).said
    assert (said.emails, said.phones, said.has_form, said.has_other_contact) == ((), (), False, False)


def test_a_page_says_what_stands_there_and_no_more() -> None:
    import lxml.html

    said = said_by(lxml.html.document_fromstring("<p>Logo: logo@2x.png, call 12 34, form</p><form><input></form>"), ())
    assert (said.emails, said.phones, said.has_form, said.name) == ((), (), False, "")
