"""Which addresses are public, and which spellings of an address are opened at all."""

import pytest

from vitrino.connect.address import check_url, is_public, server_address
from vitrino.connect.errors import AddressRefused, Refused

# RELIABILITY.md 1.2 measured the first block: Python's own `is_global` lets all of them through.
LET_THROUGH_BY_PYTHON = [
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::",
    "fec0::1", "5f00::1", "3fff::1", "ff02::1", "224.0.0.1", "239.255.255.250", "192.88.99.1", "192.0.0.8",
    "168.63.129.16",
]  # fmt: skip
PRIVATE = [
    *LET_THROUGH_BY_PYTHON,
    "127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1", "100.64.0.1",
    "100.127.255.255", "100.100.100.200", "192.0.0.1", "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.7", "203.0.113.9", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:0", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "2001:db8::1", "2001::1", "2001:10::1",
    "2001:0:c0a8:101::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "100::1", "ff05::2", "2002:c0a8:101::",
    "2002:0a00:0001::", "64:ff9b::c0a8:101", "64:ff9b::a00:1", "::10.0.0.1", "::8.8.8.8",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.167.1.1", "198.17.0.1",
    "168.63.129.17", "223.255.255.254", "2606:4700:4700::1111", "2a00:1450:4001:82f::200e",
    "64:ff9b::808:808", "2002:808:808::",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_known_as_such(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_known_as_such(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f.1", "1.2.3", "8.8.8.8/32", "½", "::g"])
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text)


def test_the_table_is_as_long_as_promised() -> None:
    assert len(set(PRIVATE)) >= 60


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com", "http://example.com/", "https://example.com:8443/a?b=c#d", "https://xn--w-uga1v8h.pl/",
        "https://żółw.pl/", "https://ĉapelo.example/", "https://example.com/ścieżka?q=ł", "http://[2606:4700::1111]/",
    ],
)  # fmt: skip
def test_a_plain_address_is_opened(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "example.com", "//example.com", "ftp://example.com", "file:///etc/passwd", "gopher://example.com",
        "javascript:alert(1)", "data:text/html,x", "http://", "http:///path", "https://user@example.com",
        "https://user:pass@example.com", "https://:@example.com", "https://@example.com", "http://example.com:22",
        "http://example.com:0", "http://example.com:99999", "http://example.com:abc", "http://[::1", "http://a b.com",
        "http://example.com\r\nhost: evil", "http://public.example\\@127.0.0.1/", "http://exa\tmple.com",
        "https://аррӏе.com/", "https://pаypal.com/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://ｅxample.com/",
    ],
)  # fmt: skip
def test_an_odd_address_is_refused_with_words(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        check_url(url)
    assert str(caught.value)


def test_letters_that_can_be_mistaken_are_shown_in_plain_form() -> None:
    with pytest.raises(AddressRefused, match="xn--"):
        check_url("https://аррӏе.com/")


def test_an_unusual_port_is_opened_only_where_private_addresses_are() -> None:
    check_url("http://127.0.0.1:2583/", any_port=True)
    with pytest.raises(AddressRefused):
        check_url("http://127.0.0.1:2583/")


@pytest.mark.parametrize(
    ("entered", "address"),
    [
        ("mastodon.social", "https://mastodon.social"), (" Mastodon.Social/ ", "https://mastodon.social"),
        ("https://mastodon.social/@shop", "https://mastodon.social"), ("@shop@mastodon.social", "https://mastodon.social"),
        ("shop@xn--w-uga1v8h.pl", "https://xn--w-uga1v8h.pl"), ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
    ],
)  # fmt: skip
def test_a_server_is_understood_however_it_is_named(entered: str, address: str) -> None:
    assert server_address(entered, "a.example") == address


@pytest.mark.parametrize(
    "entered",
    [
        "", "mastodon", "localhost", "127.0.0.1", "http://10.0.0.1:80", "[::1]", "mastodon.social:22", "a b.com",
        "żółw.pl",
        "evil.example?x=mastodon.social", "evil.example#mastodon.social", "evil.example\\.mastodon.social", "-a.com",
        "a..com", "javascript:alert(1)", "a." * 127 + "com", "x" * 64 + ".com", "1.2.3.4",
        "mastodon.social\r\nhost: evil",
    ],
)  # fmt: skip
def test_what_is_no_server_is_refused_before_any_secret_leaves(entered: str) -> None:
    with pytest.raises(Refused, match=r"a\.example"):
        server_address(entered, "a.example")
