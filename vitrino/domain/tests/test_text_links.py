"""Links, hashtags and names beyond the official cases."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.tests.text_samples import TEXTS
from vitrino.domain.text import Span, cashtags, hashtags, mentions, replied_to, urls
from vitrino.domain.text.links import FEDIVERSE, MAX_URL
from vitrino.domain.text.tlds import TLDS


def found(spans: list[Span]) -> list[str]:
    return [span.text for span in spans]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Kup na sklep.pl, dziś.", ["sklep.pl"]),
        ("Koniec.Potem", []),
        ("Wersja 1.5 i plik a.jpeg, n.p. tak", []),
        ("https://SKLEP.PL/Oferta", ["https://SKLEP.PL/Oferta"]),
        ("https://sklep.pl:8080/a", ["https://sklep.pl:8080/a"]),
        ("sklep.pl:8080", ["sklep.pl"]),
        ("sklep.pl:8080/a", ["sklep.pl:8080/a"]),
        ("(zob. https://pl.wikipedia.org/wiki/Chleb_(film))", ["https://pl.wikipedia.org/wiki/Chleb_(film)"]),
        ("https://sklep.pl/żytni-chleb?q=1.", ["https://sklep.pl/żytni-chleb?q=1"]),
        ("https://żółw.pl i żółw.pl", ["https://żółw.pl", "żółw.pl"]),
        ("https://sklep.xn--p1ai/a", ["https://sklep.xn--p1ai/a"]),
        ("https://xn--日本.pl", []),
        ("https://" + "a" * 64 + ".pl", []),
        ("https://" + "日" * 30 + ".pl", ["https://" + "日" * 30 + ".pl"]),
        ("https://" + "日本語文字列漢字" * 7 + ".pl", []),
        ("https://sklep.pl/" + "a" * MAX_URL, []),
        ("mailto:anna@sklep.pl", []),
        ("https://anna:secret@sklep.pl", []),
        ("a.com.b_.c.pl", ["a.com"]),
        ("a..b.pl", []),
        ("foo.com中国.test.pl/x", ["foo.com", "test.pl/x"]),
        ("foo.co.中国/x", ["foo.co.中国/x"]),
        ("http://a.pl.", ["http://a.pl"]),
        ("\ud800.pl", []),
    ],
)
def test_links_are_found(text: str, links: list[str]) -> None:
    assert found(urls(text)) == links


@given(name=st.text(st.characters(), min_size=1, max_size=12), tld=st.sampled_from(sorted(TLDS)))
def test_a_found_link_stands_where_it_says(name: str, tld: str) -> None:
    text = f"{name}.{tld}/{name}?{name} http://{name}.{tld}"
    for link in (*urls(text), *urls(text, FEDIVERSE)):
        assert text[link.start : link.end] == link.text
        assert "." in link.text


@given(text=TEXTS)
def test_what_is_found_is_in_order_and_without_overlaps(text: str) -> None:
    for find in (urls, hashtags, mentions, cashtags):
        spans = find(text)
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(text=TEXTS)
def test_names_and_tags_in_links_are_none(text: str) -> None:
    links = urls(text)
    for span in (*hashtags(text), *mentions(text)):
        assert not any(link.start <= span.start < link.end for link in links)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#chleb #żytni_2026 ＃日本", ["#chleb", "#żytni_2026", "＃日本"]),
        ("#" + unicodedata.normalize("NFD", "żółw"), ["#" + unicodedata.normalize("NFD", "żółw")]),
        ("nie#tag &#39; #1 #a#b", []),
        ("sklep.pl/#oferta", []),
        ("#️⃣ #\ufe0fa", []),
    ],
)
def test_hashtags_are_found(text: str, tags: list[str]) -> None:
    assert found(hashtags(text)) == tags


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dzięki @anna i @jan_k!", ["@anna", "@jan_k"]),
        ("https://m.pl/@anna i anna@sklep.pl", []),
        ("@sklep/nowosci", []),
        ("@" + "a" * 21, ["@" + "a" * 20]),
        ("@anna@sklep.pl", []),
    ],
)
def test_mentions_are_found(text: str, names: list[str]) -> None:
    assert found(mentions(text)) == names


def test_only_a_leading_mention_is_answered() -> None:
    answered = replied_to("\u3000 @anna tak")
    assert answered == Span(2, 7, "@anna")
    assert replied_to("tak @anna") is None


def test_top_level_domains_are_written_as_people_see_them() -> None:
    assert {name for name in TLDS if name != name.lower() or name.startswith("xn--") or "." in name} == set()
    assert {"pl", "com", "shop", "한국", "みんな"} < TLDS
    assert all(unicodedata.is_normalized("NFC", name) for name in TLDS)
