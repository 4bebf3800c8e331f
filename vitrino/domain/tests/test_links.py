"""Addresses are made clean; those that hide something are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.links import Profile, clean_url, profile_of
from vitrino.domain.problem import Problem

PATTERNS = {
    "pictures": (r"https?://(?:www\.)?pictures\.example/(?P<handle>[\w.]{1,30})/?",),
    "federated": (r"https?://[^/]+/@(?P<handle>\w+)/?",),
}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://shop.example", "https://shop.example"),
        (" HTTPS://Shop.Example/ ", "https://shop.example"),
        ("shop.example/bread", "https://shop.example/bread"),
        ("//shop.example/bread", "https://shop.example/bread"),
        ("shop.example:8080/x", "https://shop.example:8080/x"),
        ("http://shop.example:80/", "http://shop.example"),
        ("https://shop.example/a?utm_source=x&fbclid=y&size=2", "https://shop.example/a?size=2"),
        ("https://shop.example/?utm_medium=x", "https://shop.example"),
        ("https://shop.example/a?q=a%20b&x", "https://shop.example/a?q=a%20b&x"),
        ("https://shop.example./#hours", "https://shop.example#hours"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://ｓｈｏｐ.example", "https://shop.example"),
    ],
)
def test_an_address_is_made_clean(text: str, url: str) -> None:
    assert clean_url(text).url == url


def test_a_look_alike_host_is_shown_as_it_is_really_called() -> None:
    found = clean_url("https://www.аpple.com/login")
    assert found.shown == "www.xn--pple-43d.com/login"
    assert found.is_international
    assert not clean_url("https://apple.com").is_international


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", "ftp://shop.example", "mailto:a@shop.example", "file:///etc/passwd"],
)
def test_other_schemes_are_refused(text: str) -> None:
    with pytest.raises(Problem, match="http:// or https://"):
        clean_url(text)


@pytest.mark.parametrize(
    "text", ["https://user:pass@shop.example", "https://bank.example@shop.example/", "user@shop.example"]
)
def test_a_name_in_front_of_the_host_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="before the @"):
        clean_url(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "shop", "https://", "https://shop", "https://shop..example", "https://-shop.example",
     "https://shop.example:99999", "https://a b.example", "https://shop.example/\0", "https://[::1", "https://[::1]/",
     "https://sh%6Fp.example", "x" * 3000],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="is no web address"):
        clean_url(text)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("https://www.pictures.example/zorza?igsh=abc", ("pictures", "zorza")),
        ("pictures.example/zorza.bakery/", ("pictures", "zorza.bakery")),
        ("HTTP://PICTURES.EXAMPLE/Zorza#top", ("pictures", "Zorza")),
        ("https://social.example/@zorza", ("federated", "zorza")),
    ],
)
def test_a_profile_is_read_from_its_address(text: str, profile: tuple[str, str]) -> None:
    found = profile_of(text, PATTERNS)
    assert found is not None
    assert (found.platform, found.handle) == profile
    assert found.url.startswith("https://")


@pytest.mark.parametrize(
    "text", ["https://pictures.example", "https://pictures.example/p/123", "https://pictures.example.evil.example/x"]
)
def test_any_other_page_is_no_profile(text: str) -> None:
    assert profile_of(text, PATTERNS) is None


def test_a_profile_knows_its_platform() -> None:
    assert profile_of("pictures.example/zorza", PATTERNS) == Profile(
        "pictures", "zorza", "https://pictures.example/zorza"
    )


@given(
    st.text(max_size=60)
    | st.from_regex(r"(https?|javascript)://[a-ż0-9.@:\[\]-]{1,20}/[a-z?=&%]{0,10}", fullmatch=True)
)
def test_a_clean_address_is_clean_or_a_problem(text: str) -> None:
    try:
        found = clean_url(text)
    except Problem:
        return
    assert found.url.startswith(("http://", "https://"))
    assert "@" not in found.url.split("/")[2]
    assert clean_url(found.url) == found
